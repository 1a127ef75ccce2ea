"""An endpoint of RunPod Serverless, as docs.runpod.io has it (read 2026-11): jobs over HTTP."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from memoreez.claims import JOB
from memoreez.errors import SettingsError
from memoreez.remote import Patience, Remote
from memoreez.verdicts import RemoteError, Sent, Trouble, judge

ENDS = ("FAILED", "TIMED_OUT", "CANCELLED")  # and COMPLETED; all other states pass
ANSWER_BYTES = 14_000_000  # a job brings 10 MB at most
_SHORT = Patience(connect_s=10, read_s=30, total_s=60, tries=3, longest_wait_s=10)
_LAST = Patience(connect_s=1.5, read_s=1.5, total_s=1.5, tries=1)  # who gives up wants to be off
_ENDPOINT = re.compile(r"[\w-]{1,64}", re.ASCII)


class Pod:
    """The endpoint's jobs."""

    def __init__(
        self, url: str, endpoint: str, key: str, *, private: bool, sleep: Callable[[float], None]
    ) -> None:
        """Raises SettingsError for a URL or an id that cannot be used."""
        if not _ENDPOINT.fullmatch(endpoint):
            raise SettingsError("The option endpoint of runpod is no id: letters and digits only.")
        self.machine, self._last = (
            Remote(
                "RunPod",
                f"{url.rstrip('/')}/{endpoint}",
                key=key,
                private=private,
                patience=patience,
                judge=_judge,
                sleep=sleep,
            )
            for patience in (_SHORT, _LAST)
        )

    def run(self, body: Mapping[str, Any], *, repeat: bool) -> str:
        """The id of the job that was accepted. `repeat`: a second one would do no harm."""
        return self._id(self.machine.json("POST", "/run", dict(body), repeat=repeat))

    def look(self, job: str) -> Mapping[str, Any] | None:
        """The job as it is now; None where there is no such job."""
        try:
            told = self.machine.json("GET", f"/status/{job}", most_bytes=ANSWER_BYTES)
        except RemoteError as error:
            if error.status in (404, 410):
                return None
            raise
        if self._id(told) != job or not isinstance(told.get("status"), str):
            raise self.error("answers about another job than it was asked for", "format")
        return dict(told)

    def cancel(self, job: str, *, at_once: bool = False) -> None:
        """Ends the job, where that can still be said: what is not cancelled ends by itself."""
        machine = self._last if at_once else self.machine
        with suppress(RemoteError):
            machine.json("POST", f"/cancel/{job}", repeat=True)

    def health(self) -> tuple[int, int]:
        """Workers that are awake or on their way, and jobs that wait. Raises RemoteError."""
        told = self.machine.json("GET", "/health")
        workers, jobs = (told.get(n) if isinstance(told, dict) else None for n in _HEALTH)
        if not isinstance(workers, dict) or not isinstance(jobs, dict):
            raise self.error("answers, but not as RunPod does; check its option url", "format")
        awake = [workers.get(state, 0) for state in ("idle", "initializing", "ready", "running")]
        return sum(n for n in awake if isinstance(n, int)), int(jobs.get("inQueue") or 0)

    def error(
        self,
        words: str,
        fault: str = "broken",
        *,
        sent: Sent = "answered",
        retryable: bool = False,
    ) -> RemoteError:
        """An error that begins with who it is."""
        text = f"{self.machine.who} {words}."
        return RemoteError(text, fault=fault, sent=sent, retryable=retryable)

    def _id(self, told: Any) -> str:
        job = told.get("id") if isinstance(told, dict) else None
        if isinstance(job, str) and JOB.fullmatch(job):
            return job
        words = "answers, but not as RunPod does; check its options url and endpoint"
        raise self.error(words, "format", sent="maybe")


_HEALTH = ("workers", "jobs")


def _judge(status: int, body: Any) -> Trouble | None:
    """As any server, but 404 speaks of endpoints and jobs, and a 5xx may have taken the order."""
    if status in (404, 410):
        return Trouble("address", "knows no such endpoint; check its option endpoint")
    if status == 413:
        return Trouble("request", "does not take an order of that size; keep files in an S3 store")
    if status >= 500 and status not in (501, 503, 529):
        words = "lost the answer on its way" if status in (502, 504) else "failed by itself"
        return Trouble("gateway", words, "if free")
    if status < 300 and isinstance(body, dict) and isinstance(body.get("status"), str):
        return None  # an `error` beside a status is the job's, not the answer's
    return judge(status, body)


def line(said: Any) -> str:
    """What a worker says, as the end of a sentence."""
    text = said if isinstance(said, str) else ""
    words = " ".join("".join(c if c.isprintable() else " " for c in text[:2000]).split())
    return words[:300].rstrip(".") or "it does not say why"
