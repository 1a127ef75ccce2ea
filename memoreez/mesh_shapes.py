"""The JSON of an uploaded mesh, and how its row becomes that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from memoreez.mesh_stages import Stage
from memoreez.rows import Mending, Upload
from memoreez.shapes import CheckView, ErrorView, FileView

_ID = "mE8qT1xYw0aZ7rUk3nVb5g"
Verdict = Literal["pass", "repaired", "fail"]


class ChangeView(BaseModel):
    """One thing that the repair did."""

    name: str = Field(examples=["holes"])
    words: str = Field(examples=["filled 3 holes, the largest 4.1 mm across"])
    values: dict[str, float] = Field(examples=[{"holes": 3, "largest_mm": 4.1}])
    sure: float = Field(description="0 to 1.", examples=[1.0])


class BeforeView(BaseModel):
    """The print check of the mesh as it came."""

    verdict: Verdict
    checks: list[CheckView]


class WantedView(BaseModel):
    """What was asked for; None where it was left to evidence."""

    model_config = ConfigDict(extra="ignore")

    unit: str | None = Field(None, examples=["mm"])
    up: str | None = Field(None, examples=["z"])
    height_mm: float | None = Field(None, examples=[90])
    thicken: bool = True
    backdrop: bool = True
    foot: bool = True


class ResultView(BaseModel):
    """What was found and done. Sizes in millimetres, weight in grams, time in seconds."""

    model_config = ConfigDict(extra="ignore")

    verdict: Verdict = Field(description="After the repair; pass: nothing had to be changed.")
    checks: list[CheckView]
    before: BeforeView
    changes: list[ChangeView]
    deviation_mm: float = Field(
        description="95 % of the surface that was kept lies within this of where it was.",
        examples=[0.04],
    )
    size_mm: list[float] | None = Field(
        examples=[[48.2, 44.0, 90.0]], description="Width, depth, height."
    )
    triangles: int = Field(examples=[120482])
    weight_g: float | None = Field(None, examples=[61.0])
    print_s: float | None = Field(None, examples=[16200.0])
    supports_g: float | None = Field(None, examples=[2.4])
    estimated: bool | str | None = Field(
        None, description="True, or the slicer that said so.", examples=[True]
    )
    price: dict[str, Any] | None = None


class MeshView(BaseModel):
    """An uploaded mesh. `done` says that there is a result, not that it prints: see its verdict."""

    id: str = Field(examples=[_ID])
    state: Mending
    name: str = Field(examples=["dragon.stl"])
    size: int = Field(description="Bytes, as it was sent.", examples=[24_000_084])
    wanted: WantedView
    created_at: datetime
    updated_at: datetime
    stage: Stage | None = Field(
        description="While it is worked on: looked at, mended, or drawn and written.",
        examples=["mend"],
    )
    elapsed_s: float = Field(description="Since the work began.", examples=[3.2])
    ahead: int = Field(description="Meshes before it in the queue.", examples=[0])
    result: ResultView | None
    files: list[FileView] = Field(
        description="fixed.stl, fixed.3mf and fixed.glb only where it prints; the report always, "
        "pictures and maps where there is something to draw."
    )
    error: ErrorView | None


def view(
    row: Upload, *, ahead: int = 0, stage: Stage | None = None, now: datetime | None = None
) -> MeshView:
    """For whoever has its id. A clock set back counts as no time."""
    until = (now or datetime.now(UTC)) if row.state == "working" else row.updated_at
    elapsed = (until - row.began_at).total_seconds() if row.began_at else 0.0
    return MeshView(
        id=row.id,
        state=row.state,
        name=row.name,
        size=row.size,
        wanted=WantedView.model_validate(row.wanted),
        created_at=row.created_at,
        updated_at=row.updated_at,
        stage=stage if row.state == "working" else None,
        elapsed_s=round(max(0.0, elapsed), 1),
        ahead=ahead,
        result=ResultView.model_validate(row.result) if row.result else None,
        files=[_file(row, one) for one in row.files],
        error=ErrorView.model_validate(row.error) if row.error else None,
    )


def _file(row: Upload, one: Mapping[str, Any]) -> FileView:
    shown = {name: one[name] for name in ("name", "content_type", "size", "sha256")}
    return FileView(**shown, url=f"/api/meshes/{row.id}/files/{one['name']}")
