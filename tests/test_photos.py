"""A person's own picture: what is taken, what becomes of it, and a keepsake from it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from photos_drawn import pear

import memoreez
from memoreez import cli, lineup, meshes, photos, pixels, providers, steps
from memoreez.artifacts import Cutout, Picture
from memoreez.errors import BadInput
from memoreez.images.clay import Clay
from memoreez.sculptures.inflate import Inflate
from memoreez.sculptures.relief import Relief


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Coarse solids and tiny pictures, all in this process."""
    coarse = {
        "clay": lambda: Clay(Clay.Options(size_px=64)),
        "relief": lambda: Relief(Relief.Options(print=110, final=80, draft=60)),
        "inflate": lambda: Inflate(Inflate.Options(print=90, final=70, draft=60)),
    }
    load = providers.load
    monkeypatch.setattr("memoreez.crew.MOST", 0)
    monkeypatch.setattr(
        providers,
        "load",
        lambda stage, name, *_: coarse[name]() if name in coarse else load(stage, name),
    )


def test_a_sure_cutout_has_three_ideas() -> None:
    """The plaque first, then the figurines: it is of grey clay, which the network knows."""
    given = photos.photo(pear(alpha=True))
    assert given.cutout.method == "alpha" and given.cutout.confidence >= photos.SURE
    found = photos.imagine(given, "", "Ada")
    assert [(c.id, c.kind, c.title) for c in found.concepts] == [
        (1, photos.PLAQUE, "Ada, framed"),
        (2, photos.SOFT, "Ada, soft"),
        (3, photos.FIGURE, "Ada, in the round"),
    ]
    assert found.notes == ()


def test_a_poor_cutout_is_a_plaque_and_says_why() -> None:
    """Nobody gets a figurine with a piece of the wall on it."""
    given = photos.photo(pear(alpha=False))
    found = photos.imagine(given, "", "")
    assert [c.kind for c in found.concepts] == [photos.PLAQUE]
    assert "Only a plaque" in found.notes[0] and given.cutout.words in found.notes[0]
    assert "no transparent part" not in found.notes[0]  # who cut last knows better


