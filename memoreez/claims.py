"""What was ordered from a machine elsewhere that knows no keys of orders, kept in the store.

Such a machine takes every order as a new one. So each order has a claim of its own, found again by
what is ordered: the intent is written before the order goes out, the job's id when it is accepted,
and what came of it when it is over. Whoever asks for the same again, after a crash or on another
computer, reads there what to ask for instead of ordering anew. Everything of a claim lies under
`claims/{key}/` and goes a day later.
"""

from __future__ import annotations

import json
import re
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from memoreez import mesh_wire, presigned, signing
from memoreez.artifacts import Mesh
from memoreez.errors import NotFound
from memoreez.settings import Settings
from memoreez.store import Store

PREFIX = "claims"
HOOK = "/hooks/runpod"  # where web/ takes webhooks
SWEEP_S = 3600.0
MOST_HOOK = 16_000_000  # bytes of one: what `/status` says, a mesh included
KEPT_S = 24 * 3600.0  # longer than any job lives
RECORD, MESH, WAKE = "claim.json", "mesh.npz", "wake.json"
KEY = re.compile(r"[0-9a-f]{64}")
JOB = re.compile(r"[\w-]{1,100}", re.ASCII)


@dataclass(frozen=True)
class Try:
    """One job, or the intent to have one."""

    number: int
    at: float  # seconds of the epoch
    id: str = ""  # of the accepted job
    over: str = ""  # how it ended without a mesh: lost, failed or cancelled
    words: str = ""  # why, for a person
    retryable: bool = True


class Claim:
    """One order's claim. `safe` says that two jobs of one try cannot both do the work."""

    def __init__(
        self,
        store: Store,
        key: str,
        link: presigned.Link | None,
        hook: str,
        clock: Callable[[], float],
    ) -> None:
        self.key, self.hook = key, hook
        self._store, self._link, self._clock = store, link, clock
        self._woken = ""
        self.tries = self._read()

    @property
    def linked(self) -> bool:
        """Whether a machine elsewhere can read and write the claim's blobs by links."""
        return self._link is not None

    @property
    def last(self) -> Try | None:
        return self.tries[-1] if self.tries else None

    @property
    def job(self) -> str:
        """The id of the job that was accepted and is not known to be over; "" for none."""
        return self.last.id if self.last and not self.last.over else ""

    @property
    def unsure(self) -> bool:
        """Whether an order went out, perhaps, and nobody wrote down what became of it."""
        return bool(self.last and not self.last.over and not self.last.id)

    def age(self) -> float:
        """Seconds since the last try began."""
        return self._clock() - self.last.at if self.last else 0.0

    def failed(self, within_s: float) -> tuple[Try, ...]:
        """The tries of late that came to a bad end."""
        now = self._clock()
        return tuple(t for t in self.tries if t.over == "failed" and now - t.at < within_s)

    def intend(self) -> Try:
        """Writes down that an order goes out now; again the same try where that is unsure."""
        if not self.last or self.last.over:
            number = self.last.number + 1 if self.last else 1
            self._write((*self.tries, Try(number, self._clock())))
        assert self.last
        return self.last

    def withdraw(self) -> None:
        """Nothing was accepted, for certain."""
        self._write(self.tries[:-1])

    def accepted(self, job: str) -> None:
        """Writes down the job's id."""
        assert self.last
        self._write((*self.tries[:-1], replace(self.last, id=job)))

    def over(self, how: str, words: str = "", *, retryable: bool = True) -> None:
        """The last try has brought no mesh, and will bring none."""
        if self.last:
            done = replace(self.last, over=how, words=words, retryable=retryable)
            self._write((*self.tries[:-1], done))

    def mesh(self, most_bytes: int) -> Mesh | None:
        """The mesh, where it has come. Raises mesh_wire.BadMesh for one that is none: it goes."""
        key = self._at(MESH)
        if not self._store.has(key):
            return None
        with TemporaryDirectory() as folder:
            path = Path(folder) / MESH
            self._store.fetch(key, path)
            try:
                if path.stat().st_size > most_bytes:
                    raise mesh_wire.BadMesh(f"sends more than {most_bytes / 1e6:.3g} MB")
                return mesh_wire.unpack(path.read_bytes())
            except mesh_wire.BadMesh:
                self._store.delete(key)
                raise

    def keep(self, packed: bytes) -> None:
        """The mesh came with the answer: whoever asks again finds it here."""
        self._store.put(self._at(MESH), packed, mesh_wire.NPZ)

    def offer(self, name: str, data: bytes, kind: str, lives_s: float) -> str:
        """A link to a file that the machine needs for the order."""
        assert self._link
        self._store.put(self._at(name), data, kind)
        return self._link("GET", self._at(name), lives_s)

    def links(self, name: str, lives_s: float) -> dict[str, str]:
        """Links to read and to write a blob of the claim."""
        assert self._link
        return {
            "get": self._link("GET", self._at(name), lives_s),
            "put": self._link("PUT", self._at(name), lives_s),
        }

    def tidy(self, *names: str) -> None:
        """Remove what was offered: nobody needs it any more."""
        for name in names:
            if self._store.has(self._at(name)):
                self._store.delete(self._at(name))

    def holder(self) -> str:
        """The job that a worker says it is at for the last try; "" where none says so."""
        if self._link is None or not self.last:
            return ""
        with suppress(NotFound):
            job = self._store.get(self._at(lock(self.last.number))).decode("latin-1")
            return job if JOB.fullmatch(job) else ""
        return ""

    def woken(self) -> str:
        """The job that a webhook speaks of ("-" for none), once for each webhook; else ""."""
        with suppress(NotFound, ValueError, AttributeError):
            told = json.loads(self._store.get(self._at(WAKE)))
            if told.get("nonce") != self._woken:
                self._woken = str(told.get("nonce"))
                job = str(told.get("job"))
                return job if JOB.fullmatch(job) else "-"
        return ""

    def _at(self, name: str) -> str:
        return f"{PREFIX}/{self.key}/{name}"

    def _read(self) -> tuple[Try, ...]:
        with suppress(NotFound, ValueError, TypeError, KeyError):
            return tuple(Try(**told) for told in json.loads(self._store.get(self._at(RECORD))))
        return ()

    def _write(self, tries: tuple[Try, ...]) -> None:
        told: list[dict[str, Any]] = [asdict(one) for one in tries]
        self._store.put(self._at(RECORD), json.dumps(told).encode(), "application/json")
        self.tries = tries


