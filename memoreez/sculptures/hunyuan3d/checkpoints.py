"""Weights on this computer: where they are, and of which model.

Nothing is ever downloaded here. Looked up are a path, the folder that the reference uses
(`$HY3DGEN_MODELS`), and the hub's cache, in this order.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from memoreez.errors import ProviderError
from memoreez.sculptures.hunyuan3d import configuration, detection
from memoreez.sculptures.hunyuan3d.archive import read
from memoreez.sculptures.hunyuan3d.variants import Variant

FULL, MINI, MV = "tencent/Hunyuan3D-2", "tencent/Hunyuan3D-2mini", "tencent/Hunyuan3D-2mv"
V21 = "tencent/Hunyuan3D-2.1"
COMFY = "Comfy-Org/hunyuan3D_2.0_repackaged"
COMFY_V21 = "Comfy-Org/hunyuan3D_2.1_repackaged"

PUBLISHED = {  # where each variant is found: the repository, and the folder or file in it
    "2.0": (f"{FULL}/hunyuan3d-dit-v2-0", f"{COMFY}/split_files/hunyuan3d-dit-v2_fp16.safetensors"),
    "2.0-fast": (f"{FULL}/hunyuan3d-dit-v2-0-fast",),
    "2.0-turbo": (f"{FULL}/hunyuan3d-dit-v2-0-turbo",),
    "mini": (f"{MINI}/hunyuan3d-dit-v2-mini",),
    "mini-fast": (f"{MINI}/hunyuan3d-dit-v2-mini-fast",),
    "mini-turbo": (f"{MINI}/hunyuan3d-dit-v2-mini-turbo",),
    "mv": (f"{MV}/hunyuan3d-dit-v2-mv",),
    "mv-fast": (f"{MV}/hunyuan3d-dit-v2-mv-fast",),
    "mv-turbo": (f"{MV}/hunyuan3d-dit-v2-mv-turbo",),
    "2.1": (f"{V21}/hunyuan3d-dit-v2-1", f"{COMFY_V21}/hunyuan_3d_v2.1.safetensors"),
}
SMALL_DECODERS = {  # the option decoder "turbo"
    "2.0": (f"{FULL}/hunyuan3d-vae-v2-0-turbo",),
    "mini": (f"{MINI}/hunyuan3d-vae-v2-mini-turbo",),
}
KNOWN = {  # how the sha256 of a file begins, by the name of the file or its folder
    "hunyuan3d-dit-v2_fp16": "360bc281fc956d4acac0c3d36d5ec0ebf8cdddbf4b8892e894d12419388d479b",
    "hunyuan3d-dit-v2-0-turbo": "5ee5a81e",
    "hunyuan3d-dit-v2-mini": "3cc66f3b",
    "hunyuan3d-dit-v2-mv": "d36f5881",
    "hunyuan_3d_v2.1": "5f21e98a6cb99b13b5e224abaee33929570fff7af2b6a0060001559a04ba9d72",
}
PICKLES = (".ckpt", ".pt", ".pth", ".bin")


@dataclass(frozen=True)
class Files:
    """A checkpoint: the model, the decoder if it is a file of its own, and the configuration."""

    model: Path
    decoder: Path
    config: Path | None

    @property
    def paths(self) -> tuple[Path, ...]:
        """Every file with weights, once."""
        return tuple(dict.fromkeys((self.model, self.decoder)))


def find(
    model: str, folder: Path | None = None, hub: Path | None = None, decoder: str = ""
) -> Files:
    """The files of a model: a path, a name in `PUBLISHED`, or "owner/repository/folder".

    `folder` and `hub` are where models lie: $HY3DGEN_MODELS, and the hub's cache. `decoder` is ""
    for the model's own, "turbo" for the small one, or a path or name likewise. Raises
    ProviderError that says where was looked, and what to do.
    """
    path = _first(model, _names(model), folder, hub)
    config = path.parent / "config.yaml"
    beside = path
    if decoder == "turbo" and detection.is_uvit(read(path)):
        raise ProviderError(detection.NO_SMALL_ONE)
    if decoder:
        size = "mini" if "mini" in detection.named(path) else "2.0"
        names = SMALL_DECODERS[size] if decoder == "turbo" else (decoder,)
        beside = _first(decoder, names, folder, hub)
    return Files(path, beside, config if config.is_file() else None)


def detect(files: Files) -> Variant:
    """Which model that is. Reads headers only, without torch. Raises ProviderError."""
    model = read(files.model)
    decoder = model if files.decoder == files.model else read(files.decoder)
    config = configuration.read(files.config)
    return detection.variant(model, decoder, detection.named(files.model), config)


def doubt(path: Path, begins: str = "") -> str:
    """What is odd about a file whose sha256 is known; "" for all others.

    `begins` is how that begins, where `KNOWN` does not say it. Reads all of the file, once for a
    process. Raises ProviderError where that cannot be.
    """
    known = begins or KNOWN.get(detection.named(path), "")
    if not known:
        return ""
    try:
        told = path.stat()
        found = _digest(path, told.st_size, told.st_mtime_ns)
    except OSError as error:
        raise ProviderError(f"{path} cannot be read: {error.strerror}.") from error
    if found.startswith(known):
        return ""
    return (
        f"{path} is not the published file: its sha256 begins with {found[:8]} instead of "
        f"{known[:8]}. If you did not change it, download it again."
    )


@lru_cache(maxsize=8)
def _digest(path: Path, size: int, changed: int) -> str:
    """The sha256 of a file, of which each keepsake's check asks."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _names(model: str) -> tuple[str, ...]:
    """Where a variant or a published folder is, by its whole name; anything else is as it is."""
    for variant, names in PUBLISHED.items():
        if model == variant or model in {Path(name).name for name in names}:
            return names
    return (model,)


