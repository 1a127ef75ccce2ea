"""Weights out of a pickle, a kind of file that can run any program, into a `.safetensors` file.

    python -m memoreez.sculptures.hunyuan3d.pickles model.fp16.ckpt

Only numbers are read (PyTorch's `weights_only`): a file with anything else in it is refused.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from memoreez.errors import MemoreezError, ProviderError
from memoreez.sculptures.hunyuan3d import archive

DEEP = 4  # mappings in one another: a pickle's can hold themselves


def convert(path: Path) -> Path:
    """Writes the weights beside the pickle, and says where. Raises ProviderError."""
    import torch

    new = path.with_suffix(".safetensors")
    if new.exists() or new == path:
        raise ProviderError(f"{new} is there already; move it away to make it again.")
    try:
        found = torch.load(path, map_location="cpu", weights_only=True, mmap=True)
    except pickle.UnpicklingError as error:
        raise ProviderError(
            f"{path} has more in it than numbers, and was not read; take it from another place."
        ) from error
    except (OSError, RuntimeError, EOFError, ValueError) as error:
        raise ProviderError(f"{path} cannot be read as PyTorch's weights: {error!s:.120}.") from (
            error
        )
    tensors = dict(_flat(found, ""))
    if not tensors:
        raise ProviderError(f"{path} has no weights in it.")
    if sum(tensor.nbytes for tensor in tensors.values()) > path.stat().st_size:
        raise ProviderError(f"{path} has weights that would not fit into it; download it again.")
    part = new.with_suffix(".part")
    try:
        archive.write(part, tensors)
        part.replace(new)
    finally:
        part.unlink(missing_ok=True)
    return new


def _flat(found: Any, prefix: str, deep: int = DEEP) -> Iterator[tuple[str, Any]]:
    """Published ones are nested: {"model": {…}, "vae": {…}, "conditioner": {…}}."""
    import torch

    if isinstance(found, torch.Tensor):
        if found.layout is torch.strided and found.dtype in archive.kinds():
            yield prefix, found
    elif isinstance(found, Mapping) and deep:
        for name, value in found.items():
            yield from _flat(value, f"{prefix}.{name}" if prefix else str(name), deep - 1)


def main() -> int:
    """For the command line."""
    try:
        for name in sys.argv[1:]:
            sys.stdout.write(f"{convert(Path(name))}\n")
    except (MemoreezError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