Open = Callable[[str], Claim]


def lock(number: int) -> str:
    """The blob with the id of the job that is at a try."""
    return f"lock-{number}"


def book(settings: Settings, *, private: bool = False) -> Open:
    """Opens claims in the settings' store. `private` as in `presigned.linker`. SettingsError."""
    store, link = Store.open(settings), presigned.linker(settings, private=private)
    if due(store, "swept", SWEEP_S, time.time()):
        sweep(store, time.time())
    url, secret = settings.public_url.rstrip("/"), signing.secret(settings)

    def opened(key: str) -> Claim:
        hook = f"{url}{HOOK}?key={key}&seal={signing.seal(secret, HOOK, key)}" if url else ""
        return Claim(store, key, link, hook, time.time)

    return opened


def ours(secret: bytes, key: str, seal: str) -> bool:
    """Whether a webhook came to an address that we gave out."""
    return bool(KEY.fullmatch(key)) and signing.sealed(secret, seal, HOOK, key)


def wake(store: Store, key: str, job: str) -> None:
    """Let whoever waits for this order look at once.

    What a webhook says is not believed: `job` is a hint for who does not know its own.
    """
    told = {"nonce": secrets.token_hex(8), "job": job}
    store.put(f"{PREFIX}/{key}/{WAKE}", json.dumps(told).encode(), "application/json")


def due(store: Store, name: str, every_s: float, now: float) -> bool:
    """Whether `every_s` have passed since this was last true, in whichever process."""
    key = f"{PREFIX}/{name}.json"
    with suppress(NotFound, ValueError, TypeError):
        if 0 <= now - float(json.loads(store.get(key))) < every_s:
            return False
    store.put(key, json.dumps(now).encode(), "application/json")
    return True


def sweep(store: Store, now: float) -> int:
    """Remove claims that nobody has touched for a day; how many blobs those were."""
    newest: dict[str, float] = {}
    for name, written in store.written(PREFIX):
        claim = "/".join(name.split("/")[:2])
        newest[claim] = max(written, newest.get(claim, 0.0))
    return sum(store.delete(claim) for claim, at in newest.items() if at < now - KEPT_S)
