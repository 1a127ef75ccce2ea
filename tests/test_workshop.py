"""The workshop: every step leaves a receipt, and whoever comes again gets what is there."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from command_line import CUBE, Images, Sculptures, refuse

from memoreez import parcels, providers, workshop
from memoreez.crew import Crew
from memoreez.errands import Errand, run
from memoreez.errors import ProviderError, StoreError, Unprintable
from memoreez.figurines.finish import Wish, finish
from memoreez.records import Choice, wish_json
from memoreez.settings import Settings
from memoreez.store import Store, home
from memoreez.verdicts import RemoteError

ORDER = {"text": "guitar, her cat", "name": "Ada", "date": "2026", "seed": 1, "round": 1}
WISH = wish_json(Choice(1, ("Ada",)))


class Ledger:
    """Counts what providers are asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def load(self, stage: str, name: str) -> Any:
        self.asked.append(stage)
        return Images() if stage == "images" else Sculptures()


@pytest.fixture
def ledger(monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """Quick providers whose work is counted, and no further processes."""
    made, real = Ledger(), providers.load
    monkeypatch.setattr(
        providers,
        "load",
        lambda stage, name, *_: (
            real(stage, name) if stage == "concepts" else made.load(stage, name)
        ),
    )
    monkeypatch.setattr(workshop, "_crew", lambda: Crew(0))
    monkeypatch.setattr(workshop.steps, "settings", workshop.steps.settings)  # put back after
    return made


@pytest.fixture
def errand(tmp_path: Path, ledger: Ledger) -> Errand:
    """To make concept 1, whose round is imagined and drawn."""
    plain = Errand(Settings(data_dir=tmp_path), "k" * 22, {**ORDER, "wish": None})
    found = workshop.imagine(plain)["imagined"]["concepts"]
    for concept in found[:3]:  # the fourth picture failed
        workshop.draw(replace(plain, concept=concept), False)
    ledger.asked.clear()
    return replace(plain, concept=found[0], order={**ORDER, "wish": WISH}, version=1)


def everything(errand: Errand) -> dict[str, Any]:
    """From concept to files."""
    sculpture = workshop.sculpt(errand)
    return workshop.publish(errand, workshop.finish_figurine(errand, sculpture))


def test_all_files_are_in_the_store(errand: Errand) -> None:
    """With type, size and digest, as the rows will keep them; the light figure beside them."""
    made = everything(errand)
    store = Store.open(errand.settings)
    names = {file["name"] for file in made["files"]}
    assert names == {
        "figurine.stl",
        "figurine.3mf",
        "figurine.glb",
        "figurine.png",
        "report.html",
        "report.json",
    }
    assert all(len(store.get(file["key"])) == file["size"] for file in made["files"])
    folder = made["files"][0]["key"].rsplit("/", 1)[0]
    assert store.has(f"{folder}/{workshop.LIGHT}")
    glb = workshop.preview(errand.settings, f"{folder}/{workshop.LIGHT}", WISH, "Ada")
    assert glb[:4] == b"glTF"


def test_the_figurine_is_told_as_json(errand: Errand) -> None:
    """Sizes, weight, the gate's word and who made it, fit for every database."""
    figurine = everything(errand)["figurine"]
    assert figurine == json.loads(json.dumps(figurine, allow_nan=False))
    assert figurine["verdict"] in ("pass", "repaired") and figurine["checks"]
    assert figurine["size_mm"][2] == pytest.approx(90, abs=0.5)
    told = [(one["stage"], one["name"], one["cost_usd"]) for one in figurine["made_by"]]
    assert told == [("concepts", "motifs", 0), ("images", "clay", 0), ("sculptures", "atelier", 0)]


def test_only_the_first_in_line_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten gigabytes of a model that stands in for another one may never be needed."""
    loaded: list[str] = []

    def load(stage: str, name: str, *_: Any) -> Any:
        return SimpleNamespace(load=lambda: loaded.append(name))

    monkeypatch.setattr(providers, "load", load)
    workshop.ready(
        Settings(data_dir=tmp_path, images="clay,diffusers", sculptures="atelier,remote")
    )
    assert loaded == ["motifs", "clay", "atelier"]


def test_visitors_hear_of_no_machine(errand: Errand, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only that it is away, and what to do."""
    down = RemoteError("The model at 10.0.0.7 is away.", fault="refused", sent="never")

    def fail(*_: Any, **__: Any) -> Any:
        raise down

    for step in ("imagine", "draw", "raw_sculpture"):
        monkeypatch.setattr(workshop.steps, step, fail)
    other = replace(errand, keepsake="m" * 22)
    for verb in (workshop.imagine, workshop.sculpt, lambda one: workshop.draw(one, False)):
        with pytest.raises(ProviderError, match="just now; try again") as caught:
            verb(other)
        assert "10.0.0.7" not in str(caught.value)


def test_a_studio_pays_from_its_own_database(errand: Errand) -> None:
    """For each keepsake, whichever process it is made in."""
    purse = workshop._order(errand).purse
    assert (purse.keepsake, purse.database) == (errand.keepsake, errand.settings.database)


def test_the_report_shows_the_pictures_that_are_there(errand: Errand) -> None:
    """A picture that failed leaves its concept out, no more."""
    made = everything(errand)
    key = next(file["key"] for file in made["files"] if file["name"] == "report.json")
    told = json.loads(Store.open(errand.settings).get(key))
    assert [one["chosen"] for one in told["concepts"]] == [True, False, False]
    assert told["inscription"] == ["Ada"]


def test_nothing_is_made_twice(errand: Errand, ledger: Ledger) -> None:
    """The second time each step finds its receipt: same answer, no provider asked, no seconds."""
    first = everything(errand)
    asked = list(ledger.asked)
    again = everything(errand)
    assert ledger.asked == asked
    assert again == first | {"seconds": None} and first["seconds"] > 0


def test_a_step_without_its_receipt_is_done_again(errand: Errand, ledger: Ledger) -> None:
    """Killed between result and receipt, the step leaves nothing that could be mistaken."""
    workshop.sculpt(errand)
    store = Store.open(errand.settings)
    store.delete(f"{home(errand.keepsake)}/concept-1/sculpture-90.receipt.json")
    ledger.asked.clear()
    assert workshop.sculpt(errand)["seconds"] is not None
    assert set(ledger.asked) == {"sculptures"}  # all in line are loaded, one is asked


def test_another_wish_has_files_of_its_own(errand: Errand, ledger: Ledger) -> None:
    """What a cancelled run left is never mixed in; the raw sculpture is shared at one height."""
    one = everything(errand)
    ledger.asked.clear()
    wish = {**WISH, "inscription": ["Bob"]}
    other = everything(replace(errand, order={**ORDER, "wish": wish}))
    assert not {f["key"] for f in one["files"]} & {f["key"] for f in other["files"]}
    assert "sculptures" not in ledger.asked
    taller = {**WISH, "height_mm": 120.0}
    workshop.sculpt(replace(errand, order={**ORDER, "wish": taller}))
    assert "sculptures" in ledger.asked


def test_what_the_gate_refuses_is_not_kept(errand: Errand, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unprintable, and no receipt that would let it pass the next time."""
    sculpture = workshop.sculpt(errand)
    refuse(monkeypatch)
    for _ in range(2):
        with pytest.raises(Unprintable, match="Repair the mesh"):
            workshop.finish_figurine(errand, sculpture)
    keys = Store.open(errand.settings).keys(home(errand.keepsake))
    assert keys and not [key for key in keys if "/version-1" in key]


def test_a_draft_is_a_small_picture(errand: Errand) -> None:
    """A JPEG under the name that the final picture will take over."""
    file = workshop.draw(errand, True)["file"]
    assert file["name"] == "concept-1.png" and file["content_type"] == "image/jpeg"
    assert Store.open(errand.settings).get(file["key"])[:2] == b"\xff\xd8"


def test_pictures_are_inscribed_where_that_can_be_done(
    errand: Errand, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With name and occasion; plain when no font has the letters, instead of none at all."""
    wishes: list[Wish] = []
    monkeypatch.setattr(
        workshop.steps, "draw", lambda c, o: wishes.append(o.wish) or Images().draw()
    )
    for number, name in enumerate(("Ada", "\U0001f3b8")):
        order = {**ORDER, "name": name, "date": "", "wish": None}
        workshop.draw(replace(errand, keepsake=f"{number}" * 22, order=order), False)
    assert [wish.inscription for wish in wishes] == [("Ada",), ()]


def test_settings_come_with_the_errand(errand: Errand, tmp_path: Path) -> None:
    """The helper makes with the studio's providers and store, whatever its environment says."""
    chosen = Settings(data_dir=tmp_path / "other", designer="Somebody")
    made = replace(errand, settings=chosen)
    found = workshop.imagine(replace(made, concept=None))["imagined"]["concepts"]
    workshop.draw(replace(made, concept=found[0]), False)
    assert workshop.steps.settings().designer == "Somebody"
    assert Store.open(chosen).keys("keepsakes")


def test_verbs_are_found_by_name(tmp_path: Path) -> None:
    """The web sends names, so that it need not import numpy."""
    assert run("operator", "add", 2, 3) == 5


def test_a_mesh_comes_back_to_the_bit() -> None:
    """Nothing is rounded on the way to the store."""
    back = parcels.unpack_mesh(parcels.pack_mesh(CUBE))
    assert np.array_equal(back.vertices, CUBE.vertices)
    assert np.array_equal(back.faces, CUBE.faces) and back.faces.dtype == CUBE.faces.dtype


def test_a_finished_figurine_comes_back_whole() -> None:
    """Bodies, repairs, stroke and inscription too."""
    made = finish(CUBE, Wish(inscription=("Ada",)), tolerance_mm=0.02)
    back = parcels.unpack_finished(parcels.pack_finished(made))
    assert back.figurine.bodies.keys() == made.figurine.bodies.keys()
    assert np.array_equal(back.figurine.solid.vertices, made.figurine.solid.vertices)
    assert (back.repairs, back.stroke_mm) == (made.repairs, made.stroke_mm)
    assert back.figurine.inscription == ("Ada",) and back.figurine.height_mm == 90.0


@pytest.mark.parametrize("unpack", [parcels.unpack_mesh, parcels.unpack_finished])
@pytest.mark.parametrize("damage", [lambda b: b"", lambda b: b[:-30], lambda b: b"no" + b])
def test_a_damaged_parcel_is_said_so(
    unpack: Callable[[bytes], Any], damage: Callable[[bytes], bytes]
) -> None:
    """Not a traceback of numpy's."""
    with pytest.raises(StoreError, match="make the figurine again"):
        unpack(damage(parcels.pack_mesh(CUBE)))