def test_of_cutouts_that_are_equally_unsure_the_first_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of those that have something to show; marks begin with it."""

    def cutter(name: str, sure: float, why: str) -> Any:
        made = Cutout(b"", 1, 1, sure, name, f"Says {name}.", why)
        return SimpleNamespace(cut=lambda picture: made)

    def chosen(**told: tuple[float, str]) -> str:
        cutters = {name: cutter(name, *each) for name, each in told.items()}
        here = SimpleNamespace(lineup=lambda stage: tuple(cutters))
        monkeypatch.setattr(photos, "settings", lambda: here)
        monkeypatch.setattr(lineup, "provider", lambda stage, name: cutters[name])
        return photos._cut(Picture(b"", 1, 1)).method

    assert chosen(alpha=(0, "none"), studio=(0, "busy"), claynet=(0, "vague")) == "studio"
    assert chosen(alpha=(0, "none"), studio=(0, "small"), claynet=(0, "vague")) == "claynet"
    assert chosen(alpha=(0, "none"), studio=(0.2, "busy"), claynet=(0.5, "vague")) == "claynet"
    assert chosen(alpha=(0, "none"), studio=(0, "small"), claynet=(0, "small")) == "claynet"
    assert chosen(alpha=(0, "none"), studio=(0.7, "clear"), claynet=(1, "clear")) == "studio"


@pytest.mark.parametrize(
    ("pick", "kind", "verdicts"),
    [
        (1, photos.PLAQUE, ("pass", "repaired")),
        (2, photos.SOFT, ("pass", "repaired")),
        pytest.param(3, photos.FIGURE, ("pass", "repaired"), marks=pytest.mark.slow),
    ],
)
def test_a_keepsake_from_a_photo(
    tmp_path: Path, quick: None, pick: int, kind: str, verdicts: tuple[str, ...]
) -> None:
    """All files; the plaque has its words in the frame and none on the pedestal."""
    (tmp_path / "pear.png").write_bytes(pear(alpha=True))
    made = memoreez.make(
        photo=tmp_path / "pear.png", name="Ada", pick=pick, out=tmp_path / "k", height_mm=80
    )
    assert made.concept.kind == kind and made.report.verdict in verdicts
    told = json.loads(made.files["report.json"].read_text("utf-8"))
    assert told["inscription"] == ["Ada"]
    assert told["provenance"]["sculpture by"] == photos.SCULPTORS[kind]
    assert told["provenance"]["cutout by"] == "alpha"
    assert told["size_mm"]["height"] == pytest.approx(80, abs=0.05)
    parts = {"figure", "pedestal"} | ({"inscription"} if kind != photos.PLAQUE else set())
    assert meshes.read_parts(made.files["figurine.3mf"])[1].keys() == parts


def test_somebody_may_say_who_sculpts(tmp_path: Path, quick: None) -> None:
    """Of a photo it is the only idea, and its picture is the photo; else the line that was set."""
    (tmp_path / "pear.png").write_bytes(pear(alpha=True))
    made = memoreez.make(photo=tmp_path / "pear.png", sculptor=" inflate", out=tmp_path / "k")
    assert [c.kind for c in made.imagined.concepts] == [photos.FIGURE]
    drawn = pixels.read(made.files["concept-1.png"].read_bytes())
    assert (drawn == pixels.read(pear(alpha=True))).all()
    told = json.loads(made.files["report.json"].read_text("utf-8"))
    assert told["provenance"]["sculpture by"] == "inflate"
    order = steps.Order("guitar", sculptors=("relief",))
    first = steps.imagine(order).concepts[0]
    assert first.design is not None  # the atelier could build it
    assert steps.raw_sculpture(first, order, picture=order_picture()).by == "relief"
    with pytest.raises(BadInput, match="no provider of sculptures called 'nobody'"):
        memoreez.make("guitar", sculptor="relief,nobody", out=tmp_path / "none")
    assert not (tmp_path / "none").exists()


def order_picture() -> Picture:
    """What a concept was drawn as, by somebody who is no renderer."""
    return photos.photo(pear(alpha=True)).picture


def test_no_model_draws_what_a_photo_shows(
    monkeypatch: pytest.MonkeyPatch, quick: None, tmp_path: Path
) -> None:
    """Whoever draws ideas: the pictures to choose from are of the very solids."""
    monkeypatch.setattr(lineup, "first", lambda stage: pytest.fail("somebody else was asked"))
    order = steps.Order("", photo=photos.photo(pear(alpha=True)))
    for concept in steps.imagine(order).concepts:
        assert steps.sketch(concept, order).png.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.jpg", None, "cannot be read"),
        ("text.png", b"not a picture", "no whole PNG, JPEG or WebP"),
        ("half.png", pear(alpha=True)[:2000], "no whole PNG"),
        ("folder.png", "folder", "not a plain file"),
    ],
)
def test_what_is_no_photo_is_a_sentence(
    tmp_path: Path, name: str, content: bytes | str | None, said: str
) -> None:
    """And nothing is made of it."""
    if content == "folder":
        (tmp_path / name).mkdir()
    elif isinstance(content, bytes):
        (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput, match=said):
        memoreez.make(photo=tmp_path / name, out=tmp_path / "k")
    assert not (tmp_path / "k").exists()


def test_a_large_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its size on disk."""
    monkeypatch.setattr(photos, "MOST_BYTES", 100)
    (tmp_path / "a.png").write_bytes(pear(alpha=True))
    with pytest.raises(BadInput, match="at most"):
        photos.read(tmp_path / "a.png")


def test_nothing_at_all_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    """Neither hobbies nor a photo: exit code 2."""
    assert cli.main(["make"]) == 2
    assert "--photo" in capsys.readouterr().err


def test_a_photo_has_no_second_round(tmp_path: Path) -> None:
    """Before any work is done."""
    (tmp_path / "pear.png").write_bytes(pear(alpha=True))
    with pytest.raises(BadInput, match="second round"):
        memoreez.make(photo=tmp_path / "pear.png", round=2, out=tmp_path / "k")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--photo", "pear.png", "--box", "0.1,0.2"], "0.2,0.1,0.5,0.8"),
        (["chess", "--box", "0.1,0.2,0.5,0.5"], "give the photo"),
    ],
)
def test_a_box_that_means_nothing_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    words: str,
) -> None:
    """2 and a sentence, before anything is read."""
    monkeypatch.chdir(tmp_path)
    assert cli.main(["make", *options]) == 2
    assert words in " ".join(capsys.readouterr().err.split())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "xx"])
def test_ideas_speak_the_language_of_the_order(language: str) -> None:
    """Titles, stories and the note; English for one that we do not know."""
    given = photos.photo(pear(alpha=True))
    poor = replace(given.cutout, confidence=0.1)
    unknown = replace(given, cutout=poor, language=language, known=0.2)
    found = photos.imagine(unknown, "", "Ada")
    said = photos.WORDS[language if language in photos.WORDS else "en"]
    assert [c.title for c in found.concepts] == [said.framed[0].format(name="Ada")]
    assert found.notes[0].startswith(said.only[:20]) and "{" not in found.notes[0]
    assert (
        photos.imagine(replace(given, language=language, known=0.2), "", "")
        .concepts[0]
        .title.startswith(said.nameless)
    )
