"""Weights in a `.safetensors` file, read with suspicion: its header is checked first of all.

The format: eight bytes with the header's length, a JSON header that says for each tensor its type,
shape and place, then the tensors, one after the other. Nothing in it can run.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memoreez.errors import ProviderError

if TYPE_CHECKING:
    from torch import Tensor

LONGEST_HEADER = 8 << 20  # bytes; the largest published one has 200 kB
LARGEST_SIDE = 1 << 31
MOST_SIDES = 8  # of a tensor: weights have up to five
AGAIN = "download it again"

SIZES = {  # bytes of one number
    **{"F64": 8, "F32": 4, "F16": 2, "BF16": 2, "F8_E4M3": 1, "F8_E5M2": 1},
    **{"I64": 8, "I32": 4, "I16": 2, "I8": 1, "U64": 8, "U32": 4, "U16": 2, "U8": 1, "BOOL": 1},
}
WEIGHTS = {"F64": "float64", "F32": "float32", "F16": "float16", "BF16": "bfloat16"}


@dataclass(frozen=True)
class Entry:
    """A tensor in a file: from byte `start` up to `stop`."""

    dtype: str  # as the format names it: "F16"
    shape: tuple[int, ...]
    start: int
    stop: int


@dataclass(frozen=True)
class Archive:
    """A file whose header has been read, and found in order."""

    path: Path
    entries: Mapping[str, Entry]

    def tensor(self, key: str, device: Any, dtype: Any) -> Tensor:
        """A weight on its device, as `dtype`; no more than this one is held besides.

        Raises ProviderError where the file has lost bytes since its header was read.
        """
        import torch

        entry = self.entries[key]
        raw = torch.empty(entry.stop - entry.start, dtype=torch.uint8)
        try:
            with self.path.open("rb") as file:
                file.seek(entry.start)
                count = file.readinto(raw.numpy())
        except OSError as error:
            raise ProviderError(f"{self.path} cannot be read: {error.strerror}.") from error
        if count != len(raw):
            raise ProviderError(f"{self.path} ends within {key}; {AGAIN}.")
        kind = getattr(torch, WEIGHTS[entry.dtype])
        return raw.view(kind).reshape(entry.shape).to(device, dtype)


def read(path: Path) -> Archive:
    """The file's header. Raises ProviderError that says what is wrong with it."""
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            length = struct.unpack("<Q", file.read(8))[0] if size >= 8 else size
            if length > min(size - 8, LONGEST_HEADER):
                raise ProviderError(
                    f"{path} is no .safetensors file, or has been cut off; {AGAIN}."
                )
            header = json.loads(file.read(length), object_pairs_hook=_unique)
    except OSError as error:
        raise ProviderError(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise ProviderError(f"{path} has a header that cannot be read; {AGAIN}.") from error
    if not isinstance(header, dict):
        raise ProviderError(f"{path} has a header that lists no tensors; {AGAIN}.")
    header.pop("__metadata__", None)
    entries = {key: _entry(path, key, told, 8 + length) for key, told in header.items()}
    _contiguous(path, entries, 8 + length, size)
    return Archive(path, entries)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name is there twice")
    return found


def _entry(path: Path, key: str, told: Any, base: int) -> Entry:
    """One tensor of the header. Raises ProviderError where its numbers do not fit one another."""
    try:
        dtype, shape = told["dtype"], tuple(told["shape"])
        start, stop = told["data_offsets"]
        # exact types: JSON's true, 1.0 and 1e3 are numbers to Python
        sides = all(type(n) is int and 0 <= n < LARGEST_SIDE for n in shape)
        whole = sides and len(shape) <= MOST_SIDES
        if not whole or type(start) is not int or type(stop) is not int or start < 0:
            raise ValueError("no sizes")
        if stop - start != SIZES[dtype] * math.prod(shape):
            raise ValueError("another size")
    except (TypeError, ValueError, KeyError) as error:
        raise ProviderError(
            f"{path} describes {key[:120]} in a way that cannot be; {AGAIN}."
        ) from error
    return Entry(dtype, shape, base + start, base + stop)


def _contiguous(path: Path, entries: Mapping[str, Entry], base: int, size: int) -> None:
    """Tensors may come in any order, but share no byte, leave none out, and end with the file."""
    end = base
    for key, entry in sorted(entries.items(), key=lambda item: (item[1].start, item[1].stop)):
        if entry.start != end:
            raise ProviderError(f"{path} does not keep {key[:120]} where it should be; {AGAIN}.")
        end = entry.stop
    if end != size:
        raise ProviderError(f"{path} has {size:,} bytes instead of {end:,}; {AGAIN}.")


def kinds() -> dict[Any, str]:
    """The kinds of numbers that weights have, by torch's name for each: the format's."""
    import torch

    return {getattr(torch, name): told for told, name in WEIGHTS.items()}


def write(path: Path, tensors: Mapping[str, Tensor]) -> None:
    """The tensors as a file, one at a time. Raises OSError."""
    import torch

    names = kinds()
    header, end = {}, 0
    for key, tensor in tensors.items():
        start, end = end, end + tensor.numel() * tensor.element_size()
        header[key] = {
            "dtype": names[tensor.dtype],
            "shape": list(tensor.shape),
            "data_offsets": [start, end],
        }
    words = json.dumps(header, separators=(",", ":")).encode()
    words += b" " * (-len(words) % 8)  # so that tensors begin at a multiple of eight
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(words)) + words)
        for tensor in tensors.values():
            file.write(tensor.detach().cpu().contiguous().view(-1).view(torch.uint8).numpy().data)
