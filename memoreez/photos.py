"""A person's own picture becomes two ideas: a framed plaque, and a soft figurine where that can be.

The picture is read once, upright, within limits (`pixels.read`); what its file says about place,
time and camera goes no further.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from memoreez import lineup, pixels
from memoreez.artifacts import Concept, Cutout, Imagined, Picture
from memoreez.errors import BadInput, ProviderError
from memoreez.settings import settings

MOST_BYTES = 25 * 2**20
MOST_PX = 1536  # of the longer side: finer than that nothing prints
SURE = 0.65  # of a cutout: below it, its edge may run through the object
PLAQUE, SOFT = "plaque", "soft figurine"
SCULPTORS = {PLAQUE: "relief", SOFT: "inflate"}


@dataclass(frozen=True)
class Photo:
    """A picture that a person gave, and the best cutout of what it shows."""

    picture: Picture
    cutout: Cutout


def read(path: str | Path) -> Photo:
    """The photo in a JPEG, PNG or WebP of at most 25 MB and 50 megapixels. Raises BadInput."""
    file = Path(path)
    if file.exists() and not file.is_file():
        raise BadInput(f"{str(file)!r} is not a plain file. Give a JPEG, PNG or WebP.")
    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        raise BadInput(
            f"{str(file)!r} cannot be read: {error.strerror or error}. Check its name and rights."
        ) from error
    if size > MOST_BYTES:
        raise BadInput(
            f"{file.name!r} has {size / 2**20:.0f} MB; at most {MOST_BYTES // 2**20} MB are taken. "
            "Save it smaller, as a JPEG."
        )
    return photo(data)


def photo(data: bytes) -> Photo:
    """The photo in the bytes of a JPEG, PNG or WebP, cut out. Raises BadInput."""
    rgba = pixels.read(data, MOST_PX)
    picture = Picture(pixels.write(rgba), rgba.shape[1], rgba.shape[0])
    return Photo(picture, _cut(picture))


def _cut(picture: Picture) -> Cutout:
    """The first sure cutout of those in line, else the surest."""
    found: list[Cutout] = []
    errors: list[ProviderError] = []
    for name in settings().lineup("cutouts"):
        try:
            found.append(lineup.provider("cutouts", name).cut(picture))
        except ProviderError as error:
            errors.append(error)
            continue
        if found[-1].confidence >= SURE:
            break
    if not found:
        raise errors[0]
    return max(reversed(found), key=lambda cutout: cutout.confidence)  # of equals the last


def imagine(given: Photo, text: str, name: str) -> Imagined:
    """The plaque, and the soft figurine where the cutout is sure; else a note says why not."""
    title = name.strip() or text.strip()[:60] or "From a photo"
    plaque = Concept(
        1, f"{title}, framed", "The picture itself, raised out of a small frame.", PLAQUE, ""
    )
    soft = Concept(
        2, f"{title}, soft", "Cut out and rounded on both sides, to stand by itself.", SOFT, ""
    )
    if given.cutout.confidence >= SURE:
        return Imagined((plaque, soft), (), (), "en", "photo")
    note = (
        f"Only a plaque can be made of this photo. {given.cutout.words} "
        "A photo before a plain wall can become a figurine, too."
    )
    return Imagined((plaque,), (), (note,), "en", "photo")
