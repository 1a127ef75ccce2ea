"""The whole way in order, with coarse solids and tiny pictures: files, failures, interrupts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import trimesh

import memoreez
from memoreez import providers, steps
from memoreez.artifacts import Check, Imagined, Picture, Report
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


@pytest.fixture(autouse=True)
def coarse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything in this process, at a fraction of the resolution."""
    quick = {
        "images": lambda: Clay(Clay.Options(size_px=64)),
        "sculptures": lambda: Atelier(Atelier.Options(print=90, final=60, draft=50)),
    }
    load = providers.load
    monkeypatch.setattr("memoreez.crew.MOST", 0)
    monkeypatch.setattr(
        "memoreez.steps.providers.load",
        lambda stage, name: quick[stage]() if stage in quick else load(stage, name),
    )


def make(out: Path, text: str = "chess", **more: object) -> memoreez.Print:
    return memoreez.make(text, name="Ada", out=out, **more)  # type: ignore[arg-type]


def test_every_promised_file_is_there_and_says_the_same(tmp_path: Path) -> None:
    """Twelve files; STL, 3MF and report agree on size; nothing hidden is left."""
    made = make(tmp_path / "k")
    assert {p.name for p in (tmp_path / "k").iterdir()} == FILES == set(made.files)
    solid = trimesh.load(made.files["figurine.stl"])
    assert solid.is_volume
    told = json.loads(made.files["report.json"].read_text("utf-8"))
    assert told["size_mm"]["height"] == pytest.approx(solid.extents[2], abs=0.01)
    assert told["verdict"] == made.report.verdict
    assert memoreez.check(made.files["figurine.3mf"]).verdict == "pass"


def test_same_order_same_bytes(tmp_path: Path) -> None:
    """Two runs give equal files but for nothing."""
    one, two = make(tmp_path / "a", seed=4), make(tmp_path / "b", seed=4)
    for name in sorted(FILES):
        assert one.files[name].read_bytes() == two.files[name].read_bytes(), name


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
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C while the pictures are drawn: every file is the first order's."""
    first = make(tmp_path / "k", seed=1)
    before = {name: path.read_bytes() for name, path in first.files.items()}

    def stop(*args: object, **more: object) -> Picture:
        raise KeyboardInterrupt

    monkeypatch.setattr(steps, "draw", stop)
    with pytest.raises(KeyboardInterrupt):
        make(tmp_path / "k", seed=2)
    assert {p.name: p.read_bytes() for p in (tmp_path / "k").iterdir()} == before


def test_an_interrupt_at_the_question_leaves_pictures_only(tmp_path: Path) -> None:
    """Once the new pictures are out, no file of the earlier figurine stands beside them."""
    make(tmp_path / "k", seed=1)

    def stop(imagined: Imagined, pictures: list[Picture]) -> int:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(tmp_path / "k", seed=2, choose=stop)
    assert {p.name for p in (tmp_path / "k").iterdir()} == {
        name for name in FILES if name.startswith("concept")
    }


def test_a_figurine_that_fails_is_reported_never_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gate's no: report and pictures, nothing to print, not even an earlier file."""
    make(tmp_path / "k")
    bad = Check("wall_thickness", "Walls", 0.2, "mm", "0.8", "us", "fail", "Make it larger.")
    monkeypatch.setattr(steps, "survey", lambda finished: (Report((bad,)), None))
    with pytest.raises(Unprintable, match="Make it larger"):
        make(tmp_path / "k")
    left = {p.name for p in (tmp_path / "k").iterdir()}
    assert left == FILES - set(steps.SOLIDS)
    assert "Not ready" in (tmp_path / "k" / "report.html").read_text("utf-8")