def _first(asked: str, names: tuple[str, ...], folder: Path | None, hub: Path | None) -> Path:
    looked = [place for name in names for place in places(name, folder, hub)]
    for place in looked:
        if (path := _weights(place)) is not None:
            return path
    for place in looked:
        if _pickled(place):
            raise ProviderError(
                f"{place} has weights as a pickle, a kind of file that can run any program; take "
                "a .safetensors file, or turn it into one by `python -m "
                "memoreez.sculptures.hunyuan3d.pickles FILE`, which reads numbers alone."
            )
    where = ", ".join(str(place) for place in looked[:4]) or "any place"
    raise ProviderError(
        f"There are no weights for {asked[:120]!r} in {where}; put the option model to a folder "
        f"with model.fp16.safetensors, to such a file, or to one of {', '.join(PUBLISHED)}."
    )


def places(
    name: str, folder: Path | None, hub: Path | None, *, whole: bool = False
) -> Iterator[Path]:
    """Where a name may be, the likeliest first; `whole`: it is of a repository, not in one."""
    plain = Path(os.path.expanduser(name))  # pathlib's own raises for users that are not there
    yield plain
    if plain.is_absolute() or name.startswith((".", "~")):
        return
    if folder is not None:
        yield from (folder / name, folder / Path(name).name)
    owner, _, rest = name.partition("/")
    repository, _, within = rest.partition("/")
    if hub is not None and repository and bool(within) != whole:
        snapshots = hub / f"models--{owner}--{repository}" / "snapshots"
        yield from (snapshot / within for snapshot in _newest(snapshots))


def _newest(snapshots: Path) -> list[Path]:
    with suppress(OSError, ValueError):  # none, or a folder that is not ours to look into
        return sorted(snapshots.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    return []


def _weights(place: Path) -> Path | None:
    """The one file of weights in a folder, or the file itself."""
    found: list[Path] = []
    with suppress(OSError, ValueError):  # names that no file can have, folders that are not ours
        if place.is_file():
            found = [place] if place.suffix == ".safetensors" else []
        elif (usual := place / "model.fp16.safetensors").is_file():
            found = [usual]
        else:
            found = list(place.glob("*.safetensors"))
    return found[0] if len(found) == 1 else None


def _pickled(place: Path) -> bool:
    with suppress(OSError, ValueError):
        return any(place.glob("*.ckpt")) or (place.suffix in PICKLES and place.is_file())
    return False
