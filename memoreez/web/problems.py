"""Every error as problem details (RFC 9457), or as a page for a browser that asked for one.

No path, key or traceback gets out: of what went wrong inside, only a `reference` is told, under
which the log has the rest.
"""

from __future__ import annotations

import errno
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from memoreez import db
from memoreez.errors import (
    BadInput,
    Busy,
    InscriptionError,
    MemoreezError,
    PictureError,
    StoreError,
    StudioError,
    TooMany,
    Unprintable,
)
from memoreez.web.desk import desk_of
from memoreez.web.paper import wants_page

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
_CODES = {
    400: "malformed",
    401: "unauthorized",
    404: "not-found",
    405: "method",
    413: "too-large",
    415: "content-type",
}
_DETAILS = {
    400: "The body is not JSON; send a JSON object in UTF-8.",
    401: "This needs the owner token; send it as Authorization: Bearer.",
    404: "There is nothing here; check the link.",
    405: "This address does not take that method; the Allow header lists those it takes.",
    415: "Send the body as application/json, or a mesh or photo as application/octet-stream.",
    500: "Something went wrong inside; try again, and tell the owner the reference if it stays.",
}
_SAID = {  # kinds of pydantic's complaints, in words for a person
    "missing": "is missing",
    "extra_forbidden": "is not known here; leave it out",
    "string_too_short": "is empty; write a few words",
    "string_too_long": "is too long; write at most {max_length} characters",
    "string_unicode": "has half a character in it; write it again",
    "string_type": "is not a text",
    "literal_error": "is not one of {expected}",
    "greater_than_equal": "is too small; choose at least {ge:g}",
    "less_than_equal": "is too large; choose at most {le:g}",
    "less_than": "is too large; choose less than {lt}",
    "model_attributes_type": "is not a JSON object",
}
_STORE_AWAY = "The place where files are kept does not answer; try again in a moment."
_DISK_FULL = "The studio's disk is full; nothing was changed. The owner has to make room."
_NO_ROOM = re.compile(r"\bdisk\b.*\bfull\b|no space left", re.IGNORECASE)
_SOON_S = 5  # Retry-After when a part is away


def install(app: FastAPI) -> None:
    """Make every error that leaves a route a problem."""
    app.add_exception_handler(MemoreezError, _known)
    app.add_exception_handler(SQLAlchemyError, _foreign)
    app.add_exception_handler(OSError, _foreign)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


def problem(
    request: Request,
    status: int,
    code: str,
    detail: str,
    *,
    headers: Mapping[str, str] | None = None,
    errors: Sequence[Mapping[str, str]] = (),
) -> Response:
    """One problem; 5xx ones and those that a person may ask about carry the reference."""
    reference = str(request.scope.get("memoreez.reference", ""))
    if wants_page(request):
        paper = desk_of(request).paper
        page = paper.lost(request, status, reference if status >= 500 else "")
        page.headers.update(headers or {})
        return page
    told: dict[str, Any] = {
        "type": f"/problems/{code}",
        "title": _title(status),
        "status": status,
        "detail": detail,
        "instance": request.scope["path"].encode("utf-8", "replace").decode(),
        "reference": reference,
    }
    if errors:
        told["errors"] = list(errors)
    return JSONResponse(told, status, dict(headers or {}), MEDIA_TYPE)


def internal(request: Request) -> Response:
    """The 500 for what nobody expected; whoever calls this has logged it."""
    return problem(request, 500, "internal", _DETAILS[500])


def too_large(request: Request, limit: int) -> Response:
    """The 413 for a body that is announced to be too large."""
    return problem(request, 413, _CODES[413], told_large(limit))


def told_large(limit: int) -> str:
    """What to do about a body of more than `limit` bytes."""
    most = f"{limit >> 20} MB" if limit >= 2**20 else f"{limit >> 10} kB"
    return f"The body is too large; send at most {most}."


def _title(status: int) -> str:
    return HTTPStatus(status).phrase


def _http(request: Request, error: Exception) -> Response:
    """Starlette's own: no such route or method, a body too large or unreadable."""
    assert isinstance(error, HTTPException)
    status = error.status_code
    code = _CODES.get(status, f"http-{status}")
    said = error.detail if status == 413 else _DETAILS.get(status, _title(status))
    return problem(request, status, code, said, headers=error.headers)


