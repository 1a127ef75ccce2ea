"""Blobs in an S3 store (Amazon's, R2, Ceph, …) through obstore.

A store that is away is noticed within seconds: the steps that use it try again themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING
from urllib.parse import quote

import obstore
from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError
from obstore.store import S3Store

from memoreez import signing
from memoreez.errors import NotFound, SettingsError, StoreError, StudioError
from memoreez.settings import Settings

if TYPE_CHECKING:
    from obstore.store import ClientConfig, S3Config

CONNECT_S, ANSWER_S = 2.0, 4.0  # a store that takes longer is away
SLOW_BYTES = 1_000_000  # sending more may take its time
SLOW_S = 60.0
PART = 8 * 2**20  # bytes of a large file that are held at once
SENT, SENT_AT_ONCE = 5 * 2**20, 4  # so that each part arrives in SLOW_S over 3 Mbit/s
STEADY_S = 1800.0  # for a large file as a whole, as long as something of it comes
_ADDRESS = re.compile(r"(https?://(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d+)?)(?:/[^?#]*)?")
_REFUSED = re.compile(r"status code: 4(?!08|29)\d\d|redirect")  # asking again gives the same


class Bucket:
    """Blobs in a bucket, below a prefix."""

    def __init__(self, bucket: str, prefix: str, settings: Settings) -> None:
        self._bucket, self._prefix, self._settings = bucket, prefix, settings
        endpoint = settings.store_endpoint.rstrip("/")
        if not endpoint and settings.store_region == "auto":
            raise SettingsError(
                "Amazon's S3 needs its region: set MEMOREEZ_STORE_REGION (for example "
                "eu-central-1), or MEMOREEZ_STORE_ENDPOINT for another S3 server."
            )
        self._endpoint = endpoint or f"https://s3.{settings.store_region}.amazonaws.com"
        _origin("MEMOREEZ_STORE_ENDPOINT", self._endpoint)
        self._public = settings.store_public_url.rstrip("/")
        self.origin = _origin("MEMOREEZ_STORE_PUBLIC_URL", self._public) if self._public else ""

    def put(self, key: str, data: bytes, content_type: str) -> None:
        """Keep the bytes: S3 shows an object when all of it has come."""
        store = self._quick
        if len(data) > SLOW_BYTES:
            self.has(key)  # the patient client would be long in noticing that the store is away
            store = self._patient
        with _told():
            try:
                obstore.put(store, key, data, attributes={"Content-Type": content_type})
            except FileNotFoundError as error:
                raise _missing() from error

    def take(self, key: str, path: Path, content_type: str) -> None:
        """Keep a file of any size, sent in parts: each of them has SLOW_S."""
        self.has(key)  # as in put
        kind = {"Content-Type": content_type}
        with _told():
            try:
                obstore.put(
                    self._patient,
                    key,
                    path,
                    attributes=kind,
                    chunk_size=SENT,
                    max_concurrency=SENT_AT_ONCE,
                )
            except FileNotFoundError as error:
                raise _missing() from error

    def fetch(self, key: str, path: Path) -> None:
        """Write the object to `path`, in parts, whole or not at all. Raises NotFound."""
        self.has(key)  # as in put
        with _told(), _whole(path) as file:
            try:
                found = obstore.get(self._steady, key)
            except FileNotFoundError as error:
                raise _lost(error) from error
            for part in found.stream(min_chunk_size=PART):
                file.write(part)

    def copy(self, key: str, to: str) -> None:
        """The object under another key too, copied by S3 itself. Raises NotFound."""
        self.has(key)  # as in put
        with _told():
            try:
                obstore.copy(self._patient, key, to)
            except FileNotFoundError as error:
                raise _lost(error) from error

    def get(self, key: str) -> bytes:
        """The bytes. Raises NotFound."""
        with _told():
            try:
                return bytes(obstore.get(self._quick, key).bytes())
            except FileNotFoundError as error:
                raise _lost(error) from error

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        with _told():
            try:
                obstore.head(self._quick, key)
            except FileNotFoundError:  # HEAD has no body that says which is missing
                return False
            return True

    def keys(self, prefix: str) -> Iterator[tuple[str, float]]:
        """Keys below the prefix, or equal to it, with the time of writing (epoch, s)."""
        with _told():
            try:
                if prefix and self.has(prefix):
                    yield prefix, obstore.head(self._quick, prefix)["last_modified"].timestamp()
                for batch in obstore.list(self._quick, prefix=prefix or None):
                    for meta in batch:
                        yield meta["path"], meta["last_modified"].timestamp()
            except FileNotFoundError as error:
                raise _missing() from error

    def delete(self, prefix: str) -> int:
        """Remove the object of that key or all below it; how many there were."""
        keys = [key for key, _ in self.keys(prefix)]
        with _told():
            for start in range(0, len(keys), 1000):  # S3's limit for one request
                obstore.delete(self._quick, keys[start : start + 1000])
        return len(keys)

    def tidy(self) -> None:
        """Nothing to do: unfinished uploads are the bucket's, by its lifecycle rule."""

    def link(self, key: str, content_type: str, filename: str, lives_s: int) -> str:
        """A URL at MEMOREEZ_STORE_PUBLIC_URL that anyone may GET for a while."""
        own = self._settings
        if not own.store_key_id:  # a machine's role: only obstore knows its keys, and no name
            with _told():
                return obstore.sign(self._quick, "GET", key, timedelta(seconds=lives_s))
        wanted = {"response-content-type": content_type}
        if filename:
            wanted["response-content-disposition"] = signing.disposition(filename)
        path = "/".join(part for part in (self._bucket, self._prefix, key) if part)
        secret = own.store_secret.get_secret_value()
        url = f"{self._public}/{quote(path, safe='/-_.~')}"
        return signing.presigned(url, own.store_key_id, secret, own.store_region, lives_s, wanted)

    @cached_property
    def _quick(self) -> S3Store:
        return self._connected(ANSWER_S)

    @cached_property
    def _patient(self) -> S3Store:
        return self._connected(SLOW_S)

    @cached_property
    def _steady(self) -> S3Store:
        return self._connected(SLOW_S, STEADY_S)

    def _connected(self, answer_s: float, whole_s: float = SLOW_S) -> S3Store:
        """A client that gives up after so long without an answer; retries only what is quick."""
        own = self._settings
        keys: S3Config = {}
        if own.store_key_id:
            keys["access_key_id"] = own.store_key_id
            keys["secret_access_key"] = own.store_secret.get_secret_value()
        client: ClientConfig = {
            "allow_http": self._endpoint.startswith("http://"),
            "connect_timeout": timedelta(seconds=CONNECT_S),
            "read_timeout": timedelta(seconds=answer_s),
            "timeout": timedelta(seconds=whole_s),
        }
        return S3Store(
            self._bucket,
            prefix=self._prefix or None,
            endpoint=self._endpoint,
            region=own.store_region,
            client_options=client,
            retry_config={
                "max_retries": 3,
                "retry_timeout": timedelta(seconds=1),
                "backoff": {"init_backoff": timedelta(milliseconds=100)},
            },
            config=keys,
        )


