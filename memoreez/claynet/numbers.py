"""The network as an ONNX file in memory: its graph, and the numbers that are made of its weights.

A protobuf message may be continued: appended, a second graph that holds nothing but numbers is
merged with the first (protobuf's encoding, "Last One Wins"). So the weights are stored once, in
half precision, as the training reads and writes them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

HERE = Path(__file__).parent
EPSILON = 1e-5  # of batch normalisation
FLOAT = 1  # ONNX's number for float32
DIMS, TYPE, NAME, RAW = 1, 2, 8, 9  # fields of its TensorProto
INITIALIZER, GRAPH = 5, 7  # of its GraphProto and ModelProto


def model(folder: Path = HERE) -> bytes:
    """The whole ONNX file. Raises OSError, and ValueError for weights of another network."""
    layout: Mapping[str, Any] = json.loads((folder / "layout.json").read_text(encoding="utf-8"))
    state = _state(np.fromfile(folder / "average.f16", "<f2"), layout["state"])
    numbers = b"".join(
        _field(INITIALIZER, _tensor(name, made(state, *recipe)))
        for name, recipe in layout["arrays"].items()
    )
    return (folder / "graph.onnx").read_bytes() + _field(GRAPH, numbers)


def made(state: Mapping[str, Floats], verb: str, name: str, other: str = "") -> Floats:
    """One array of the graph. Convolutions have their normalisation multiplied into them."""
    if verb == "turned":
        return np.ascontiguousarray(state[name].T)
    if verb == "row":
        return state[name][int(other)]
    if verb == "scaled":
        return state[name] * _scale(state, other)[:, None, None, None]
    if verb == "shift":
        drift = state[f"{name}.running_mean"] * _scale(state, name)
        return np.asarray(state[f"{name}.bias"] - drift, np.float32)
    return state[name]


def _scale(state: Mapping[str, Floats], norm: str) -> Floats:
    spread = np.sqrt(state[f"{norm}.running_var"] + np.float32(EPSILON))
    return np.asarray(state[f"{norm}.weight"] / spread, np.float32)


def _state(numbers: npt.NDArray[np.float16], sizes: Mapping[str, list[int]]) -> dict[str, Floats]:
    """The weights by name."""
    counts = [int(np.prod(size)) for size in sizes.values()]
    if sum(counts) != len(numbers):
        raise ValueError(f"The weights are {len(numbers)} numbers, and should be {sum(counts)}.")
    parts = np.split(numbers.astype(np.float32), np.cumsum(counts)[:-1])
    return {
        name: part.reshape(size) for (name, size), part in zip(sizes.items(), parts, strict=True)
    }


def _tensor(name: str, values: Floats) -> bytes:
    dims = b"".join(_varint(DIMS << 3) + _varint(size) for size in values.shape)
    kind = _varint(TYPE << 3) + _varint(FLOAT)
    raw = values.astype("<f4").tobytes()
    return dims + kind + _field(NAME, name.encode()) + _field(RAW, raw)


def _field(number: int, data: bytes) -> bytes:
    """A field of bytes: its number, their length, and they."""
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)
