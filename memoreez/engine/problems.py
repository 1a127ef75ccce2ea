"""Every error of an engine as a problem (RFC 9457): one sentence, and a status that fits."""

from __future__ import annotations

import errno
import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from memoreez.engine.door import said
from memoreez.errors import BadInput, Busy, MemoreezError, StudioError, TooMany

PROBLEM = "application/problem+json"
_FULL = (errno.ENOSPC, errno.EDQUOT)
_PLAIN = {  # what the framework says in two words
    404: "There is nothing at this address; an engine has /v1/jobs, /generate-3d and /health.",
    405: "This address does not take that method; look at the engine's page in the docs.",
}
log = logging.getLogger(__name__)


def install(app: FastAPI) -> None:
    """Answer with problems from now on."""
    app.add_exception_handler(MemoreezError, _known)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(OSError, _disk)
    app.add_exception_handler(Exception, _unknown)


def _known(request: Request, error: Exception) -> Response:
    status = error.status if isinstance(error, StudioError) else 500
    status = 422 if isinstance(error, BadInput) else status
    wait = error.retry_after if isinstance(error, TooMany | Busy) else None
    return _problem(status, str(error), {} if wait is None else {"Retry-After": str(wait)})


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = error.detail if error.detail.endswith(".") else _PLAIN.get(error.status_code)
    return _problem(error.status_code, words or f"{error.detail}.", dict(error.headers or {}))


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return _problem(422, f"The request cannot be read: {said(error.errors()[0])}.")


def _disk(request: Request, error: Exception) -> Response:
    assert isinstance(error, OSError)
    again = {"Retry-After": "60"}
    if error.errno in _FULL:
        words = "The engine's disk is full, and nothing was accepted. Make room and try again."
        return _problem(507, words, again)
    log.error("The engine's folder cannot be used: %s", error.strerror or type(error).__name__)
    words = "The engine cannot use its folder; its log says why. Mend that and try again."
    return _problem(503, words, again)


def _unknown(request: Request, error: Exception) -> Response:
    return _problem(500, "The engine failed by itself; its log says how.")


def _problem(status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    told = {"type": "about:blank", "status": status, "detail": detail}
    return JSONResponse(told, status, headers, PROBLEM)
