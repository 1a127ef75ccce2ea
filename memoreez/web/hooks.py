"""Webhooks of RunPod, which signs none: the address itself says whose they are, and all they do is
make whoever waits look at once. Forged, late and doubled ones change nothing."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from memoreez import claims, signing
from memoreez.errors import NotFound
from memoreez.web.desk import Tools

router = APIRouter()
READ = 64_000  # bytes that are looked at: what comes is what `/status` says, a mesh included
_JOB = re.compile(rb'"id"\s*:\s*"([\w-]{1,100})"')
Part = Annotated[str, Query(max_length=100)]


@router.post(claims.HOOK, include_in_schema=False)
async def woken(request: Request, desk: Tools, key: Part = "", seal: Part = "") -> Response:
    """200 for our own; 404 for all others, as for any address that is not there."""
    secret = signing.secret(desk.studio.settings)
    if not claims.ours(secret, key, seal):
        raise NotFound("There is nothing at this address.")
    head = bytearray()
    async for piece in request.stream():
        if len(head) < READ:
            head += piece[: READ - len(head)]
    found = _JOB.search(head)
    job = found[1].decode() if found else "-"
    await run_in_threadpool(claims.wake, desk.studio.store, key, job)
    return Response(status_code=200)
