"""How answers are described to readers of the OpenAPI: problems, and examples of each."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, Field

TAGS = [
    {"name": "keepsakes", "description": "From hobbies to a finished figurine."},
    {"name": "files", "description": "Pictures, models and reports."},
    {"name": "photos", "description": "A person's own picture, and what it shows cut out."},
    {"name": "meshes", "description": "Any mesh file, checked and repaired until it prints."},
    {"name": "shared", "description": "What a share link shows."},
    {"name": "studio", "description": "What this studio can do."},
    {"name": "owner", "description": "For whoever runs the studio."},
    {"name": "operation", "description": "For machines that watch."},
]

_SAID = {
    400: ("malformed", "The body is not JSON."),
    401: ("unauthorized", "The owner token is missing or wrong."),
    404: ("not-found", "No such keepsake or file."),
    409: ("conflict", "The keepsake is not in a state in which that can be done."),
    413: ("too-large", "The body is too large."),
    415: ("content-type", "The body is of another type."),
    422: ("invalid", "A field is wrong; `errors` says which."),
    429: ("too-many", "Too many requests; see Retry-After."),
    503: ("busy", "A part of the studio is away for a moment; see Retry-After."),
    507: ("disk-full", "The studio's disk is full."),
}


class FieldProblem(BaseModel):
    """What is wrong with one field."""

    field: str
    message: str


class Problem(BaseModel):
    """Problem details (RFC 9457)."""

    type: str = Field(examples=["/problems/conflict"])
    title: str
    status: int
    detail: str
    instance: str
    reference: str = Field(description="Under which the log has more.")
    errors: list[FieldProblem] | None = None


def problems_of(*codes: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that may answer with these problems."""
    return {code: _described(code) for code in codes}


def describe(app: FastAPI) -> dict[str, Any]:
    """The app's OpenAPI document, with problems and the owner's token; made once."""
    if app.openapi_schema is None:
        told = get_openapi(
            title=app.title,
            version=app.version,
            description=app.description,
            routes=app.routes,
            tags=TAGS,
        )
        parts = told.setdefault("components", {})
        for model in (Problem, FieldProblem):
            parts["schemas"][model.__name__] = model.model_json_schema(
                ref_template="#/components/schemas/{model}"
            )
            parts["schemas"][model.__name__].pop("$defs", None)
        _forget_fastapi_s_own(told)
        parts["securitySchemes"] = {"owner": {"type": "http", "scheme": "bearer"}}
        app.openapi_schema = told
    return app.openapi_schema


def _forget_fastapi_s_own(told: dict[str, Any]) -> None:
    """Its model of a 422, which no route answers with: a wrong id is a 404 here."""
    for operations in told["paths"].values():
        for operation in operations.values():
            if "HTTPValidationError" in str(operation["responses"].get("422", "")):
                del operation["responses"]["422"]
    for unused in ("HTTPValidationError", "ValidationError"):
        told["components"]["schemas"].pop(unused, None)


def _described(status: int) -> dict[str, Any]:
    code, text = _SAID[status]
    example = {
        "type": f"/problems/{code}",
        "title": text,
        "status": status,
        "detail": text,
        "instance": "/api/keepsakes/V1StGXR8_Z5jdHi6B-myTQ",
        "reference": "5f1c2ab09d3e",
    }
    schema = {"$ref": "#/components/schemas/Problem"}
    content = {"application/problem+json": {"schema": schema, "example": example}}
    return {"description": text, "content": content}
