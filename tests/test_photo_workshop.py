"""A photo in the workshop: from the bytes that were sent to the files of a plaque."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from photos_drawn import pear

from memoreez import albums, photo_workshop, photos, providers, workshop
from memoreez import settings as chosen
from memoreez.artifacts import Concept
from memoreez.crew import Crew
from memoreez.errands import Errand
from memoreez.images.clay import Clay
from memoreez.marks import Marks, to_json
from memoreez.records import Choice, concept_to_json, wish_json
from memoreez.sculptures.inflate import Inflate
from memoreez.sculptures.relief import Relief
from memoreez.settings import Settings
from memoreez.store import Store, home

PHOTO, KEEPSAKE = "p" * 22, "k" * 22
ORDER = {"text": "", "name": "Ada", "date": "", "seed": 1, "round": 1, "language": "de"}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Coarse solids and tiny pictures, all in this process."""
    coarse = {
        "clay": lambda: Clay(Clay.Options(size_px=64)),
        "relief": lambda: Relief(Relief.Options(print=110, final=60, draft=60)),
        "inflate": lambda: Inflate(Inflate.Options(print=90, final=70, draft=60)),
    }
    load = providers.load
    monkeypatch.setattr(
        providers,
        "load",
        lambda stage, name, *more: coarse[name]() if name in coarse else load(stage, name, *more),
    )
    monkeypatch.setattr(workshop, "_crew", lambda: Crew(0))
    yield
    workshop._shop.cache_clear()
    photo_workshop._shop.cache_clear()
    chosen.settings.cache_clear()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "photo").write_bytes(pear(alpha=True))
    return Settings(_env_file=None, data_dir=tmp_path, cutouts="alpha")  # type: ignore[call-arg]


@pytest.fixture
def facts(settings: Settings) -> dict[str, Any]:
    """What a keepsake's row has of a photo."""
    made = photo_workshop.take_photo(settings, PHOTO, str(settings.data_dir / "photo"))
    files = {one["name"]: one for one in made["files"]}
    kept = {name: made[name] for name in ("width", "height", "cut")}
    return {"id": PHOTO, **kept, "picture": files[albums.PICTURE], "cutout": files[albums.CUTOUT]}


def errand(settings: Settings, facts: dict[str, Any], kind: str, *lines: str) -> Errand:
    number = [*photos.SCULPTORS].index(kind) + 1
    wish = wish_json(Choice(number, lines, height_mm=60))
    order = ORDER | {"photo": facts, "wish": wish}
    concept = concept_to_json(Concept(number, "Ada", "So.", kind, ""))
    return Errand(settings, KEEPSAKE, order, concept, 1)


def test_marks_begin_with_the_first_cutout(settings: Settings) -> None:
    """However often it is corrected; files lie under keys of their own."""
    made = photo_workshop.take_photo(settings, PHOTO, str(settings.data_dir / "photo"))
    store = Store.open(settings)
    keys = {one["name"]: one["key"] for one in made["files"]}
    row = {"width": 200, "height": 240, "cut": made["cut"], **keys}
    for marks in (Marks(box=(0.1, 0.1, 0.2, 0.2)), Marks(sure=True), Marks()):
        again = photo_workshop.mark_photo(settings, PHOTO, row, to_json(marks))
        assert again["cut"]["first"] == made["cut"]["first"]
        row |= {"cut": again["cut"]}
        assert {one["key"] for one in again["files"]}.isdisjoint(keys.values())
    assert again["cut"] == made["cut"]
    (last,) = (one for one in again["files"] if one["name"] == albums.CUTOUT)
    assert store.get(last["key"]) == store.get(keys[albums.FIRST])


def test_a_plaque_is_sculpted_for_its_words(settings: Settings, facts: dict[str, Any]) -> None:
    """They are in its frame; a soft figurine has them on its pedestal, which comes later."""
    plaques = {workshop._shaped(errand(settings, facts, photos.PLAQUE, word)) for word in "ab"}
    soft = {workshop._shaped(errand(settings, facts, photos.SOFT, word)) for word in "ab"}
    assert (len(plaques), len(soft)) == (2, 1)
    assert all(one.startswith("60") for one in plaques | soft)


@pytest.mark.slow
def test_a_plaque_can_be_looked_at_with_other_words(
    settings: Settings, facts: dict[str, Any]
) -> None:
    """A GLB, and another one for other words."""
    asked = errand(settings, facts, photos.PLAQUE)

    def preview(*lines: str) -> bytes:
        wish = wish_json(Choice(1, lines, height_mm=60))
        return photo_workshop.preview_plaque(settings, facts, "de", asked.concept or {}, wish, "A")

    one, other = preview("Ada"), preview("Eve")
    assert one.startswith(b"glTF") and other.startswith(b"glTF") and one != other


@pytest.mark.slow
@pytest.mark.parametrize("kind", photos.SCULPTORS)
def test_all_files_of_a_photo(settings: Settings, facts: dict[str, Any], kind: str) -> None:
    """Three ideas in the order's language, all drawn, one made; nothing twice, no photo in it."""
    asked = errand(settings, facts, kind, "Ada")
    found = workshop.imagine(replace(asked, concept=None))
    titles = [one["title"] for one in found["imagined"]["concepts"]]
    assert titles == ["Ada, gerahmt", "Ada, als Figur", "Ada, als Skulptur"]
    for number, one in enumerate(photos.SCULPTORS, 1):
        drawn = workshop.draw(errand(settings, facts, one), False)
        assert drawn["file"]["name"] == f"concept-{number}.png"
    sculpture = workshop.sculpt(asked)
    assert workshop.sculpt(asked)["seconds"] is None
    finished = workshop.finish_figurine(asked, sculpture)
    made = workshop.publish(asked, finished)
    names = {one["name"] for one in made["files"]}
    assert {"figurine.stl", "figurine.3mf", "figurine.glb", "report.html"} <= names
    assert made["figurine"]["inscription"] == ["Ada"]
    store = Store.open(settings)
    report = next(one for one in made["files"] if one["name"] == "report.json")
    told = json.loads(store.get(report["key"]))
    assert told["provenance"]["sculpture by"] == photos.SCULPTORS[kind]
    assert PHOTO not in str(made) and home(PHOTO) not in str(made)
