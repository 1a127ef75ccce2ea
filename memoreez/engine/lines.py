"""Calls out of the engine: addresses that somebody else chose, so each one is guarded."""

from __future__ import annotations

import httpx

from memoreez.engine.orders import MOST_PICTURE
from memoreez.errors import BadInput, SettingsError
from memoreez.remote import Patience, Remote
from memoreez.verdicts import Trouble, judge

TYPES = ("image/", "application/octet-stream", "binary/octet-stream")
MOST_PORT = 65535
_FETCH = Patience(connect_s=5, read_s=15, total_s=45, tries=3, longest_wait_s=5)
NOTICE = Patience(connect_s=5, read_s=10, total_s=20, tries=1)  # the courier comes again
UPLOAD = Patience(connect_s=5, read_s=30, total_s=120, tries=1)


def picture(url: str, private: bool) -> bytes:
    """The bytes of a picture at an address. Raises RemoteError, BadInput."""
    source, path = to("The picture's server", url, private, _FETCH)
    return source.fetch(path, types=TYPES, most_bytes=MOST_PICTURE).body


def receiver(url: str) -> str:
    """The machine of an address, which need not be one that can be called."""
    return url.partition("://")[2].partition("/")[0].lower()


def to(name: str, url: str, private: bool, patience: Patience = NOTICE) -> tuple[Remote, str]:
    """The machine of an address, and the path there. Raises BadInput.

    What a presigned address has in its query is a secret: no error shows it.
    """
    try:
        parsed = httpx.URL(url)
        where = f"{parsed.scheme}://{parsed.netloc.decode('ascii')}"
        secrets = tuple(value for _, value in parsed.params.multi_items())
        if parsed.userinfo:
            raise BadInput("The address has a password in it, which is not sent; leave it out.")
        if not 0 <= (parsed.port or 0) <= MOST_PORT:
            raise ValueError("no port")
        machine = Remote(
            name,
            where,
            hidden=secrets,
            quotes=False,  # what a server in the engine's network says is not for whoever asked
            private=private,
            patience=patience,
            judge=_judge,
        )
        return machine, parsed.raw_path.decode("ascii")
    except (httpx.InvalidURL, SettingsError, ValueError):
        raise BadInput("The address cannot be read; write https://… and a host.") from None


def _judge(status: int, body: object) -> Trouble | None:
    """By its status alone: what the answer says is its sender's own business."""
    if status in (401, 403, 404, 410):
        return Trouble("answer", f"does not give or take it (status {status})")
    return judge(status, None) if status >= 300 else None
