"""What goes to a worker at RunPod: the order, its pictures, and where to check who works on it.

With an S3 store the pictures are links, and the worker looks into the claim before it works and
puts the mesh there. Without one they travel inside, and the endpoint's volume has the claim.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from dataclasses import asdict, dataclass, field
from typing import Any

from memoreez import __version__
from memoreez.artifacts import Concept, Cutout, Picture
from memoreez.claims import MESH, Claim, lock

WIRE = 1  # version of what is sent
MOST_BYTES = 9_500_000  # RunPod takes 10 MB for an order
FILES = {"picture": "picture.png", "cutout": "cutout.png"}


@dataclass(frozen=True)
class Parcel:
    """One order as a worker takes it."""

    order: dict[str, Any]
    files: dict[str, bytes] = field(repr=False)
    sculptor: str = ""

    def key(self, endpoint: str) -> str:
        """The same for the same order, on every day and every computer (64 hexadecimal digits)."""
        told = ["memoreez runpod", WIRE, __version__, endpoint, self.sculptor, self.order]
        digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode())
        for name, data in sorted(self.files.items()):
            digest.update(f"{name} {hashlib.sha256(data).hexdigest()};".encode())
        return digest.hexdigest()

    def sent(self, claim: Claim, lives_s: float, *, volume: bool) -> dict[str, Any]:
        """The `input` of a job for the claim's last try."""
        assert claim.last
        told: dict[str, Any] = {"memoreez": WIRE, "order": self.order, "sculptor": self.sculptor}
        told["claim"] = {"key": claim.key, "try": claim.last.number}
        if claim.linked:
            told["claim"]["mesh"] = claim.links(MESH, lives_s)
            told["claim"]["lock"] = claim.links(lock(claim.last.number), lives_s)
            told["files"] = {
                name: {"url": claim.offer(FILES[name], data, "image/png", lives_s)}
                for name, data in self.files.items()
            }
            return told
        told["claim"]["volume"] = volume
        told["files"] = {
            name: {"base64": base64.b64encode(data).decode()} for name, data in self.files.items()
        }
        return told


def parcel(
    concept: Concept,
    height_mm: float,
    quality: str,
    picture: Picture | None,
    cutout: Cutout | None,
    sculptor: str = "",
) -> Parcel:
    """The order in words, as `engine.orders` reads it, and its pictures."""
    told: dict[str, Any] = {"concept": asdict(concept), "height_mm": height_mm, "quality": quality}
    files = {}
    if cutout is not None:
        method, words = cutout.method[:200], cutout.words[:200]
        told["cutout"] = {"confidence": cutout.confidence, "method": method, "words": words}
        files["cutout"] = cutout.png
    if picture is not None:
        files["picture"] = picture.png
    return Parcel(told, files, sculptor)


def unpacked(output: Any, most_bytes: int) -> bytes:
    """The mesh in what a worker returned. Raises ValueError where there is none."""
    try:
        packed = base64.b64decode(output["mesh"], validate=True)
        return zlib.decompressobj().decompress(packed, most_bytes)
    except (LookupError, TypeError, zlib.error) as error:
        raise ValueError("no mesh") from error
