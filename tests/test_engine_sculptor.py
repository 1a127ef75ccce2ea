"""What an engine does with one job: real sculptors, pictures sent or fetched, guarded."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import drawn_pictures as drawn
import pytest
from engine_room import TOKEN, Inline
from layout_rules import ROOT
from model_server import Exchange, failing, model_server

from memoreez import cli, mesh_wire
from memoreez.engine import alone, sculptor, serving
from memoreez.engine.folders import MESH
from memoreez.engine.jobs import Jobs
from memoreez.engine.orders import Order
from memoreez.engine.records import Job
from memoreez.engine.sculptor import sculpt
from memoreez.errors import BadInput, MemoreezError
from memoreez.settings import Settings, settings


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    """Sculptors adopt the settings that they are given, and this process is theirs here."""
    sculptor._adopted.cache_clear()
    settings.cache_clear()
    yield
    settings.cache_clear()


def made(
    folder: Path, name: str, files: dict[str, bytes], private: bool = True, **order: Any
) -> int:
    told = Order.model_validate({"height_mm": 40, "quality": "draft"} | order)
    jobs = Jobs(folder, 4)
    job, _ = jobs.submit(Job("a" * 32, "", told.model_dump(mode="json")), files)
    return sculpt(settings(), name, private, True, str(jobs.place(job)))


@pytest.mark.slow
def test_from_an_uploaded_picture(tmp_path: Path) -> None:
    """A picture alone is cut out here; the mesh is there once, and not made again."""
    picture = {"picture.bin": drawn.picture().png}
    triangles = made(tmp_path, "inflate", picture)
    (file,) = tmp_path.glob(f"*/{MESH}")
    written, found = file.stat().st_mtime_ns, mesh_wire.unpack(file.read_bytes())
    assert len(found.faces) == triangles and found.vertices[:, 2].max() == pytest.approx(
        36, rel=0.04
    )
    assert sculpt(settings(), "inflate", True, True, str(file.parent)) == triangles
    assert file.stat().st_mtime_ns == written


def test_from_an_address(tmp_path: Path) -> None:
    """A picture is fetched with its whole query, and without anybody's token."""

    def act(exchange: Exchange) -> None:
        exchange.answer(drawn.picture().png, kind="image/png")

    with model_server(act) as server:
        url = f"{server.native}/pictures/1.png?X-Signature=abc%2Fd"
        assert made(tmp_path, "relief", {}, picture_url=url) > 500
        (request,) = server.log.requests
    assert request.path == "/pictures/1.png?X-Signature=abc%2Fd"
    assert "authorization" not in request.headers


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.1:1/1.png", "private network"),
        ("http://169.254.169.254/latest/meta-data", "never called"),
        ("http://user:pass@a.example/1.png", "password"),
        (f"http://{'a' * 70}.example/1.png", "cannot be found"),
        ("http://a.example:99999/1.png", "cannot be read"),
        (f"http://127.0.0.1:{'1' * 20}/1.png", "cannot be read"),
    ],
)
def test_addresses_are_guarded(tmp_path: Path, url: str, said: str) -> None:
    """Nothing is fetched from the engine's own network unless that is allowed."""
    with pytest.raises(MemoreezError, match=said):
        made(tmp_path, "relief", {}, private=False, picture_url=url)


def test_a_picture_that_is_not_there(tmp_path: Path) -> None:
    """An error page is no picture, and what a presigned address is signed with is not told."""
    told = {"error": "another secret, of the engine's network"}
    for status in (403, 418, 451):
        with model_server(failing(status, told)) as server:
            url = f"{server.native}/1?sig=very-secret-words"
            with pytest.raises(MemoreezError) as caught:
                made(tmp_path / str(status), "relief", {}, picture_url=url)
        words = str(caught.value)
        assert words.startswith("The picture's server at 127.0.0.1") and "secret" not in words


def test_an_order_of_another_version(tmp_path: Path) -> None:
    """It is asked for again, in words that show nothing of it."""
    jobs = Jobs(tmp_path, 4)
    job, _ = jobs.submit(Job("a" * 32, "", {"webhook_secret": ["a secret"]}), {})
    with pytest.raises(BadInput, match="send it again") as caught:
        sculpt(settings(), "relief", True, True, str(jobs.place(job)))
    assert "secret" not in str(caught.value) and caught.value.__cause__ is None


def test_an_engine_that_would_be_unsafe_does_not_start(tmp_path: Path) -> None:
    """No strangers without a token, no short token, no sculptor that passes work on, no second."""
    for wanted, said in (
        (serving.Wanted(host="0.0.0.0"), "--token"),
        (serving.Wanted(token="short"), "too short"),
        (serving.Wanted(token="with a space in the middle"), "space"),
    ):
        with pytest.raises(BadInput, match=said):
            serving.serve(settings(), wanted, print)
    with (
        pytest.raises(BadInput, match="passes work on"),
        serving.opened(Settings(sculptures="atelier"), serving.Wanted(sculptor="remote"), tmp_path),
    ):
        pass
    chosen = Settings(sculptures="remote,atelier", data_dir=tmp_path)
    wanted = serving.Wanted(token=TOKEN)
    with serving.opened(chosen, wanted, tmp_path, hire=Inline, alone=True) as one:
        assert one.maker.sculptor == "atelier"
        with pytest.raises(BadInput, match="Another engine"):
            alone.only(tmp_path)
    alone.only(tmp_path).close()


def test_a_token_file_that_is_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence, exit code 2."""
    (tmp_path / "token").write_text("\n")
    for name in ("token", "other"):
        assert cli.main(["engine", "--token-file", str(tmp_path / name)]) == 2
    assert "no token in" in capsys.readouterr().err


@pytest.mark.slow
def test_an_engine_needs_no_database() -> None:
    """Nothing of the studio is imported: no dbos, no SQLAlchemy."""
    code = (
        "import sys, memoreez.engine.serving, memoreez.sculptures.remote\n"
        "assert not {'dbos', 'sqlalchemy'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, timeout=60)