def _origin(name: str, url: str) -> str:
    found = _ADDRESS.fullmatch(url)
    if not found:
        raise SettingsError(f"The setting {name} is {url!r}; give it as https://host.")
    return found[1]


def _lost(error: Exception) -> StudioError:
    return _missing() if "NoSuchBucket" in str(error) else NotFound("There is no such file.")


def _missing() -> StoreError:
    return StoreError(
        "The bucket of MEMOREEZ_STORE_URL does not exist. Make it, or correct its name.",
        retryable=False,
    )


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    """A new file there; it is gone again when what comes in does not come whole."""
    try:
        with path.open("xb") as file:
            try:
                yield file
                file.flush()
            except BaseException:
                path.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise StoreError(
            f"What is in the store cannot be put on this computer's disk: {error.strerror}. Free "
            "some space on it, or let the studio write there."
        ) from error


@contextmanager
def _told() -> Iterator[None]:
    """obstore's errors become sentences without addresses and keys."""
    try:
        yield
    except (PermissionDeniedError, UnauthenticatedError) as error:
        raise StoreError(
            "The store refuses the studio. Check MEMOREEZ_STORE_KEY_ID, MEMOREEZ_STORE_SECRET, "
            "the bucket's permissions and the computer's clock.",
            retryable=False,
        ) from error
    except BaseError as error:
        if "NoSuchBucket" in str(error):  # lists say so in another way
            raise _missing() from error
        if _REFUSED.search(str(error)):
            raise StoreError(
                "The store does not accept the request. Check MEMOREEZ_STORE_ENDPOINT, "
                "MEMOREEZ_STORE_REGION and MEMOREEZ_STORE_KEY_ID.",
                retryable=False,
            ) from error
        raise StoreError("The store does not answer. It is asked again in a while.") from error
