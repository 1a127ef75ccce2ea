"""The JSON of the API as models, with examples for its documentation."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from memoreez.photo_shapes import SourceView
from memoreez.rows import Doing, Drawn, State

Stage = Literal["concepts", "pictures", "sculpture", "figurine", "files"]
_ID = "Zk3vQm0y1hT8sXb2nLw9fA"
_FILES = f"/api/keepsakes/{_ID}/files"


class ErrorView(BaseModel):
    """What went wrong, and what to do."""

    code: str = Field(examples=["provider"])
    message: str = Field(examples=["The sculptor did not answer in time."])
    advice: str = Field("", examples=["Try again; what was done before is kept."])
    retryable: bool = False


class UnderstoodView(BaseModel):
    """One thing that was typed, and the motif for it (null: none of its own)."""

    text: str = Field(examples=["plays guitar"])
    motif: str | None = Field(examples=["guitar"])


class ConceptView(BaseModel):
    """An idea and its picture."""

    id: int = Field(examples=[1])
    round: int = Field(examples=[1])
    title: str = Field(examples=["The Midnight Serenade"])
    story: str = Field(examples=["A guitarist who plays for one listener: the cat."])
    kind: str = Field(examples=["character"])
    state: Drawn
    image: str | None = Field(examples=[f"{_FILES}/concept-1.png?v=2"])
    draft: bool = Field(description="Whether the picture is a first, softer one.")
    error: ErrorView | None = None


class ChoiceView(BaseModel):
    """The concept that is made, and how."""

    concept_id: int = Field(examples=[1])
    inscription: list[str] = Field(examples=[["For Ada"]])
    pedestal: str = Field(examples=["round"])
    height_mm: float = Field(examples=[90.0])
    style: str = Field(examples=["engraved"])


class ProgressView(BaseModel):
    """The stage under way; `started_at` null: it waits, with `ahead` keepsakes before it."""

    stage: Stage
    step: int = Field(examples=[1])
    of: int = Field(examples=[3])
    started_at: datetime | None
    elapsed_s: float = Field(examples=[1.2])
    expected_s: float = Field(description="Of this stage, from past runs.", examples=[3.1])
    remaining_s: float = Field(description="Of all stages, from past runs.", examples=[7.3])
    ahead: int = Field(0, examples=[0])


class CheckView(BaseModel):
    """One line of the print check: what was measured, against which limit, and who says so."""

    name: str = Field(examples=["wall_thickness"])
    title: str = Field(examples=["Thinnest wall"])
    value: float | bool | str | None = Field(examples=[1.4])
    unit: str = Field(examples=["mm"])
    limit: str = Field(examples=["at least 0.8 mm"])
    verdict: Literal["pass", "warn", "fail"]
    advice: str = ""
    source: str = Field(examples=["two lines of a 0.4 mm nozzle"])


class MakerView(BaseModel):
    """Who had the ideas, drew them, cut out or sculpted, on what terms, and what that cost."""

    stage: Literal["concepts", "images", "cutouts", "sculptures"]
    name: str = Field(examples=["openai"])
    title: str = Field(examples=["Image model"])
    model: str = Field(examples=["gpt-image-1"])
    version: str = Field(description="Of the program.", examples=["0.1.0"])
    licence: str = Field(examples=["the model's own"])
    territory: str = Field(examples=["worldwide"])
    calls: int = Field(description="That were paid for.", examples=[4])
    cost_usd: float = Field(
        description="As reckoned by the prices set; 0 behind a share link.", examples=[0.16]
    )


class FigurineView(BaseModel):
    """The finished figurine. Sizes in millimetres, weight in grams, time in seconds."""

    model_config = ConfigDict(extra="ignore")

    version: int = Field(examples=[1])
    concept_id: int = Field(examples=[1])
    title: str = Field(examples=["The Midnight Serenade"])
    story: str = Field(examples=["A guitarist who plays for one listener: the cat."])
    size_mm: list[float] = Field(examples=[[48.2, 44.0, 90.0]], description="Width, depth, height.")
    weight_g: float = Field(examples=[61.0])
    print_s: float | None = Field(None, examples=[16200.0])
    supports_g: float = Field(0.0, description="Comes on top of the weight.", examples=[2.4])
    layer_mm: float | None = Field(None, examples=[0.2])
    estimated: bool | str = Field(True, description="True, or the slicer that says so.")
    verdict: Literal["pass", "repaired"]
    checks: list[CheckView]
    repairs: list[str]
    inscription: list[str] = Field(examples=[["For Ada"]])
    pedestal: str = Field(examples=["round"])
    height_mm: float = Field(examples=[90.0])
    style: str = Field(examples=["engraved"])
    made_by: list[MakerView] = Field([], description="In the order of the work.")


class FileView(BaseModel):
    """A file and where to ask for it; the answer is a redirect to a link that expires."""

    name: str = Field(examples=["figurine.stl"])
    content_type: str = Field(examples=["model/stl"])
    size: int = Field(description="Bytes.", examples=[1234567])
    sha256: str = Field(
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"]
    )
    url: str = Field(examples=[f"{_FILES}/figurine.stl?v=1"])


class EventView(BaseModel):
    """Something that happened; ids are 1, 2, 3 … without a gap."""

    id: int = Field(examples=[1])
    event: str = Field(examples=["created"])
    at: datetime
    data: dict[str, Any] = Field(examples=[{"state": "imagining"}])


class KeepsakeView(BaseModel):
    """All of one keepsake."""

    id: str = Field(examples=[_ID], description="Empty in a shared view.")
    state: State
    doing: Doing = Field(description="What was begun last.")
    hobbies: str = Field(examples=["plays guitar, two cats, hikes"])
    photo: SourceView | None = Field(None, description="Instead of hobbies.")
    name: str = Field(examples=["Ada"])
    occasion: str = Field(examples=["40th birthday"])
    language: str | None = Field(examples=["en"])
    seed: int = Field(examples=[7])
    round: int = Field(examples=[1])
    created_at: datetime
    updated_at: datetime
    understood: list[UnderstoodView]
    notes: list[str]
    concepts: list[ConceptView]
    choice: ChoiceView | None
    progress: ProgressView | None
    figurine: FigurineView | None
    files: list[FileView]
    price: dict[str, Any] | None = None
    events: list[EventView] = Field(description="The last 100.")
    share: str = Field(examples=["/s/b1hT8sXb2nLw9fAZk3vQm0"])
    error: ErrorView | None


class CardView(BaseModel):
    """A keepsake in the operator's list."""

    id: str = Field(examples=[_ID])
    state: State
    hobbies: str
    name: str
    created_at: datetime
    updated_at: datetime
    title: str | None
