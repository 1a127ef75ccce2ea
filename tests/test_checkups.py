"""`memoreez providers --check`: who is in line is tried for nothing, and what a call costs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from model_server import ACCOUNT, KEY, Act, Exchange, failing, model_server

from memoreez import cli, listings, providers
from memoreez.settings import settings

LLAMA = "@cf/meta/llama-3.3-70b-instruct-fp8-fast"
MODELS = {"object": "list", "data": [{"id": "llama3.2:latest"}, {"id": "phi4"}, 7, {}]}
SEARCHED = {"success": True, "errors": [], "result": [{"id": "1", "name": LLAMA}]}


@pytest.fixture(autouse=True)
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Sets who is in line, and options."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def chosen(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"MEMOREEZ_{name.upper()}", value)
        settings.cache_clear()

    chosen()
    yield chosen
    settings.cache_clear()


def found(stage: str = "concepts") -> listings.Checkup:
    return next(one for one in listings.checkups() if one.stage == stage)


@pytest.mark.parametrize(
    ("act", "model", "verdict", "said"),
    [
        (lambda x: x.answer(MODELS), "llama3.2", "pass", "answers; has llama3.2"),
        (lambda x: x.answer(MODELS), "gpt-9", "fail", "has no model 'gpt-9'; it has llama3.2:lat"),
        (failing(404), "m", "pass", "no list of models"),
        (lambda x: x.answer([]), "m", "pass", "its list of models is empty"),
        (failing(401), "m", "fail", "does not accept the key"),
        (lambda x: x.answer(b"<h1>", kind="text/html"), "m", "fail", "sends a web page"),
    ],
)
def test_a_server_of_models(line: Any, act: Act, model: str, verdict: str, said: str) -> None:
    """Its list of models is enough; nothing is paid."""
    with model_server(act) as server:
        line(concepts="openai", openai_url=server.url, openai_model=model, openai_price="0.01")
        line(openai_key=KEY)
        one = found()
    assert (one.verdict, server.log.paid) == (verdict, 0) and said in one.found
    assert {request.method for request in server.log.requests} == {"GET"}
    assert KEY not in one.found


def test_cloudflare_s_catalogue(line: Any) -> None:
    """The account's own; the price is the vendor's."""

    def act(exchange: Exchange) -> None:
        path = exchange.request.path
        assert path.startswith(f"/accounts/{ACCOUNT}/ai/models/search?search=llama-3.3")
        exchange.answer(SEARCHED)

    with model_server(act) as server:
        line(concepts="cloudflare", cloudflare_url=server.native, cloudflare_private="true")
        line(cloudflare_account=ACCOUNT, cloudflare_key=KEY)
        one = found()
    assert one.verdict == "pass" and LLAMA in one.found
    assert one.price_usd == pytest.approx(0.003, abs=2e-4) and "2026" in one.priced_by


@pytest.mark.parametrize(("status", "verdict"), [(404, "pass"), (401, "fail")])
def test_an_engine_elsewhere(line: Any, status: int, verdict: str) -> None:
    """Its health, and whether it takes the key, which its health does not ask for."""

    def act(exchange: Exchange) -> None:
        if exchange.request.path == "/health":
            exchange.answer({"status": "ok", "sculptor": "atelier", "waiting": 0})
        else:
            exchange.answer({"error": "none"}, status)

    with model_server(act) as server:
        line(sculptures="remote", remote_url=server.native, remote_key=KEY)
        one = found("sculptures")
    assert one.verdict == verdict and ("sculpts by atelier" in one.found) == (status == 404)


def test_a_key_without_a_price_is_pointed_out(line: Any) -> None:
    """No limit could count it."""
    with model_server(lambda x: x.answer(MODELS)) as server:
        line(concepts="openai", openai_url=server.url, openai_model="phi4", openai_key=KEY)
        one = found()
    assert one.verdict == "warn" and "set MEMOREEZ_OPENAI_PRICE" in one.found


def test_the_table_fits_and_tells_no_key(line: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1 where one of them cannot work; the same as JSON."""
    line(concepts="openai,motifs", openai_url="http://127.0.0.1:9/v1", openai_model="m")
    line(openai_key=KEY, openai_seconds="0.5", images="cloudflare,clay")
    assert cli.main(["providers", "--check"]) == 1
    shown = capsys.readouterr().out
    assert max(map(len, shown.splitlines())) <= 80
    assert "refuses the connection" in " ".join(shown.split()) and KEY not in shown
    assert cli.main(["providers", "--check", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)["checks"]
    assert [one["verdict"] for one in told if one["stage"] == "concepts"] == ["fail", "pass"]


def test_all_is_well_as_it_comes(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0; what runs here is free."""
    assert cli.main(["providers", "--check"]) == 0
    assert "free" in capsys.readouterr().out


def test_a_third_party_that_breaks_says_nothing_of_itself(
    line: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its error may have a key in it."""

    class Broken:
        options = None

        def load(self) -> None:
            raise RuntimeError(KEY)

    load = providers.load
    monkeypatch.setattr(
        providers, "load", lambda s, n, *_: Broken() if s == "images" else load(s, n)
    )
    one = found("images")
    assert one.verdict == "fail" and "RuntimeError" in one.found and KEY not in one.found
