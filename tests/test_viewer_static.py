"""The 3D view's files: the locked engine, its one inline style, its light, its words, its sizes."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import runpy
import struct
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from memoreez.web import security

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "memoreez" / "web" / "static"
ENGINE = STATIC / "vendor" / "model-viewer.min.js"
OWN = [STATIC / "screens" / "keep.js", STATIC / "keep.css"] + [
    STATIC / "pieces" / f"{name}.js"
    for name in (
        *("carving", "colours", "downloads", "engine", "ontable", "receipt", "scale", "share"),
        *("sizes", "strokes", "turntable", "viewer", "wish"),
    )
]
LANGUAGES = ("en", "de")
# Addresses in the engine that are names of vocabularies and are never fetched.
NAMES = ("http://schema.org/", "http://www.w3.org/")


def words(lang: str) -> dict[str, Any]:
    return json.loads((STATIC / "locales" / f"keep.{lang}.json").read_text(encoding="utf-8"))


def own_text() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in OWN)


def description(glb: bytes) -> dict[str, Any]:
    size = struct.unpack_from("<I", glb, 12)[0]
    return json.loads(glb[20 : 20 + size])


def test_engine_is_the_locked_one() -> None:
    """model-viewer is byte for byte the file of the version in the lock."""
    lock = json.loads((STATIC / "vendor" / "versions.json").read_text(encoding="utf-8"))
    package = next(one for one in lock["packages"] if one["name"] == "@google/model-viewer")
    entry = next(one for one in package["files"] if one["path"] == "vendor/model-viewer.min.js")
    assert package["version"] == "4.4.0" and package["licence"] == "Apache-2.0"
    assert hashlib.sha256(ENGINE.read_bytes()).hexdigest() == entry["sha256"]


def test_policy_knows_the_engines_style() -> None:
    """The policy's style hash is that of the one style element in model-viewer's shadow root."""
    styles = re.findall(r"<style>(.*?)</style>", ENGINE.read_text(encoding="utf-8"), re.S)
    assert len(styles) == 1
    digest = base64.b64encode(hashlib.sha256(styles[0].encode()).digest()).decode()
    assert f"sha256-{digest}" == security.VIEWER_STYLE
    assert f"'sha256-{digest}'" in security.policy()


def test_engine_asks_no_other_host() -> None:
    """Each place that the engine would fetch from elsewhere is set to one of our own."""
    found = set(re.findall(r"https?://[^\"'`\s)]+", ENGINE.read_text(encoding="utf-8")))
    places = {url for url in found if not url.startswith(NAMES) and _fetched(url)}
    assert len(places) == 3, places  # draco, basis and lottie; a new one needs a new setting
    settings = (STATIC / "pieces" / "engine.js").read_text(encoding="utf-8")
    for name in ("dracoDecoderLocation", "ktx2TranscoderLocation", "lottieLoaderLocation"):
        assert re.search(rf"{name}: [`N]", settings), name
        assert name in ENGINE.read_text(encoding="utf-8")
    assert re.search(r"NOWHERE = '/static/", settings)


def _fetched(url: str) -> bool:
    return any(host in url for host in ("gstatic", "jsdelivr", "unpkg", "cdn", "googleapis"))


def test_no_remote_address() -> None:
    """Our own files of the Keep screen name no other host."""
    assert not re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z]", own_text())


def test_engine_comes_only_when_it_is_needed() -> None:
    """No file imports the engine except by a call at the moment when a figurine is shown."""
    naming = [
        p for p in STATIC.rglob("*.js") if p != ENGINE and "model-viewer.min" in p.read_text()
    ]
    assert naming == [STATIC / "pieces" / "engine.js"]
    text = naming[0].read_text(encoding="utf-8")
    assert re.findall(r"[^\n]*model-viewer\.min[^\n]*", text) == [
        "  await import('/static/vendor/model-viewer.min.js');"
    ]


def test_nothing_turns_by_itself() -> None:
    """The view has no auto-rotate attribute: it turns only when a button says so."""
    assert "auto-rotate=" not in own_text() and "auto-rotate " not in own_text()


def test_no_inline_style_and_no_dialog() -> None:
    """The strict policy holds, and nothing asks through the browser's own boxes."""
    script = "".join(path.read_text(encoding="utf-8") for path in OWN if path.suffix == ".js")
    assert not re.search(r"\sstyle=|innerHTML|\beval\(|\b(?:alert|confirm|prompt)\(", script)


@pytest.mark.parametrize(
    ("files", "most"),
    [
        ([ENGINE], 300_000),
        (OWN, 28_000),
        ([STATIC / "studio.hdr"], 20_000),
        ([STATIC / "scale" / "coin.glb", STATIC / "scale" / "card.glb"], 30_000),
    ],
    ids=["engine", "own", "light", "scale"],
)
def test_budget(files: list[Path], most: int) -> None:
    """What the Keep screen adds stays small over the wire."""
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) < most


