"""Writes what the package needs beside the weights: the network's graph, and where its numbers lie.

python -m training.export [--out memoreez/claynet]

`graph.onnx` is the network without its numbers; `layout.json` says how the package makes each of
them of `average.f16`. Only a change of training/network.py asks for a new one. Needs onnx.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import onnx  # type: ignore[import-untyped]
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from training import checkpoint
from training.batches import SIDE
from training.network import Answer, Claynet

OPSET = 17
APART = 1e-6  # of a number in the graph from the one that is made of the weights
Recipe = list[str]  # a verb and what it is done to, see memoreez/claynet/numbers.py


class Asked(nn.Module):
    """The network with its grid of places as a second input, or the graph would hold it."""

    def __init__(self, network: Claynet) -> None:
        super().__init__()
        self.network = network

    def forward(self, picture: Tensor, grid: Tensor) -> Answer:
        self.network.grid = grid
        answer: Answer = self.network(picture)
        return answer


def traced(network: Claynet, target: Path) -> Any:
    """The ONNX model of the network, numbers and all; `target` is written on the way."""
    places = network.grid.clone()
    torch.onnx.export(
        Asked(network).eval(),
        (torch.rand(1, 3, SIDE, SIDE), places),
        str(target),
        input_names=["picture", "grid"],
        output_names=list(Answer._fields),
        opset_version=OPSET,
        dynamo=False,
    )
    return onnx.load(str(target))


def made(network: Claynet) -> Iterator[tuple[Recipe, Tensor]]:
    """Every number array that a graph may hold, and how it is made of the state."""
    state = network.state_dict()
    for name, values in state.items():
        if values.is_floating_point():
            yield ["as", name], values
            if values.ndim == 2:
                yield ["turned", name], values.T
            if name.endswith("strength"):
                yield from ((["row", name, str(i)], row) for i, row in enumerate(values))
    for path, module in network.named_modules():
        if isinstance(module, nn.Sequential):
            for i, j in zip(range(len(module)), range(1, len(module)), strict=False):
                conv, norm = module[i], module[j]
                if isinstance(conv, nn.Conv2d) and isinstance(norm, nn.BatchNorm2d):
                    fused = nn.utils.fusion.fuse_conv_bn_eval(conv, norm)
                    assert fused.bias is not None
                    yield ["scaled", f"{path}.{i}.weight", f"{path}.{j}"], fused.weight
                    yield ["shift", f"{path}.{j}"], fused.bias


def recipe(values: Tensor, known: list[tuple[Recipe, Tensor]]) -> Recipe:
    """How the values are made. Raises ValueError where nothing known gives them."""
    for told, found in known:
        if found.shape == values.shape and (found - values).abs().max() <= APART:
            return told
    raise ValueError(f"numbers of shape {tuple(values.shape)} in the graph are not of the state")


def split(network: Claynet, model: Any) -> tuple[bytes, dict[str, Any]]:
    """The graph without its numbers, and their layout."""
    known = list(made(network))
    arrays = {}
    for one in model.graph.initializer:
        values = torch.from_numpy(numpy_helper.to_array(one).copy())
        if values.is_floating_point() and values.numel() > 1:
            arrays[one.name] = recipe(values, known)
    kept = [one for one in model.graph.initializer if one.name not in arrays]
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)
    for node in model.graph.node:
        node.ClearField("doc_string")
    sizes = {
        name: list(values.shape)
        for name, values in network.state_dict().items()
        if values.is_floating_point()
    }
    return model.SerializeToString(), {"state": sizes, "arrays": arrays}


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=checkpoint.RESULT.parent)
    given = parser.parse_args()
    torch.manual_seed(0)
    network = Claynet().eval()
    checkpoint.load_average(checkpoint.KEPT, network)
    graph, layout = split(network, traced(network, given.out / "graph.onnx"))
    (given.out / "graph.onnx").write_bytes(graph)
    lines = [f'"{part}": {{\n' + _lines(values) + "\n}" for part, values in layout.items()]
    (given.out / "layout.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


def _lines(values: dict[str, Any]) -> str:
    return ",\n".join(f"{json.dumps(name)}: {json.dumps(told)}" for name, told in values.items())


if __name__ == "__main__":
    main()
