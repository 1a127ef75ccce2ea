"""Cutouts: the object and nothing else, and an honest word where that is not sure."""

from __future__ import annotations

import sys
import types
from pathlib import Path
from typing import Any

import cv2
import drawn_pictures as drawn
import numpy as np
import pytest
from PIL import Image

from memoreez import pixels
from memoreez.artifacts import Picture
from memoreez.cutouts._judge import SURE
from memoreez.cutouts.alpha import Alpha
from memoreez.cutouts.rembg import SESSIONS, Rembg
from memoreez.cutouts.studio import Studio
from memoreez.errors import BadInput, ProviderError, UnknownName
from memoreez.sculptures.inflate import Inflate

GREY = (170, 170, 172)


@pytest.mark.parametrize(
    ("backdrop", "colour"),
    [("white", GREY), ("white", (180, 90, 60)), ("gradient", (60, 110, 180)),
     ("shadow", (180, 90, 60))],
)  # fmt: skip
def test_studio_finds_the_object(backdrop: str, colour: tuple[int, int, int]) -> None:
    """Before a plain backdrop nearly every pixel is right, and the cutout is sure."""
    made = Studio().cut(drawn.picture(backdrop, colour))
    found, true = drawn.seen(made), drawn.truth() > 0.5
    near = cv2.dilate(true.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    assert drawn.overlap(found, true) > 0.97
    assert not (found & ~near).any()
    assert made.confidence > SURE and made.method == "studio"
    assert (made.width, made.height) == (drawn.SIDE, drawn.SIDE)


def test_studio_sees_through_the_hole() -> None:
    """Backdrop that is enclosed by the object is transparent too."""
    found = drawn.seen(Studio().cut(drawn.picture("white")))
    holes, _ = cv2.connectedComponents((~found).astype(np.uint8), connectivity=4)
    true, _ = cv2.connectedComponents((drawn.truth() < 0.5).astype(np.uint8), connectivity=4)
    assert holes == true == 3


@pytest.mark.parametrize(
    "backdrop", ["busy", "nothing", pytest.param("all over", marks=pytest.mark.slow)]
)
def test_studio_says_when_it_is_not_sure(backdrop: str) -> None:
    """A busy backdrop, no object, and one that fills the picture are not sure; words say why."""
    if backdrop == "busy":
        picture = drawn.picture("busy")
    else:
        rgb = np.full((200, 200, 3), 240, np.uint8)
        if backdrop == "all over":
            rgb[20:, :160] = (90, 60, 40)
        picture = Picture(pixels.write(rgb), 200, 200)
    made = Studio().cut(picture)
    assert made.confidence < SURE
    assert made.words.startswith("The cutout is uncertain: ") and made.words.endswith(".")


def test_studio_leaves_no_rim() -> None:
    """Colours under a half transparent edge are the object's own, without the white behind it."""
    rgba = pixels.read(Studio().cut(drawn.picture("white", (150, 40, 30))).png)
    edge = (rgba[..., 3] > 40) & (rgba[..., 3] < 220)
    assert edge.sum() > 50
    assert np.median(rgba[edge][:, 1]) < 90


def test_studio_repeats_itself() -> None:
    """The same picture gives the same bytes."""
    picture = drawn.picture("shadow")
    assert Studio().cut(picture).png == Studio().cut(picture).png


def test_the_limits_of_both_agree() -> None:
    """What the studio calls sure is what inflate works on."""
    assert Inflate.Options().sure == SURE


def test_studio_refuses_junk() -> None:
    """A file that is no picture is a person's error, in a sentence."""
    with pytest.raises(BadInput, match="cannot be read"):
        Studio().cut(Picture(b"junk", 1, 1))


def test_alpha_takes_what_is_there() -> None:
    """A picture with a clean alpha is its own cutout, pixel for pixel, and sure."""
    ready = drawn.cutout()
    made = Alpha().cut(Picture(ready.png, ready.width, ready.height))
    assert np.array_equal(pixels.read(made.png), pixels.read(ready.png))
    assert made.confidence == 1.0


@pytest.mark.parametrize("what", ["opaque", "empty", "foggy", "cut off"])
def test_alpha_is_not_sure(what: str) -> None:
    """No transparency, nothing but, fog, and an object cut by the border are told."""
    rgba = pixels.read(drawn.cutout().png).copy()
    if what == "opaque":
        rgba[..., 3] = 255
    elif what == "empty":
        rgba[..., 3] = 0
    elif what == "foggy":
        rgba[..., 3] = 128
    else:
        rgba = np.ascontiguousarray(rgba[90:220, 120:200])
    made = Alpha().cut(Picture(pixels.write(rgba), rgba.shape[1], rgba.shape[0]))
    assert made.confidence < SURE and made.words.endswith(".")


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A folder with something that looks like an ONNX file."""
    folder = tmp_path / "u2netp"
    folder.mkdir()
    (folder / "u2netp.onnx").write_bytes(b"\x08" + bytes(1_200_000))
    return tmp_path


@pytest.fixture
def packages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A stand-in for rembg and onnxruntime; the list tells which files were asked for."""
    opened: list[str] = []

    class Session:
        def __init__(self, name: str, options: object) -> None:
            opened.append(str(self.download_models()))

        @classmethod
        def name(cls) -> str:
            return "u2netp"

        @classmethod
        def download_models(cls) -> str:
            raise AssertionError("nothing may be downloaded")

        def predict(self, image: Image.Image) -> list[Image.Image]:
            mask = Image.fromarray(np.rint(255 * drawn.truth()).astype(np.uint8))
            return [mask.resize(image.size)]

    sessions, runtime = types.ModuleType("rembg.sessions"), types.ModuleType("onnxruntime")
    vars(sessions)["sessions_class"] = [Session]
    vars(runtime)["SessionOptions"] = object
    monkeypatch.setitem(sys.modules, "rembg.sessions", sessions)
    monkeypatch.setitem(sys.modules, "onnxruntime", runtime)
    return opened


def test_rembg_uses_the_local_file(model: Path, packages: list[str]) -> None:
    """The session gets the checked file and cuts out; it never asks its own downloader."""
    made = Rembg(Rembg.Options(session="u2netp", folder=str(model))).cut(drawn.picture())
    assert packages == [str(model / "u2netp" / "u2netp.onnx")]
    assert drawn.overlap(drawn.seen(made), drawn.truth() > 0.5) > 0.99
    assert made.confidence > SURE and made.method == "rembg u2netp"


@pytest.mark.parametrize("name", ["bria-rmbg", "atlascloud", "withoutbg", "u2net_custom", ""])
def test_rembg_has_a_list(name: str) -> None:
    """Sessions that may not be used, upload the picture or take any file are not on it."""
    assert name not in SESSIONS
    with pytest.raises(UnknownName, match="session of rembg"):
        Rembg(Rembg.Options(session=name)).load()


@pytest.mark.parametrize("content", [None, b"", b"<html>not found</html>", b"<" + bytes(2_000_000)])
def test_rembg_looks_at_the_file_first(
    tmp_path: Path, content: bytes | None, packages: list[str]
) -> None:
    """No file, an empty one, a web page: told before rembg is asked."""
    if content is not None:
        (tmp_path / "u2net.onnx").write_bytes(content)
    with pytest.raises(ProviderError, match=r"no model u2net\.onnx|no whole ONNX"):
        Rembg(Rembg.Options(session="u2net", folder=str(tmp_path))).load()
    assert packages == []


def test_rembg_that_exits_is_an_error(
    model: Path, packages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """rembg ends the program when its runtime is missing; here it is a sentence."""

    def leave(name: str) -> Any:
        raise SystemExit(1)

    monkeypatch.setattr("memoreez.cutouts.rembg.importlib.import_module", leave)
    with pytest.raises(ProviderError, match="cannot be imported"):
        Rembg(Rembg.Options(session="u2netp", folder=str(model))).load()
