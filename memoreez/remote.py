"""The one HTTP client: bounded in time, tries and bytes, and clear about what every failure means.

    remote = Remote("The model", "https://models.example/v1", key=key)
    reply = remote.json("POST", "/chat/completions", {"model": …}, repeat=False)

What was never sent, or was turned away before any work was done, is tried again after a growing
wait, or after the one that the other side asks for. What may have been done already is not: who
calls with `repeat` says that asking twice costs nothing. Every failure is a RemoteError. Keys
travel in a header only and appear in no error and no log.
"""

from __future__ import annotations

import random
import re
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpcore
import httpx

from memoreez import addresses, tally
from memoreez.addresses import Forbidden
from memoreez.answers import Answer, Oversized, Unreadable, received
from memoreez.aside import aside
from memoreez.connections import Way, opened
from memoreez.errors import SettingsError
from memoreez.forms import Body
from memoreez.verdicts import MAYBE_DONE, Judge, RemoteError, Sent, judge, quoted

JSON_BYTES = 8_000_000  # of an answer, unless told otherwise
REDIRECTS = 3
_JSON = re.compile(r"application/(?:[\w.-]+\+)?json")
_MOVED = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Patience:
    """How long to wait, and how often to try. `total_s` bounds all tries and the waits between."""

    connect_s: float = 10
    read_s: float = 60  # between two pieces of an answer
    total_s: float = 120
    tries: int = 3
    wait_s: float = 1  # before the second try; doubled for each further one, give or take a half
    longest_wait_s: float = 20  # who asks for a longer one is asked again by whoever called


