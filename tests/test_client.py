"""The typed client: a whole journey over a real connection, and errors as they are."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from fake_studio import opened
from keepsake_moves import sqlite_in
from live_server import live, serving
from web_client import NOBODY

from memoreez import client as module
from memoreez.client import Client
from memoreez.errors import (
    BadInput,
    Busy,
    Conflict,
    InscriptionError,
    NotFound,
    OutputError,
    ProviderError,
    StoreError,
    StudioError,
    TooMany,
)
from memoreez.wire import events


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Any]]:
    with live(tmp_path_factory.mktemp("client")) as found:
        yield found


@pytest.fixture(scope="module")
def studio(served: tuple[str, Any]) -> Iterator[Client]:
    with Client(served[0]) as found:
        yield found


@pytest.fixture(scope="module")
def ready(studio: Client) -> str:
    made = studio.create("chess, two dogs", name="Ada").id
    studio.wait(made)
    studio.choose(made, 2, inscription="For|Ada")
    studio.wait(made, ["ready"])
    return made


def test_a_journey(studio: Client, tmp_path: Path) -> None:
    """From hobbies to a file on disk."""
    made = studio.create("chess", name="Ada", language="en", seed=3)
    assert studio.wait(made.id).state == "choosing"
    assert studio.choose(made.id, 1, inscription=["Ada"]).state in ("sculpting", "ready")
    done = studio.wait(made.id, ["ready"])
    assert done.figurine and done.figurine.inscription == ["Ada"]
    for file in studio.files(made.id):
        data = studio.download(made.id, file.name, tmp_path / file.name)
        assert len(data) == file.size and (tmp_path / file.name).read_bytes() == data


def test_changes_and_previews(studio: Client) -> None:
    """Refine, look at an idea, ask for more, and delete."""
    made = studio.create("chess").id
    studio.wait(made)
    studio.choose(made, 1)
    studio.wait(made, ["ready"])
    assert studio.preview(made, inscription="x", height_mm=100)[:4] == b"glTF"
    studio.refine(made, pedestal="square")
    assert studio.wait(made, ["ready"]).figurine.pedestal == "square"  # type: ignore[union-attr]
    assert studio.more(made).round == 2
    studio.wait(made)
    studio.delete(made)
    with pytest.raises(NotFound):
        studio.get(made)


def test_watching_ends_with_the_keepsake(studio: Client) -> None:
    """Every event in order, the last one `deleted`."""
    made = studio.create("chess").id
    got = []
    for event in studio.watch(made):
        got.append(event)
        if event.kind == "choosing":
            studio.delete(made)
    assert [event.id for event in got] == list(range(1, len(got) + 1))
    assert (got[0].kind, got[-1].kind) == ("created", "deleted")
    assert got[-2].data == {"state": "choosing"}


def test_watching_goes_on_after_the_server_was_away(tmp_path: Path) -> None:
    """It asks again where it was: nothing twice, nothing left out."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    given = {"engine": sqlite_in(tmp_path), "by_hand": True}
    with opened(tmp_path, **given) as inside, Client(f"http://127.0.0.1:{port}") as studio:
        got: list[int] = []
        with serving(inside, port):
            made = studio.create("chess").id
            watching = studio.watch(made)
            got.append(next(watching).id)
        inside.flow.work()
        with serving(inside, port):
            got += [next(watching).id for _ in range(11)]
        watching.close()  # type: ignore[attr-defined]
    assert got == list(range(1, 13))


