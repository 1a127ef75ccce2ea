"""Writes the averaged weights as an ONNX file of standard operators, checks and times it.

python -m training.export --state DIR --out claynet.onnx
"""

import argparse
import json
import time
from pathlib import Path
from statistics import median

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
import torch

from training import checkpoint
from training.batches import SIDE
from training.network import Answer, Claynet

OPSET = 17


def export(network: Claynet, target: Path) -> None:
    """Writes `target`: input `picture` (1, 3, SIDE, SIDE) in 0..1, outputs named as in Answer."""
    names, example = list(Answer._fields), torch.rand(1, 3, SIDE, SIDE)
    torch.onnx.export(
        network.eval(),
        (example,),
        str(target),
        input_names=["picture"],
        output_names=names,
        opset_version=OPSET,
        dynamo=False,
    )


def check(network: Claynet, target: Path) -> dict[str, float]:
    """Largest difference between both, and the median seconds of five runs on two threads."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    session = onnxruntime.InferenceSession(str(target), options, ["CPUExecutionProvider"])
    picture = torch.rand(1, 3, SIDE, SIDE, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        wanted = network(picture)
    spent, given = [], []
    for _ in range(5):
        start = time.perf_counter()
        given = session.run(None, {"picture": picture.numpy()})
        spent.append(time.perf_counter() - start)
    apart = max(float(np.abs(g - w.numpy()).max()) for g, w in zip(given, wanted, strict=True))
    return {"seconds": round(median(spent), 3), "least": round(min(spent), 3), "apart": apart}


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    network = Claynet().eval()
    checkpoint.load_average(given.state, network)
    export(network, given.out)
    print(json.dumps({"bytes": given.out.stat().st_size, **check(network, given.out)}))


if __name__ == "__main__":
    main()
