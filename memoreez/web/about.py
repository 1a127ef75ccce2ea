"""What this studio can do, for the page and for programs."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from fastapi import APIRouter
from pydantic import BaseModel, Field

from memoreez import __version__, keepsakes, lettering, photos, pixels, providers, records
from memoreez.web.answers import problems_of
from memoreez.web.desk import Tools

router = APIRouter(tags=["studio"])
STAGES = ("concepts", "images", "cutouts", "sculptures")
_FIRST, _LAST = 0x20, 0x3000  # where the fonts' letters and symbols lie


class InscriptionRules(BaseModel):
    """What the pedestal takes."""

    lines: int = Field(examples=[2])
    line_length: int = Field(description="Characters in a line.", examples=[120])
    letters: list[tuple[int, int]] = Field(
        description="Ranges of code points that can be engraved, both ends included.",
        examples=[[(32, 126), (160, 383)]],
    )


class PhotoRules(BaseModel):
    """Which photos are taken: JPEG, PNG and WebP always."""

    heic: bool = Field(description="Whether HEIC, the iPhone's own format, can be read here.")
    most_bytes: int = Field(examples=[photos.MOST_BYTES])
    most_pixels: int = Field(examples=[pixels.MOST_PIXELS])


class ProviderView(BaseModel):
    """Who does a stage, or is next in line for it, and under which licence."""

    stage: str = Field(examples=["images"])
    name: str = Field(examples=["clay"])
    licence: str = Field(examples=["MIT"])
    territory: str = Field(examples=["worldwide"])


class StudioView(BaseModel):
    """The studio's abilities."""

    version: str = Field(examples=["0.1.0"])
    languages: list[str] = Field(examples=[["en", "de", "fr", "es"]])
    pedestals: list[str] = Field(examples=[["round", "square", "oval", "hexagonal"]])
    styles: list[str] = Field(examples=[["engraved", "embossed"]])
    heights_mm: list[float] = Field(examples=[[20, 300]])
    default_height_mm: float = Field(examples=[90])
    inscription: InscriptionRules
    expected_s: dict[str, float] = Field(
        description="Seconds of each stage, from past runs.", examples=[{"pictures": 6.6}]
    )
    photos: PhotoRules
    providers: list[ProviderView]
    owner: bool = Field(description="Whether there is a list for the owner.")


@router.get("/api/studio", responses=problems_of(503))
def studio(desk: Tools) -> StudioView:
    """What can be chosen, how long it takes, and who does it."""
    settings = desk.studio.settings
    with desk.reading() as session:
        expected = keepsakes.expected(session)
    return StudioView(
        version=__version__,
        languages=list(records.LANGUAGES),
        pedestals=list(records.PEDESTALS),
        styles=list(records.STYLES),
        heights_mm=list(records.HEIGHT_MM),
        default_height_mm=records.Choice(1).height_mm,
        inscription=InscriptionRules(
            lines=records.LINES, line_length=records.LINE, letters=list(letters())
        ),
        expected_s=expected,
        photos=PhotoRules(
            heic=pixels.reads_heic(),
            most_bytes=photos.MOST_BYTES,
            most_pixels=pixels.MOST_PIXELS,
        ),
        providers=[_provider(stage, name) for stage in STAGES for name in settings.lineup(stage)],
        owner=bool(settings.owner_token.get_secret_value()),
    )


@lru_cache(maxsize=1)
def letters() -> tuple[tuple[int, int], ...]:
    """Ranges of the code points that the bundled fonts have, joined where they touch."""
    chars = [chr(code) for code in range(_FIRST, _LAST) if _stands_alone(chr(code))]
    lacking = set(lettering.missing("".join(chars)))
    found: list[tuple[int, int]] = []
    for code in (ord(char) for char in chars if char not in lacking):
        if found and found[-1][1] == code - 1:
            found[-1] = (found[-1][0], code)
        else:
            found.append((code, code))
    return tuple(found)


def _stands_alone(char: str) -> bool:
    """Whether it is a character of its own: no control, no accent that joins the one before."""
    return unicodedata.category(char)[0] not in "CM"


def _provider(stage: str, name: str) -> ProviderView:
    entry = providers.entry(stage, name)
    return ProviderView(stage=stage, name=name, licence=entry.licence, territory=entry.territory)
