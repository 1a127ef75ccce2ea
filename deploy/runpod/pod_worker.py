"""What a worker at RunPod does with a job: any sculptor of memoreez, once for each order."""

from __future__ import annotations

import base64
import binascii
import logging
import secrets
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Literal

from pod_checks import Check, Links, Nothing, Volume, sweep
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from memoreez import __version__, providers
from memoreez.engine import lines, sculptor, serving
from memoreez.engine.folders import CUTOUT, MESH, PICTURE, Folders
from memoreez.engine.orders import MOST_PICTURE, Order
from memoreez.engine.records import Job
from memoreez.errors import BadInput, MemoreezError
from memoreez.settings import Settings

ORDERS = Path("memoreez") / "orders"  # on the volume
ELSEWHERE = ("remote", "runpod")  # sculptors that only pass the work on
NAMES = {"picture": PICTURE, "cutout": CUTOUT}
_Key = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_Name = Annotated[str, StringConstraints(max_length=80)]
Sculpt = Callable[[Settings, str, bool, bool, str], int]
log = logging.getLogger(__name__)


class _Told(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


class Claim(_Told):
    """Where to look, and for which try of the order."""

    key: _Key
    number: int = Field(alias="try", ge=1)
    mesh: dict[Literal["get", "put"], str] = Field(default={}, repr=False)
    lock: dict[Literal["get", "put"], str] = Field(default={}, repr=False)
    volume: bool = False


class File(_Told):
    """A picture: at an address, or right here."""

    url: str = Field(default="", repr=False)
    base64: str = Field(default="", repr=False)


class Input(_Told):
    """What a studio sends, `memoreez.sculptures.runpod`."""

    memoreez: Literal[1]
    warm: bool = False
    order: Order = Order()
    sculptor: _Name = ""
    files: dict[Literal["picture", "cutout"], File] = {}
    claim: Claim | None = None


class Worker:
    """Does jobs, one after the other."""

    def __init__(
        self,
        settings: Settings,
        volume: Path | None,
        *,
        sculpt: Sculpt = sculptor.sculpt,
        private: bool = False,
        alone: bool = False,
    ) -> None:
        """`private`: addresses in private networks may be called. `alone`: on one core."""
        self.settings, self.volume = settings, volume
        self._sculpt, self._private, self._alone = sculpt, private, alone
        self.name = next(n for n in settings.lineup("sculptures") if n not in ELSEWHERE)

    def load(self) -> None:
        """Weights, once, before the first job. Raises what the sculptor's load() raises."""
        sculptor.warm(self.settings, self.name)

    def do(self, job: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to a job as RunPod gives it: {"id", "input"}.

        A failure that has a name is an answer too; others raise, and RunPod calls the job FAILED.
        """
        started = time.monotonic()
        about = {"sculptor": self.name, "version": __version__}
        try:
            told = Input.model_validate(job["input"])
            about |= self._about(told.sculptor)
            made = self._answer(str(job["id"]), told)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            where = ".".join(map(str, first["loc"]))
            made = _trouble(f"The order cannot be read: {where}: {first['msg']}.", False)
        except MemoreezError as error:
            made = _trouble(str(error), bool(getattr(error, "retryable", False)))
        log.info("%s: %s", job["id"], ", ".join(made))
        return made | about | {"seconds": round(time.monotonic() - started, 3)}

    def _about(self, name: str) -> dict[str, str]:
        """Who sculpts, and on what terms. Raises BadInput."""
        maker = serving.maker(self.settings, self._named(name))
        return {
            "sculptor": maker.sculptor,
            "licence": maker.licence,
            "territory": maker.territory,
        }

    def _answer(self, job: str, told: Input) -> dict[str, Any]:
        if told.warm:
            return {"warm": True}
        name = self._named(told.sculptor)
        check = self._check(told.claim)
        known = check.known()
        if known is not None:
            return known
        twin = check.twin(job)
        if twin:
            return {"twin": twin}
        with TemporaryDirectory() as folder:
            return check.delivered(self._made(Folders(Path(folder)), name, told))

    def _made(self, folders: Folders, name: str, told: Input) -> bytes:
        """The packed mesh, as `memoreez engine` makes it. Raises MemoreezError."""
        order = told.order.model_copy(update={"picture_url": "", "cutout_url": ""})
        job = Job(secrets.token_hex(16), "", order.model_dump(mode="json"))
        given = {NAMES[kind]: self._bytes(file) for kind, file in told.files.items()}
        folders.install(folders.prepared(job, given), job.id)
        place = folders.place(job.id)
        self._sculpt(self.settings, name, self._private, self._alone, str(place))
        return (place / MESH).read_bytes()

    def _named(self, name: str) -> str:
        """The sculptor that was asked for, or the worker's own. Raises BadInput."""
        if name in ELSEWHERE or (name and name not in providers.names("sculptures")):
            raise BadInput(
                f"This endpoint has no sculptor {name!r}; leave the option sculptor out."
            )
        return name or self.name

    def _check(self, claim: Claim | None) -> Check:
        if claim is None:
            return Nothing()
        if claim.mesh and claim.lock:
            return Links(claim.mesh, claim.lock, self._private)
        if self.volume is not None and self.volume.is_dir():
            sweep(self.volume / ORDERS)
            return Volume(self.volume / ORDERS / claim.key, claim.number)
        if claim.volume:
            raise BadInput(
                "This endpoint has no network volume, so nobody can see to it that nothing is made "
                "twice. Attach one, keep files in an S3 store, or set MEMOREEZ_RUNPOD_VOLUME=false "
                "and pay twice where an answer is lost."
            )
        return Nothing()

    def _bytes(self, file: File) -> bytes:
        if file.url:
            return lines.picture(file.url, self._private)
        try:
            data = base64.b64decode(file.base64, validate=True)
        except (ValueError, binascii.Error):
            raise BadInput("A picture of the order is no base64; send it again.") from None
        if len(data) > MOST_PICTURE:
            raise BadInput(
                f"A picture has more than {MOST_PICTURE // 2**20} MB; send a smaller one."
            )
        return data


def _trouble(words: str, retryable: bool) -> dict[str, Any]:
    """What may pass may be the worker's own state, such as a full memory: it starts afresh."""
    told: dict[str, Any] = {"trouble": {"message": words, "retryable": retryable}}
    return told | ({"refresh_worker": True} if retryable else {})
