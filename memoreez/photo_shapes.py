"""The JSON of a photo, and how its row becomes that."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from memoreez import albums, photos
from memoreez.rows import Json, Photo

_ID = "pH4qT1xYw0aZ7rUk3nVb5g"
Possible = Literal["plaque", "soft figurine", "figure"]


class MarksView(BaseModel):
    """What a person has marked."""

    box: list[float] | None = Field(examples=[[0.1, 0.2, 0.6, 0.7]])
    strokes: list[dict[str, Any]] = Field(
        examples=[[{"keep": True, "width": 0.05, "points": [[0.4, 0.4], [0.5, 0.45]]}]]
    )
    sure: bool = Field(description="Whether the person said that the cutout is right.")


class PhotoView(BaseModel):
    """A photo that was sent, and its cutout. Sizes in pixels."""

    id: str = Field(examples=[_ID])
    width: int = Field(examples=[1536])
    height: int = Field(examples=[1152])
    confidence: float = Field(
        description="0 to 1: how sure the cutout is the object, all of it and nothing else.",
        examples=[0.83],
    )
    sure: bool = Field(description="Whether that is enough for a soft figurine.")
    words: str = Field(examples=["The object was cut out of a plain backdrop."])
    why: str = Field(description="The same in a word, for programs.", examples=["plain"])
    picture_url: str = Field(examples=[f"/api/photos/{_ID}/files/picture.jpg?v=1"])
    cutout_url: str = Field(
        description="As large as the picture; only its alpha says anything.",
        examples=[f"/api/photos/{_ID}/files/cutout.png?v=1"],
    )
    can: list[Possible] = Field(examples=[["plaque", "soft figurine"]])
    marks: MarksView
    expires_at: datetime = Field(description="When it goes, unless it is touched before.")


class SourceView(BaseModel):
    """Of which photo a keepsake is made, as it was cut out when it was ordered."""

    id: str = Field(description="Empty in a shared view.", examples=[_ID])
    sure: bool
    words: str = Field(examples=["The object was cut out of a plain backdrop."])
    why: str = Field(examples=["plain"])


def view(row: Photo) -> PhotoView:
    """For whoever has its id."""
    cut = row.cut
    return PhotoView(
        id=row.id,
        width=row.width,
        height=row.height,
        confidence=cut["confidence"],
        sure=cut["confidence"] >= photos.SURE,
        words=cut["words"],
        why=cut["why"],
        picture_url=f"/api/photos/{row.id}/files/picture.jpg?v=1",
        cutout_url=f"/api/photos/{row.id}/files/cutout.png?v={row.version}",
        can=[*photos.possible(cut["confidence"], cut.get("known", 0.0))],  # type: ignore[list-item]
        marks=MarksView.model_validate(row.marks),
        expires_at=row.updated_at + albums.KEPT,
    )


def facts(row: Photo) -> Json:
    """What a helper process needs to cut it out again."""
    keys = {one["name"]: one["key"] for one in row.files}
    return {"width": row.width, "height": row.height, "cut": row.cut, **keys}


def source(facts: Json) -> SourceView:
    """Of a keepsake's own copy."""
    cut = facts["cut"]
    sure = cut["confidence"] >= photos.SURE
    return SourceView(id=facts["id"], sure=sure, words=cut["words"], why=cut["why"])