class Remote:
    """Another machine at a URL. `name` begins each sentence about it: "The model at host …".

    `hidden` are further values that no error may show; without `quotes` none repeats what the
    other side says. `private` allows private networks. Raises SettingsError for an unusable URL.
    """

    def __init__(
        self,
        name: str,
        url: str,
        *,
        key: str = "",
        hidden: tuple[str, ...] = (),
        quotes: bool = True,
        private: bool = False,
        patience: Patience | None = None,
        judge: Judge = judge,
        sleep: Callable[[float], None] = time.sleep,
        resolve: addresses.Resolve | None = None,
    ) -> None:
        self.url = addresses.checked(url)
        self.who = f"{name} at {self.url.netloc.decode('ascii')}"
        self.patience = patience or Patience()
        self._key = _header(key, name)
        self._hidden = (key, *hidden)
        self._quotes, self._private = quotes, private
        self._judge = judge
        self._sleep = sleep
        self._resolve = resolve

    def json(
        self,
        method: str,
        path: str,
        content: Any = None,
        *,
        repeat: bool | None = None,
        most_bytes: int = JSON_BYTES,
    ) -> Any:
        """The JSON that comes back for this path under the URL; `content` goes as JSON.

        `repeat`: asking again costs nothing even when an answer was lost (None: for GET only).
        Raises RemoteError.
        """
        headers = {"Accept": "application/json"}
        answer = self.ask(
            method, path, content, headers=headers, repeat=repeat, most_bytes=most_bytes
        )
        return self.read(answer)

    def read(self, answer: Answer) -> Any:
        """The JSON of an answer. Raises RemoteError where it is none."""
        if not _JSON.fullmatch(answer.type):
            raise self._format(answer, f"sends {answer.kind} instead of JSON")
        try:
            return answer.parsed()
        except (ValueError, RecursionError):
            raise self._format(answer, "sends JSON that is broken or cut off") from None

    def fetch(self, path: str, *, types: tuple[str, ...], most_bytes: int) -> Answer:
        """A file, of one of these content types ("image/" stands for all of its kind)."""
        answer = self.ask("GET", path, headers={"Accept": "*/*"}, most_bytes=most_bytes)
        if not answer.type.startswith(types):
            raise self._format(answer, f"sends {answer.kind} instead of {' or '.join(types)}")
        return answer

    @aside()
    def ask(
        self,
        method: str,
        path: str,
        content: Any = None,
        *,
        headers: Mapping[str, str] | None = None,
        repeat: bool | None = None,
        most_bytes: int = JSON_BYTES,
    ) -> Answer:
        """Whatever comes back, if it is a success; a `Body` goes as it is, all else as JSON.

        A helper process lends its place meanwhile. `repeat` as in `json`. Raises RemoteError.
        """
        free = method in ("GET", "HEAD") if repeat is None else repeat
        deadline = time.monotonic() + self.patience.total_s
        for number in range(1, self.patience.tries + 1):
            try:
                request = self._request(method, self._at(path), content, headers or {})
                with tally.costing(not free):
                    return self._answered(request, deadline, most_bytes, free)
            except RemoteError as error:
                wait = self._wait(error, number)
                last = not error.retryable or number == self.patience.tries
                if last or wait is None or time.monotonic() + wait >= deadline:
                    raise
            self._sleep(wait)
        raise AssertionError("tries is at least 1")

    def _wait(self, error: RemoteError, number: int) -> float | None:
        """Seconds until the next try; None when the other side asks for more than we wait."""
        longest = self.patience.longest_wait_s
        if error.retry_after is not None:
            return error.retry_after if error.retry_after <= longest else None
        grown = self.patience.wait_s * 2 ** (number - 1)
        return min(grown * random.uniform(0.5, 1.5), longest)

    def _at(self, path: str) -> httpx.URL:
        return httpx.URL(str(self.url).rstrip("/") + path)

    def _request(
        self, method: str, url: httpx.URL, content: Any, headers: Mapping[str, str]
    ) -> httpx.Request:
        fixed = {"User-Agent": "memoreez", "Accept-Encoding": "identity", "Connection": "close"}
        signed = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        given = {**fixed, **headers, **signed}
        if content is None:
            return httpx.Request(method, url, headers=given)
        if isinstance(content, Body):
            kind = {"Content-Type": content.type}
            return httpx.Request(method, url, headers=given | kind, content=content.data)
        return httpx.Request(method, url, headers=given, json=content)

    def _answered(
        self, request: httpx.Request, deadline: float, most_bytes: int, free: bool
    ) -> Answer:
        """One try: the answer, after redirects on the same machine. Raises RemoteError."""
        for _ in range(REDIRECTS + 1):
            answer = self._exchanged(request, deadline, most_bytes, free)
            if answer.status not in _MOVED:
                self._judged(answer, free)
                return answer
            request = self._moved(request, answer)
        raise self._redirect(answer, "redirects in circles; correct its url")

    def _exchanged(
        self, request: httpx.Request, deadline: float, most_bytes: int, free: bool
    ) -> Answer:
        """One request over one connection."""
        way = Way(
            deadline,
            self.patience.connect_s,
            self.patience.read_s,
            private=self._private,
            secret=bool(self._key),
            resolve=self._resolve,
        )
        try:
            with opened(request, way) as response:
                return received(response, most_bytes)
        except Forbidden as reason:
            raise self._error("address", str(reason), "never") from None
        except (socket.gaierror, UnicodeError):  # the latter for labels that no name can have
            words = "cannot be found by that name; check its url and your network"
            raise self._error("dns", words, "never", retryable=True) from None
        except Oversized as found:
            words = f"sends more than {found.most / 1e6:.3g} MB, which cannot be what was asked for"
            raise self._error("large", words, "answered") from None
        except Unreadable:
            raise self._error("format", "packs its answer in an unknown way", "answered") from None
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise self._lost(error, way, free) from None

    def _lost(self, error: Exception, way: Way, free: bool) -> RemoteError:
        """The connection failed: before the request was sent, or with its fate unknown."""
        late = isinstance(error, httpcore.TimeoutException)
        if not way.sent:
            if "CERTIFICATE" in str(error):
                return self._error("tls", "shows a certificate that is not trusted", "never")
            if "SSL" in str(error):
                return self._error("tls", "does not speak TLS; check its url", "never")
            if late:
                words = "cannot be reached in time; check your network, or try again"
                return self._error("unreachable", words, "never", retryable=True)
            words = "refuses the connection; start it, or correct its url"
            return self._error("refused", words, "never", retryable=True)
        if late and way.heard:
            words, fault = "sends its answer too slowly", "slow"
        else:
            words = "did not answer in time" if late else "broke off before its answer was whole"
            fault = "lost"
        if not free:
            words += f"; {MAYBE_DONE}"
        return self._error(fault, words, "maybe", retryable=free)

    def _judged(self, answer: Answer, free: bool) -> None:
        """Raises RemoteError when the answer is no success."""
        body = answer.hint()
        trouble = self._judge(answer.status, body)
        if trouble is None:
            return
        unsure = trouble.again == "if free"
        again = trouble.again == "yes" or (unsure and free)
        advice = f"; {'try again' if free else MAYBE_DONE}" if unsure else ""
        said = quoted(body, self._hidden) if self._quotes else ""
        raise RemoteError(
            f"{self.who} {trouble.words}{advice}.{said}",
            fault=trouble.fault,
            sent="maybe" if unsure else "answered",
            retryable=again,
            status=answer.status,
            retry_after=answer.retry_after if again else None,
            detail=trouble.detail,
        )

    def _moved(self, request: httpx.Request, answer: Answer) -> httpx.Request:
        """The request at its new place; only on the same machine, and never a second POST."""
        try:
            url = request.url.join(answer.headers.get("location", ""))
        except httpx.InvalidURL:
            raise self._redirect(answer, "redirects to nowhere; correct its url") from None
        here, there = (str(u.copy_with(raw_path=b"/")) for u in (request.url, url))
        if here != there:
            raise self._redirect(
                answer,
                f"redirects to another machine ({url.host[:60]}), which is not followed; "
                "if that is right, put it into its option url",
            )
        if answer.status in (301, 302, 303) and request.method != "GET":
            raise self._redirect(answer, "redirects to another path; correct its url")
        request.read()
        return httpx.Request(
            request.method, url, headers=request.headers, content=request.content or None
        )

    def _redirect(self, answer: Answer, words: str) -> RemoteError:
        return self._error("redirect", words, "answered", status=answer.status)

    def _format(self, answer: Answer, words: str) -> RemoteError:
        words = f"{words}; check that its url is the right one"
        return self._error("format", words, "answered", status=answer.status)

    def _error(
        self,
        fault: str,
        words: str,
        sent: Sent,
        *,
        retryable: bool = False,
        status: int | None = None,
    ) -> RemoteError:
        text = f"{self.who} {words}."
        return RemoteError(text, fault=fault, sent=sent, retryable=retryable, status=status)


def _header(key: str, name: str) -> str:
    """The key as it can stand in a header. Raises SettingsError, without showing it."""
    plain = key.strip()
    if not all("!" <= c <= "~" for c in plain):
        raise SettingsError(f"{name} has a key with characters that no key has; copy it again.")
    return plain
