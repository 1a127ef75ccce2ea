"""The studio's files: blobs under keys, in a folder or in an S3 store, and links that expire.

Content type, size and sha256 of a blob live in the database; the store keeps the bytes. Every
call may block: call it from a thread or a child, never in an event loop.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import url2pathname

from memoreez import signing
from memoreez.bucket import Bucket
from memoreez.errors import NotFound, SettingsError, StoreError
from memoreez.folder import Folder
from memoreez.settings import Settings

LINKS = "/blobs/"  # where web/ serves the folder store's blobs
# Keys are our own, yet one that slipped through from a request must not leave the store.
_KEY = re.compile(r"[\w-][\w.-]{0,127}(?:/[\w-][\w.-]{0,127}){0,9}", re.ASCII)


@dataclass(frozen=True)
class Blob:
    """What the database keeps about stored bytes."""

    key: str
    content_type: str
    size: int  # bytes
    sha256: str  # hexadecimal


@dataclass(frozen=True)
class Grant:
    """What a valid link allows: this blob, served as this type and under this name."""

    key: str
    content_type: str
    filename: str  # empty: shown, not downloaded
    path: Path | None  # the file to serve; None: get() it
    lives_s: int  # seconds until the link ends

    @property
    def disposition(self) -> str:
        """The Content-Disposition header; empty when the blob is to be shown."""
        return signing.disposition(self.filename) if self.filename else ""


class Store:
    """Blobs under keys such as `{home(id)}/concept-1/picture.png`."""

    def __init__(self, place: Folder | Bucket, secret: bytes, lives_s: int) -> None:
        self._place = place
        self._secret = secret
        self._lives_s = lives_s

    @classmethod
    def open(cls, settings: Settings) -> Store:
        """The store of the settings. Raises SettingsError for one that cannot work."""
        return cls(_place(settings), signing.secret(settings), settings.link_minutes * 60)

    @property
    def origin(self) -> str:
        """Scheme and host of links, for the page's CSP; empty when the studio passes files on."""
        return self._place.origin

    @property
    def folder(self) -> Path | None:
        """The folder of the blobs; None when they are in an S3 store."""
        return self._place.root if isinstance(self._place, Folder) else None

    def put(self, key: str, data: bytes, content_type: str) -> Blob:
        """Keep the bytes, whole or not at all, in place of what was there. StoreError."""
        if isinstance(self._place, Bucket):
            self._place.put(_checked(key), data, content_type)
        else:
            self._place.put(_checked(key), data)
        return Blob(key, content_type, len(data), hashlib.sha256(data).hexdigest())

    def take(self, key: str, path: Path, content_type: str, sha256: str) -> Blob:
        """Keep a file of any size, whole or not at all; it is gone from `path`. StoreError."""
        size = path.stat().st_size
        if isinstance(self._place, Bucket):
            self._place.take(_checked(key), path, content_type)
            path.unlink(missing_ok=True)
        else:
            self._place.take(_checked(key), path)
        return Blob(key, content_type, size, sha256)

    def fetch(self, key: str, path: Path) -> None:
        """A file of any size, put at `path`, which is only to be read. NotFound, StoreError."""
        self._place.fetch(_checked(key), path)

    def copy(self, key: str, to: str) -> None:
        """The same bytes under another key too; none of them pass through here where they can be
        linked or the store copies them itself. NotFound, StoreError.
        """
        self._place.copy(_checked(key), _checked(to))

    def get(self, key: str) -> bytes:
        """The bytes. Raises NotFound, StoreError."""
        return self._place.get(_checked(key))

    def has(self, key: str) -> bool:
        """Whether there are bytes under this key."""
        return self._place.has(_checked(key))

    def keys(self, prefix: str) -> list[str]:
        """Every key below the prefix, in order; "" is all of the store."""
        return sorted(key for key, _ in self.written(prefix))

    def written(self, prefix: str) -> Iterator[tuple[str, float]]:
        """Every key below the prefix with the time of its writing, in seconds of the epoch."""
        return self._place.keys(_checked(prefix.removesuffix("/")) if prefix else "")

    def delete(self, prefix: str) -> int:
        """Remove the blob of that key or every blob below it; how many there were."""
        return self._place.delete(_checked(prefix.removesuffix("/")))

    def tidy(self) -> None:
        """Remove what a writer that was killed has left half written."""
        self._place.tidy()

    def link(self, key: str, *, content_type: str, filename: str = "") -> str:
        """A URL that anyone may GET until it expires; with a filename it downloads."""
        if isinstance(self._place, Bucket) and self._place.origin:
            return self._place.link(_checked(key), content_type, filename, self._lives_s)
        expires = str(int(signing.CLOCK()) + self._lives_s)
        signature = signing.seal(self._secret, _checked(key), expires, content_type, filename)
        query = {"expires": expires, "type": content_type, "name": filename}
        return f"{LINKS}{quote(key)}?{urlencode({**query, 'signature': signature})}"

    def honours(self, key: str, query: Mapping[str, str]) -> Grant:
        """What this link to the studio itself allows. NotFound when it is forged or over."""
        expires, kind, name = (query.get(part, "") for part in ("expires", "type", "name"))
        signature = query.get("signature", "")
        if signing.sealed(self._secret, signature, key, expires, kind, name):
            left = int(expires) - int(signing.CLOCK())  # sealed, so ours: a number for certain
            if left > 0 and self._place.has(key):
                path = self.folder / key if self.folder else None
                return Grant(key, kind, name, path, left)
        raise NotFound("The link has expired. Open the keepsake again to get a new one.")

    def probe(self) -> None:
        """Write, read and remove a few bytes. Raises StoreError when that does not work."""
        key, data = f"probe/{secrets.token_hex(8)}", secrets.token_bytes(64)
        self.put(key, data, "application/octet-stream")
        try:
            if self.get(key) != data:
                raise StoreError("The store gives back other bytes than it got.")
        except NotFound as error:
            raise StoreError("The store does not give back what it got.") from error
        finally:
            self.delete(key)


def home(keepsake_id: str) -> str:
    """Where all blobs of a keepsake lie: links, shared ones too, name it, and must not tell the id.

    The id is a secret of 128 random bits, so nobody finds it from its digest.
    """
    return f"keepsakes/{hashlib.sha256(keepsake_id.encode()).hexdigest()[:32]}"


def valid(key: str) -> bool:
    """Whether a key can be kept: folders and a name of plain letters, none hidden, none `..`."""
    return _KEY.fullmatch(key) is not None


def _checked(key: str) -> str:
    if not valid(key):
        raise StoreError(f"{key[:60]!r} cannot be the name of a stored file.", retryable=False)
    return key


def _place(settings: Settings) -> Folder | Bucket:
    try:
        url = urlsplit(settings.store)
        if url.scheme == "file":
            return Folder(Path(url2pathname(url.path)))
        if url.scheme == "s3" and url.netloc:
            return Bucket(url.netloc, url.path.strip("/"), settings)
    except ValueError:  # half an IPv6 address
        pass
    raise SettingsError(
        f"The setting MEMOREEZ_STORE_URL is {settings.store_url!r}, which names no store. "
        "Give a folder, or s3://bucket/prefix."
    )