def test_waiting_survives_a_restart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is away for a moment is no reason to give up."""
    monkeypatch.setattr(module, "PAUSES_S", (0.1,) * 100)
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    given = {"engine": sqlite_in(tmp_path), "by_hand": True}
    with opened(tmp_path, **given) as inside, Client(f"http://127.0.0.1:{port}") as studio:
        with serving(inside, port):
            made = studio.create("chess").id
            found: list[str] = []
            waiting = Thread(target=lambda: found.append(studio.wait(made).state), daemon=True)
            waiting.start()
        inside.flow.work()
        with serving(inside, port):
            waiting.join(20)
    assert found == ["choosing"]


def test_a_failure_is_raised_with_its_reason(studio: Client) -> None:
    """What went wrong, and whether it is worth trying again."""
    made = studio.create("chess [fail pictures]").id
    with pytest.raises(ProviderError, match="pictures did not come out") as caught:
        studio.wait(made)
    assert caught.value.retryable
    assert studio.retry(made).state in ("imagining", "choosing")
    studio.wait(made)


def test_somebody_else_may_cancel(tmp_path: Path) -> None:
    """Waiting ends with a Conflict, not for ever; so does waiting for what never comes."""
    with live(tmp_path, by_hand=True) as (url, _), Client(url) as studio:
        made = studio.create("chess").id
        with pytest.raises(TimeoutError, match=r"not ready after 0\.3 s"):
            studio.wait(made, ["ready"], timeout=0.3)
        studio.cancel(made)
        with pytest.raises(Conflict, match="cancelled"):
            studio.wait(made)


def test_waiting_ends_though_the_stream_lives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stream that says "still here" for ever does not keep `wait` beyond its time."""
    monkeypatch.setattr("memoreez.web.events.QUIET_S", 0.1)
    with live(tmp_path, by_hand=True) as (url, _), Client(url) as studio:
        made = studio.create("chess").id
        began = time.monotonic()
        with pytest.raises(TimeoutError, match=r"not ready after 0\.5 s"):
            studio.wait(made, ["ready"], timeout=0.5)
        assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    ("wish", "kind"),
    [
        ({"concept_id": 99}, NotFound),
        ({"concept_id": 0}, BadInput),
        ({"concept_id": 1, "inscription": "雪"}, InscriptionError),
        ({"concept_id": 1, "height_mm": 5}, BadInput),
    ],
)
def test_what_the_studio_refuses_is_raised(
    studio: Client, ready: str, wish: dict[str, Any], kind: type[Exception]
) -> None:
    """The same error as in the library, with the studio's sentence."""
    with pytest.raises(kind) as caught:
        studio.choose(ready, **wish)
    assert type(caught.value) is kind and len(str(caught.value)) > 20


def test_a_key_of_another_order_is_a_conflict(studio: Client) -> None:
    """And of the same order the same keepsake."""
    first = studio.create("chess", key="k")
    assert studio.create("chess", key="k").id == first.id
    with pytest.raises(Conflict):
        studio.create("golf", key="k")


@pytest.mark.parametrize("name", [NOBODY, "../studio", "", "a/b?c#d"])
def test_any_name_is_only_a_name(studio: Client, name: str) -> None:
    """An id that is none asks for nothing else."""
    with pytest.raises((NotFound, StudioError)):
        studio.get(name)
    with pytest.raises(NotFound):
        studio.download(NOBODY, name)


def test_nobody_there_is_said_with_what_to_do() -> None:
    """The address, and the command."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    with Client(f"http://127.0.0.1:{port}") as studio, pytest.raises(Busy, match="memoreez serve"):
        studio.get(NOBODY)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (TooMany("Slowly.", retry_after=7), TooMany),
        (Busy("Soon.", retry_after=7), Busy),
        (StoreError("away"), StoreError),
        (OSError(28, "No space left on device"), StoreError),
        (RuntimeError("bug"), StudioError),
    ],
)
def test_a_studio_in_trouble(
    served: tuple[str, Any], studio: Client, error: Exception, kind: type[Exception],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Each trouble as its own error, with the wait where there is one."""

    def troubled(*_: object) -> None:
        raise error

    monkeypatch.setattr(served[1].flow, "enqueue", troubled)
    with pytest.raises(kind) as caught:
        studio.create("chess")
    assert type(caught.value) is kind
    assert getattr(caught.value, "retry_after", 7) == 7


def test_a_file_that_cannot_be_written_leaves_nothing(
    studio: Client, ready: str, tmp_path: Path
) -> None:
    """No half file, and the path in the message."""
    (tmp_path / "taken").mkdir()
    with pytest.raises(OutputError, match="taken"):
        studio.download(ready, "figurine.png", tmp_path / "taken")
    with pytest.raises(OutputError):
        studio.download(ready, "figurine.png", tmp_path / "nowhere" / "x.png")
    assert [one.name for one in tmp_path.iterdir()] == ["taken"]


def test_the_owner_s_token_stays_with_the_studio(ready: str, served: tuple[str, Any]) -> None:
    """It is sent in a header, never in an address."""
    with Client(served[0], token="t0ken") as studio:
        assert studio.get(ready).id == ready
        assert studio._http.headers["authorization"] == "Bearer t0ken"


def test_comments_and_hints_are_no_events() -> None:
    """Only what has data is one."""
    lines = ["retry: 1000", "", ": still here", "", "id: 3", "event: x", 'data: {"a": ": b"}', ""]
    assert [(e.id, e.kind, e.data) for e in events(iter(lines))] == [(3, "x", {"a": ": b"})]