def _invalid(request: Request, error: Exception) -> Response:
    """Which field is wrong and why; never its value, which may be private or not encodable."""
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if any(item["type"] == "json_invalid" for item in found):
        return problem(request, 400, _CODES[400], _DETAILS[400])
    if any(item["loc"][0] == "path" for item in found):
        return problem(request, 404, _CODES[404], _DETAILS[404])
    errors = list(_fields(found))
    detail = "; ".join(f"{item['field']}: {item['message']}" for item in errors[:3]) + "."
    return problem(request, 422, "invalid", detail, errors=errors)


def _fields(found: Sequence[Any]) -> Iterator[dict[str, str]]:
    seen: set[str] = set()
    for item in found:
        where = [str(part) for part in item["loc"][1:]]
        field = _safe(where[0] if where else str(item["loc"][0]))
        if field not in seen:  # a union of types complains once for each of them
            seen.add(field)
            yield {"field": field, "message": _safe(_sentence(item))}


def _sentence(item: Any) -> str:
    """What to do about one complaint of pydantic's."""
    said = _SAID.get(item["type"])
    if said is None:
        return str(item["msg"]).removeprefix("Value error, ")
    return said.format(**item.get("ctx", {}))


def _safe(text: str) -> str:
    """Text that surely can be sent and shown: a field's name may be the client's own."""
    plain = text.encode("utf-8", "replace").decode()
    return "".join(c if c.isprintable() else "?" for c in plain)[:200]


def _known(request: Request, error: Exception) -> Response:
    assert isinstance(error, MemoreezError)
    if _no_room(error):
        log.error("The disk is full: %s", error, extra=_where(request))
        return problem(request, 507, "disk-full", _DISK_FULL)
    if isinstance(error, BadInput | Unprintable):
        field = "inscription" if isinstance(error, InscriptionError) else ""
        errors = [{"field": field, "message": _safe(str(error))}] if field else ()
        return problem(request, 422, _bad(error), _safe_sentence(error), errors=errors)
    if isinstance(error, StoreError):
        log.warning("The store failed: %s", error, extra=_where(request))
        return problem(request, 503, error.code, _STORE_AWAY, headers=_later(_SOON_S))
    if isinstance(error, StudioError) and error.status < 500:
        headers = _later(error.retry_after) if isinstance(error, TooMany) else None
        detail = _safe_sentence(error)
        return problem(request, error.status, error.code, detail, headers=headers)
    if isinstance(error, Busy):
        log.warning("Busy: %s", error, extra=_where(request))
        headers = _later(error.retry_after)
        return problem(request, 503, error.code, _safe_sentence(error), headers=headers)
    log.error("Unexpected: %s", error, exc_info=error, extra=_where(request))
    return internal(request)


def _foreign(request: Request, error: Exception) -> Response:
    """What the database or the system threw; never SQL, a parameter or a path in the answer."""
    if _no_room(error):
        log.error("The disk is full: %s", error, extra=_where(request))
        return problem(request, 507, "disk-full", _DISK_FULL)
    known = db.trouble(error) if isinstance(error, SQLAlchemyError) else None
    if known is not None:  # away or locked for a moment: as if our own session had said so
        return _known(request, known)
    log.error("Unexpected: %s", type(error).__name__, exc_info=error, extra=_where(request))
    return internal(request)


def _bad(error: MemoreezError) -> str:
    if isinstance(error, PictureError):
        return f"picture-{error.code}"
    return {"InscriptionError": "inscription", "Unprintable": "unprintable"}.get(
        type(error).__name__, "invalid"
    )


def _safe_sentence(error: MemoreezError) -> str:
    text = str(error).encode("utf-8", "replace").decode()
    return "".join(c if c.isprintable() or c == "\n" else "?" for c in text)[:1000]


def _later(seconds: int) -> dict[str, str]:
    return {"Retry-After": str(seconds)}


def _where(request: Request) -> dict[str, object]:
    return {
        "reference": request.scope.get("memoreez.reference", ""),
        "keepsake": request.scope.get("path_params", {}).get("keepsake_id", ""),
    }


def _no_room(error: BaseException) -> bool:
    """Whether a full disk is anywhere among the causes."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        if _NO_ROOM.search(str(seen)):
            return True
        seen = seen.__cause__ or seen.__context__
    return False
