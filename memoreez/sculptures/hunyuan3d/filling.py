"""How weights get from files into networks, which see first whether they fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import torch

from memoreez.errors import ProviderError
from memoreez.sculptures.hunyuan3d.archive import WEIGHTS, Archive
from memoreez.sculptures.hunyuan3d.keys import alone

Plan = Mapping[str, tuple[str, ...]]  # a network's tensors: those in the file that make them up


def fill(
    network: Any,
    archive: Archive,
    prefix: str,
    device: Any,
    dtype: Any,
    unused: tuple[str, ...] = (),
    published: Callable[[str], tuple[str, ...]] = alone,
) -> None:
    """Weights for a network that was built without any (`torch.device("meta")`).

    `published` says of which tensors in the file each of the network's is made. Raises
    ProviderError that names the first key or shape that does not fit, before anything is read.
    Tensors whose names begin with one of `unused` are passed over.
    """
    plan = {key: tuple(prefix + name for name in published(key)) for key in network.state_dict()}
    fits(archive, shapes(plan, network), prefix, unused)
    put(network, archive, plan, device, dtype)


def shapes(plan: Plan, network: Any) -> dict[str, tuple[int, ...]]:
    """The tensors of a file with the shape that each must have, for a network."""
    found: dict[str, tuple[int, ...]] = {}
    for key, told in network.state_dict().items():
        rows, *rest = told.shape
        for name in plan[key]:
            found[name] = (rows // len(plan[key]), *rest)
    return found


def put(
    network: Any,
    archive: Archive,
    plan: Plan,
    device: Any,
    dtype: Any,
    turned: Callable[[str], bool] = lambda key: False,
) -> None:
    """Weights for a network without any; no more than one of its tensors is held besides.

    Those whose first name is `turned` have the opposite sign in the file.
    """
    state = {}
    for key in sorted(plan, key=lambda key: archive.entries[plan[key][0]].start):
        parts = [archive.tensor(name, device, dtype) for name in plan[key]]
        whole = torch.cat(parts) if len(parts) > 1 else parts[0]
        state[key] = -whole if turned(plan[key][0]) else whole
    network.load_state_dict(state, assign=True)
    network.requires_grad_(False).eval()


def fits(
    archive: Archive,
    wanted: Mapping[str, tuple[int, ...]],
    prefix: str = "",
    unused: tuple[str, ...] = (),
    usual: str = "model.fp16.safetensors",
) -> None:
    """Raises ProviderError that names the first tensor that is missing, odd or one too many.

    `wanted` has the shape of each; `usual` is the file to take instead.
    """
    for key, shape in wanted.items():
        entry = archive.entries.get(key)
        if entry is None:
            raise ProviderError(f"{archive.path} lacks the tensor {key}; download it again.")
        if entry.shape != shape:
            raise ProviderError(
                f"{archive.path} has {key} in the shape {list(entry.shape)} instead of "
                f"{list(shape)}; it is of another model, or was changed."
            )
        if entry.dtype not in WEIGHTS:
            raise ProviderError(
                f"{archive.path} has {key} as {entry.dtype}; weights are read as "
                f"{', '.join(WEIGHTS)} only: take the file {usual}."
            )
    for key in archive.entries:
        rest = key.removeprefix(prefix)
        if key.startswith(prefix) and key not in wanted and not rest.startswith(unused):
            raise ProviderError(
                f"{archive.path} has a tensor {key[:120]}, of which this engine knows nothing; it "
                "is of another model."
            )
