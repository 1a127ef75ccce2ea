"""One order at RunPod, from the intent to the mesh, whatever fails on the way.

A crash at any line leaves a claim from which the same order goes on. Where nobody but us could see
that an order was sent twice (`_safe`), one whose fate is unknown is not sent again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from memoreez import mesh_wire, tally
from memoreez.artifacts import Mesh
from memoreez.claims import JOB, Claim
from memoreez.sculptures._parcel import MOST_BYTES, Parcel, unpacked
from memoreez.sculptures._pod import ENDS, Pod, line
from memoreez.sculptures._waiting import Wait
from memoreez.verdicts import MAYBE_DONE, RemoteError

FIRST_LOOK_S, LONGEST_LOOK_S = 0.5, 5.0  # waits between looks, each a quarter longer
NAP_S = 1.0  # between looks for a webhook
DOUBT_S = 5.0  # between two answers that there is no such job: only the second is believed
TRIES, WITHIN_S = 3, 3600.0  # jobs for one order that may fail in an hour
SPARE_S = 600.0  # that links live longer than the job
ROOM_S = 5.0  # before an order is sent again to a full queue that does not say when


@dataclass(frozen=True)
class Terms:
    """How long what may take, and whether the endpoint has a network volume."""

    seconds: float
    queue_seconds: float
    run_seconds: float
    volume: bool
    most_bytes: int  # of a mesh


@dataclass
class Ordering:
    """One order under way."""

    pod: Pod
    terms: Terms
    order: Parcel
    claim: Claim
    wait: Wait
    about: Mapping[str, Any] = field(default_factory=dict)  # what a worker says of itself

    def made(self) -> Mesh:
        """The mesh: the one that has come, that of the job that was accepted, or of a new one.

        Raises RemoteError, StoreError.
        """
        tally.paid(0)  # a job that was accepted before has been counted, or its step died
        lost = 0
        while True:
            found = self._kept()
            if found is not None:
                return found
            if not self.claim.job:
                self._allowed()
                self._submit()
            output = self._output()
            self.about = output if isinstance(output, dict) else {}
            found = self._kept() or self._inside(output)
            if found is not None:
                return found
            twin = output.get("twin") if isinstance(output, dict) else None
            lost += 1
            if isinstance(twin, str) and JOB.fullmatch(twin) and lost < TRIES:
                self.claim.accepted(twin)  # the job that is at it
            else:
                self._lost(lost)

    def _lost(self, times: int) -> None:
        """The job is no more. RemoteError where another one would not help, or might cost twice."""
        if not self._safe:
            words = f"knows nothing of the job any more; {MAYBE_DONE}"
            raise self._over(words, "lost")
        self.claim.over("lost")
        if times >= TRIES:
            raise self.pod.error(f"lost the job {times} times; look at the endpoint's log", "lost")

    def _kept(self) -> Mesh | None:
        """The mesh that is in the store."""
        try:
            return self.claim.mesh(self.terms.most_bytes)
        except mesh_wire.BadMesh as reason:
            raise self._over(f"{reason}; look at the endpoint's log", "format") from None

    def _allowed(self) -> None:
        """Raises RemoteError where another job would only cost more."""
        failed = self.claim.failed(WITHIN_S)
        if failed and not failed[-1].retryable:
            raise self.pod.error(failed[-1].words)
        if len(failed) >= TRIES:
            words = f"had {len(failed)} jobs for this order, and each of them failed"
            raise self.pod.error(f"{words}; look at the endpoint's log, or try again in an hour")
        if self.claim.unsure:
            job = self.claim.holder() or self.claim.woken().strip("-")
            if job:
                self.claim.accepted(job)
            elif not self._safe and self.claim.age() < self._lives + SPARE_S:
                words = f"did not say whether it took the order; {MAYBE_DONE}"
                raise self.pod.error(words, "lost", sent="maybe")

    @property
    def _lives(self) -> float:
        """Seconds after which RunPod gives up a job."""
        return self.terms.queue_seconds + self.terms.run_seconds

    @property
    def _safe(self) -> bool:
        """Whether workers see to it that an order that is sent twice is worked on once."""
        return self.claim.linked or self.terms.volume

    def _submit(self) -> None:
        """A job for the claim; waits a while for room in the queue. Raises RemoteError."""
        until = min(self.wait.clock() + self.terms.queue_seconds, self.wait.ends)
        counted = not self._safe or self.claim.unsure  # `Remote` counts what may not be repeated
        while not self.claim.job:
            self.claim.intend()
            try:
                with tally.costing(not counted):
                    self.claim.accepted(self.pod.run(self._body(), repeat=self._safe))
            except RemoteError as error:
                refused = error.sent == "answered" and (error.status or 0) >= 300
                if refused or error.sent == "never":
                    self.claim.withdraw()
                pause = error.retry_after or ROOM_S
                if error.fault != "busy" or self.wait.clock() + pause > until:
                    raise
                self.wait.sleep(pause)

    def _body(self) -> dict[str, Any]:
        own = self.terms
        policy = {
            "executionTimeout": int(1000 * max(own.run_seconds, 6)),
            "ttl": int(1000 * min(max(self._lives, 10), 7 * 24 * 3600)),
        }
        told = self.order.sent(self.claim, self._lives + SPARE_S, volume=own.volume)
        hook = {"webhook": self.claim.hook} if self.claim.hook else {}
        body = {"input": told, "policy": policy} | hook
        if len(json.dumps(body)) > MOST_BYTES:
            raise self.pod.error(
                "takes 10 MB for an order at most, and these pictures have more; keep files in an "
                "S3 store, or give a smaller picture",
                "request",
                sent="never",
            )
        return body

    def _output(self) -> Any:
        """What the job brought; None where RunPod knows it no more. Raises RemoteError."""
        pause, missing, job = FIRST_LOOK_S, False, self.claim.job
        while True:
            self._nap(DOUBT_S if missing else pause)
            told = self.wait.patiently(lambda: self.pod.look(job))
            if told is None and missing:
                return None
            missing = told is None
            if told is None:
                continue
            state = told["status"]
            if state == "COMPLETED":
                return told.get("output")
            if state in ENDS:
                raise self._ended(told)
            if state == "IN_QUEUE" and self.claim.age() > self.terms.queue_seconds:
                self.cancel()
                words = f"had no worker free for {self.terms.queue_seconds:g} s"
                raise self.pod.error(f"{words}; try again later", "busy", retryable=True)
            pause = min(1.25 * pause, LONGEST_LOOK_S)

    def _nap(self, seconds: float) -> None:
        """Sleeps, until a webhook says that something has happened. RemoteError when it is late."""
        if not self.wait.has(seconds):
            words = f"was not done within {self.terms.seconds:g} s; the job goes on there"
            raise self.pod.error(f"{words}, and the same order finds it", retryable=True)
        while seconds > 0:
            nap = min(seconds, NAP_S) if self.claim.hook else seconds
            self.wait.sleep(nap)
            seconds -= nap
            if self.claim.hook and self.claim.woken():
                return

    def _inside(self, output: Any) -> Mesh | None:
        """The mesh in an answer. Raises RemoteError for what a worker says or sends instead."""
        if output is None or (isinstance(output, dict) and {"twin", "stored"} & output.keys()):
            return None
        trouble = output.get("trouble") if isinstance(output, dict) else None
        if isinstance(trouble, dict):
            words = f"could not do it: {line(trouble.get('message'))}"
            raise self._over(words, retryable=trouble.get("retryable") is True)
        try:
            data = unpacked(output, self.terms.most_bytes)
            mesh = mesh_wire.unpack(data)
        except mesh_wire.BadMesh as reason:
            raise self._over(f"{reason}; look at the endpoint's log", "format") from None
        except ValueError:
            words = "brings something else than memoreez's handler does; check its option endpoint"
            raise self._over(words, "format") from None
        self.claim.keep(data)
        return mesh

    def _ended(self, job: Mapping[str, Any]) -> RemoteError:
        """The job came to an end without an answer of the worker's."""
        if job["status"] == "CANCELLED":
            self.claim.over("cancelled")  # whoever asks again begins anew
            return self.pod.error("was told by somebody to cancel the job")
        if job["status"] == "TIMED_OUT":
            limit = f"{self.terms.run_seconds:g} s; raise its option run_seconds, or try again"
            return self._over(f"ended the job after {limit}", retryable=True)
        words = f"says that the worker failed: {line(job.get('error'))}"
        return self._over(words, retryable=True)

    def _over(self, words: str, fault: str = "broken", *, retryable: bool = False) -> RemoteError:
        """The job has cost what it cost: whoever asks again soon hears the same."""
        self.claim.over("failed", words, retryable=retryable)
        return self.pod.error(words, fault, retryable=retryable)

    def cancel(self, *, at_once: bool = False) -> None:
        """Ends the job, where there is one and anybody knows its id; `at_once`: or does not."""
        job = self.claim.job or self.claim.holder()
        if job:
            self.pod.cancel(job, at_once=at_once)
        self.claim.over("cancelled")