def test_light_is_what_its_script_writes() -> None:
    """studio.hdr is made by examples/studio_light.py, and an independent reader reads it."""
    script = runpy.run_path(str(ROOT / "examples" / "studio_light.py"))
    assert (STATIC / "studio.hdr").read_bytes() == script["encode"](script["light"]())
    seen = cv2.imread(str(STATIC / "studio.hdr"), cv2.IMREAD_UNCHANGED)[..., ::-1]  # to RGB
    wanted = script["light"]()
    assert seen.shape == wanted.shape
    assert np.abs(seen - wanted).max() <= wanted.max() / script["LEVELS"]


@pytest.mark.parametrize(
    ("name", "width_mm", "height_mm"), [("coin", 23.25, 23.25), ("card", 85.60, 53.98)]
)
def test_scale_models_are_true(name: str, width_mm: float, height_mm: float) -> None:
    """The coin and the card measure what the page says, stand on the table, and lean back."""
    script = runpy.run_path(str(ROOT / "examples" / "scale_models.py"))
    glb = (STATIC / "scale" / f"{name}.glb").read_bytes()
    assert glb == script["encode"](script[name](), name)
    spot = description(glb)["accessors"][0]
    low, high = np.array(spot["min"]) * 1000, np.array(spot["max"]) * 1000
    slope = np.hypot(high[1] - low[1], 0) / np.cos(np.radians(script["LEAN_DEG"]))
    assert high[0] - low[0] == pytest.approx(width_mm, abs=0.02)
    assert slope == pytest.approx(height_mm, abs=0.6)  # the thickness leans too
    assert low[1] == pytest.approx(0, abs=1e-4)


@pytest.mark.parametrize("name", ["coin", "card"])
def test_scale_models_are_plain(name: str) -> None:
    """Core glTF only, and every face looks outwards, or a viewer would show holes."""
    glb = (STATIC / "scale" / f"{name}.glb").read_bytes()
    document = description(glb)
    assert not {"extensionsUsed", "extensionsRequired", "images"} & document.keys()
    start = 28 + struct.unpack_from("<I", glb, 12)[0]
    count = document["accessors"][0]["count"]
    points = np.frombuffer(glb, "<f4", count * 3, start).reshape(-1, 3, 3).astype(float)
    volume = np.einsum("ij,ij->i", points[:, 0], np.cross(points[:, 1], points[:, 2])).sum() / 6
    thick = {"coin": np.pi * 11.625**2 * 2.33, "card": 85.6 * 53.98 * 0.76}[name]
    assert volume * 1e9 == pytest.approx(thick, rel=0.2)  # recessed faces


def test_languages_have_the_same_words() -> None:
    """Every key and every {name} in it is there in each language."""
    english = words("en")
    for lang in LANGUAGES:
        other = words(lang)
        assert other.keys() == english.keys()
        for key, text in other.items():
            if key != "keep.checks.english":  # only said where the checks are not translated
                assert _names(text) == _names(english[key]), (lang, key)


def _names(text: str | dict[str, str]) -> set[str]:
    said = text if isinstance(text, str) else text["other"]
    return set(re.findall(r"\{(\w+)\}", said))


def test_every_word_is_there() -> None:
    """Each key that the screen asks for is in the words."""
    text, known = own_text(), words("en")
    asked = set(re.findall(r"'(keep\.[\w.-]+)'", text)) - {"keep."}
    begun = set(re.findall(r"`(keep\.[\w.-]+\.)\$\{", text))
    assert asked and asked <= known.keys(), asked - known.keys()
    assert all(any(key.startswith(start) for key in known) for start in begun)


def test_every_check_has_a_name() -> None:
    """Each check of the print gate is named in each language."""
    from memoreez.figurines.limits import RULES

    for lang in LANGUAGES:
        assert {f"keep.check.{name}" for name in RULES} <= words(lang).keys()
        units = {rule.unit for rule in RULES.values() if rule.unit.replace(" ", "").isalpha()}
        assert {f"keep.unit.{unit}" for unit in units - {"mm"}} - words(lang).keys() <= {
            "keep.unit.mm²",
            "keep.unit.mm³",
        }


def test_swatches_show_their_colour() -> None:
    """A swatch is of the very colour that the figurine then takes."""
    script = (STATIC / "pieces" / "colours.js").read_text(encoding="utf-8")
    style = (STATIC / "keep.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"(\w+): '(#[0-9a-f]{6})'", script))
    assert len(colours) == 5
    for name, colour in colours.items():
        assert f".swatch.{name}{{background:{colour}}}" in style
