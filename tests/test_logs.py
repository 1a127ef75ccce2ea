"""Logs: lines of JSON for machines, with the keepsake, and without what people wrote."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from web_client import OWNER, opened_web

from memoreez import logs
from memoreez.logs import Lines


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    """The root logger, put back afterwards."""
    found = logging.getLogger()
    kept, level = found.handlers[:], found.level
    yield found
    found.handlers[:], found.level = kept, level


def record(message: str, **extra: object) -> logging.LogRecord:
    made = logging.LogRecord("memoreez.x", logging.INFO, __file__, 1, message, (), None)
    vars(made).update(extra)
    return made


def test_a_record_is_one_line_of_json() -> None:
    """Time in UTC, level, logger, message and the known extras; nothing starts another line."""
    line = Lines().format(record('two\nlines "x"', keepsake="k1", status=200, other="hidden"))
    told = json.loads(line)
    assert "\n" not in line
    assert told.pop("time").endswith("+00:00")
    assert told == {
        "level": "info",
        "logger": "memoreez.x",
        "message": 'two\nlines "x"',
        "keepsake": "k1",
        "status": 200,
    }


def test_a_traceback_stays_in_its_line() -> None:
    """So that a collector does not tear it apart."""
    try:
        1 / 0  # noqa: B018
    except ZeroDivisionError as error:
        made = record("oops")
        made.exc_info = (type(error), error, error.__traceback__)
    assert "ZeroDivisionError" in json.loads(Lines().format(made))["traceback"]


def test_the_level_is_that_of_the_settings(
    root: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    """Below it nothing is written; other libraries' chatter neither."""
    logs.configure("warning")
    logging.getLogger("memoreez.web").info("quiet")
    logging.getLogger("memoreez.web").warning("loud")
    lines = capsys.readouterr().err.splitlines()
    assert [json.loads(line)["message"] for line in lines] == ["loud"]


def test_requests_are_logged_without_secrets(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Route, status, time and keepsake: no hobby, name, inscription, share or owner token."""
    private = ("xylophones", "Rumpelstilz", "Zum Geburtstag", OWNER)
    with (
        opened_web(tmp_path, owner_token=OWNER) as web,
        caplog.at_level(logging.INFO, "memoreez"),
    ):
        made = web.choosing(private[0], name=private[1])
        web.post(made, "choice", {"concept_id": 1, "inscription": private[2]})
        web.flow.work()
        share = web.get(made)["share"]
        web.http.get(f"/api{share.replace('/s/', '/shared/')}?x={private[0]}")
        web.http.get(share)
        web.http.get("/api/keepsakes", headers={"Authorization": f"Bearer {OWNER}"})
        lines = [Lines().format(one) for one in caplog.records if one.name.startswith("memoreez")]
    told = [json.loads(line) for line in lines]
    assert {"POST /api/keepsakes 202", "GET /s/{token} 200"} <= {one["message"] for one in told}
    assert made in {one.get("keepsake") for one in told}
    assert all(one["ms"] >= 0 for one in told if "status" in one)
    everything = "\n".join(lines)
    for secret in (*private, share.removeprefix("/s/")):
        assert secret not in everything
