"""The whole way in order, with coarse solids and tiny pictures: files, failures, interrupts."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
import trimesh
from command_line import PNG

import memoreez
from memoreez import providers, steps
from memoreez.artifacts import Check, Concept, Imagined, Picture, Report, Sculpture
from memoreez.errors import BadInput, MemoreezError, Unprintable
from memoreez.images.clay import Clay
from memoreez.sculptures.atelier import Atelier

FILES = {
    *(f"concept-{n}.png" for n in (1, 2, 3, 4)),
    "concepts.png",
    *(f"figurine.{kind}" for kind in ("stl", "3mf", "glb", "png")),
    "maps.glb",
    "report.html",
    "report.json",
}


class Remembering(Atelier):
    """Sculpts each thing once for all tests, but for those that want it done anew."""

    known: ClassVar[dict[str, Sculpture]] = {}

    def sculpt(self, concept: Concept, **wanted: Any) -> Sculpture:
        told = {name: value for name, value in wanted.items() if name != "spread"}
        name = repr((concept, sorted(told.items())))
        if name not in self.known:
            self.known[name] = super().sculpt(concept, **wanted)
        return self.known[name]


@pytest.fixture(autouse=True, scope="module")
def coarse() -> Iterator[None]:
    """Everything in this process, at a fraction of the resolution."""
    quick = {
        "images": lambda: Clay(Clay.Options(size_px=64)),
        "sculptures": lambda: Remembering(Atelier.Options(print=90, final=60, draft=50)),
    }
    load = providers.load
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("memoreez.crew.MOST", 0)
        patch.setattr(
            "memoreez.providers.load",
            lambda stage, name, *_: quick[stage]() if stage in quick else load(stage, name),
        )
        yield


def make(out: Path, text: str = "chess", **more: object) -> memoreez.Print:
    return memoreez.make(text, name="Ada", out=out, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def made(coarse: None, tmp_path_factory: pytest.TempPathFactory) -> memoreez.Print:
    """A keepsake in a folder of its own, for tests that only read it."""
    return make(tmp_path_factory.mktemp("made") / "k", seed=4)


@pytest.fixture
def earlier(made: memoreez.Print, tmp_path: Path) -> Path:
    """A folder with an earlier keepsake in it."""
    shutil.copytree(made.files["report.json"].parent, tmp_path / "k")
    return tmp_path / "k"


def test_every_promised_file_is_there_and_says_the_same(made: memoreez.Print) -> None:
    """Twelve files; STL, 3MF and report agree on size; nothing hidden is left."""
    folder = made.files["report.json"].parent
    assert {p.name for p in folder.iterdir()} == FILES == set(made.files)
    solid = trimesh.load(made.files["figurine.stl"])
    assert solid.is_volume
    told = json.loads(made.files["report.json"].read_text("utf-8"))
    assert told["size_mm"]["height"] == pytest.approx(solid.extents[2], abs=0.01)
    assert told["verdict"] == made.report.verdict
    assert memoreez.check(made.files["figurine.3mf"]).verdict == "pass"


def test_same_order_same_bytes(made: memoreez.Print, tmp_path: Path) -> None:
    """Two runs give equal files but for nothing."""
    Remembering.known.clear()
    again = make(tmp_path / "b", seed=4)
    for name in sorted(FILES):
        assert made.files[name].read_bytes() == again.files[name].read_bytes(), name


def test_no_hobby_leaves_no_folder(tmp_path: Path) -> None:
    """Where no hobby is found, nothing appears on disk, not even the folder."""
    with pytest.raises(BadInput, match="No hobby"):
        make(tmp_path / "deep" / "k", "he is 60")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "wrong",
    [{"height_mm": 5}, {"pedestal": "throne"}, {"pick": 9}, {"round": 0}, {"inscription": "犬"}],
    ids=str,
)
def test_a_wrong_wish_is_refused_before_any_work(
    tmp_path: Path, wrong: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even one picture is drawn."""

    def never(*args: object, **more: object) -> Picture:
        raise AssertionError("a picture was drawn")

    monkeypatch.setattr(steps, "draw", never)
    with pytest.raises(MemoreezError):
        make(tmp_path / "k", **wrong)


def test_an_interrupt_keeps_the_earlier_keepsake_whole(
    earlier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C while the pictures are drawn: every file is the first order's."""
    before = {path.name: path.read_bytes() for path in earlier.iterdir()}

    def stop(*args: object, **more: object) -> Picture:
        raise KeyboardInterrupt

    monkeypatch.setattr(steps, "draw", stop)
    with pytest.raises(KeyboardInterrupt):
        make(earlier, seed=2)
    assert {p.name: p.read_bytes() for p in earlier.iterdir()} == before


def test_the_bar_is_full_when_the_pictures_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One step a picture; nothing is drawn that nobody sees."""

    def stop(imagined: Imagined, pictures: list[Picture]) -> int:
        raise KeyboardInterrupt

    told: list[tuple[int, int]] = []
    drawn: list[str] = []

    def draw(*args: object, quality: str = "final", **more: object) -> Picture:
        drawn.append(quality)
        return PNG

    monkeypatch.setattr(steps, "draw", draw)
    with pytest.raises(KeyboardInterrupt):
        make(tmp_path / "k", choose=stop, watch=lambda s, n, of: told.append((n, of)))
    assert [(n, of) for n, of in told if of > 1] == [(n, 4) for n in range(5)]
    assert drawn == ["final"] * 4


def test_an_interrupt_at_the_question_leaves_pictures_only(earlier: Path) -> None:
    """Once the new pictures are out, no file of the earlier figurine stands beside them."""

    def stop(imagined: Imagined, pictures: list[Picture]) -> int:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(earlier, seed=4, choose=stop)
    assert {p.name for p in earlier.iterdir()} == {
        name for name in FILES if name.startswith("concept")
    }


def test_a_figurine_that_fails_is_reported_never_written(
    earlier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gate's no: report and pictures, nothing to print, not even an earlier file."""
    bad = Check("wall_thickness", "Walls", 0.2, "mm", "0.8", "us", "fail", "Make it larger.")
    monkeypatch.setattr(steps, "survey", lambda finished: (Report((bad,)), None))
    with pytest.raises(Unprintable, match="Make it larger"):
        make(earlier, seed=4)
    left = {p.name for p in earlier.iterdir()}
    assert left == FILES - set(steps.SOLIDS)
    assert "Not ready" in (earlier / "report.html").read_text("utf-8")
