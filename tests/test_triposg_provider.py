"""Sculptures by TripoSG before any weights are read: its licence, options, cutouts, doctor."""

from __future__ import annotations

import re
import sys
from dataclasses import fields, replace
from typing import Any

import drawn_pictures as drawn
import pytest
from layout_rules import ROOT
from pydantic import SecretStr

from memoreez import card_doctor, makers, pixels, providers
from memoreez.engine.cards import Card
from memoreez.errors import ProviderError, SettingsError
from memoreez.sculptures.hunyuan3d import Hunyuan3D, loading, territory
from memoreez.sculptures.triposg import TripoSG
from memoreez.settings import Settings

Options = TripoSG.Options


def sculpt(options: TripoSG.Options, cutout: Any) -> object:
    return TripoSG(options).sculpt(drawn.CONCEPT, height_mm=60, quality="draft", cutout=cutout)


def test_it_is_free_everywhere() -> None:
    """The list and the report say MIT and worldwide; another folder's licence nobody knows."""
    told = providers.entry("sculptures", "triposg")
    assert (told.title, told.licence, told.territory) == ("TripoSG", "MIT", "worldwide")
    made = makers.of("sculptures", "triposg", TripoSG(Options(folder="~/models")))
    assert (made.model, made.licence, made.territory) == ("VAST-AI/TripoSG", "MIT", "worldwide")
    other = makers.of("sculptures", "triposg", TripoSG(Options(model="~/models/mine")))
    assert (other.model, other.licence) == ("mine", "the licence of mine")


@pytest.mark.parametrize("code", ["DE", "GB", "KR"])
def test_who_may_not_use_the_other_one_hears_of_it(code: str) -> None:
    """Where Hunyuan3D's licence does not hold, the refusal names the free one."""
    with pytest.raises(SettingsError, match=r"such as claynet, or triposg with weights that are f"):
        territory.confirmed(code)


def test_cutouts_that_will_not_do() -> None:
    """None, one that is not sure, and one with its backdrop: before any weights are looked for."""
    whole = pixels.read(drawn.cutout().png).copy()
    whole[..., 3] = 255
    slab = replace(drawn.cutout(), png=pixels.write(whole))
    for cutout, said in (
        (None, "TripoSG cannot sculpt 'The cat': it needs a picture"),
        (drawn.cutout(confidence=0.4), r"TripoSG needs a surer cutout.*40%.*plain wall"),
        (slab, "'The cat' has no transparent backdrop"),
    ):
        with pytest.raises(ProviderError, match=said):
            sculpt(Options(model="/nowhere"), cutout)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"print": 1024}, "PRINT is 1024; set it to a number from 16 to 512"),
     ({"steps": 2000}, "STEPS is 2000"), ({"guidance": float("nan")}, "GUIDANCE is nan"),
     ({"tolerance": -1e-4}, "TOLERANCE is -0.0001")],
)  # fmt: skip
def test_options_that_cannot_be(wrong: dict[str, Any], said: str) -> None:
    """Said before anything is loaded, by the name of the setting."""
    one = TripoSG(Options(model="/nowhere", **wrong))
    for work in (one.load, one.check, lambda: sculpt(one.options, drawn.cutout())):
        with pytest.raises(SettingsError, match=f"MEMOREEZ_TRIPOSG_{said}"):
            work()


def test_the_page_lists_every_option() -> None:
    """With its default, and no other."""
    text = (ROOT / "docs" / "providers" / "triposg.md").read_text("utf-8")
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|([^|]*)\|", text.split("## Options")[1], re.M)
    told: dict[str, str] = {}
    for names, defaults in rows:
        listed = re.findall(r"`(\w+)`", names)
        given = re.findall(r"`([^`]*)`", defaults) or [""]
        told |= dict(zip(listed, given if len(given) == len(listed) else given * 9, strict=False))
    known = {one.name: str(one.default) for one in fields(Options)}
    assert told == known | {"tolerance": "0.00015", "guidance": "0"}


def test_without_torch(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence that says what to install; looking for weights needs none."""
    monkeypatch.setitem(sys.modules, "torch", None)
    for name in [name for name in sys.modules if name.startswith("memoreez.sculptures.")]:
        if hasattr(sys.modules[name], "torch"):
            monkeypatch.delitem(sys.modules, name)
    with pytest.raises(ProviderError, match=r"by triposg .*memoreez\[triposg\]'; or choose clay"):
        sculpt(Options(), drawn.cutout())
    with pytest.raises(ProviderError, match=r"no weights for 'VAST-AI/TripoSG' in"):
        TripoSG(Options(folder="/nowhere")).weights()


@pytest.mark.parametrize("one", [TripoSG(), Hunyuan3D(Hunyuan3D.Options(territory="CA"))])
def test_weights_alone_are_not_enough(monkeypatch: pytest.MonkeyPatch, one: Any) -> None:
    """Who is in line and lacks torch is told before anything is drawn; it is not imported."""
    monkeypatch.setattr(type(one), "weights", lambda _: "all of them")
    monkeypatch.setattr(loading, "find_spec", lambda name: name)
    one.prepared()
    monkeypatch.setattr(loading, "find_spec", lambda _: None)
    with pytest.raises(ProviderError, match=r"packages that are not here \(torch\): pip install"):
        one.prepared()


@pytest.mark.parametrize("kind", [TripoSG, Hunyuan3D])
def test_a_folder_of_somebody_who_is_not_there(kind: Any) -> None:
    """Is a folder without weights, and no bug."""
    options = kind.Options(model="a-model", folder="~nobody-of-that-name/models")
    with pytest.raises(ProviderError, match="no weights for 'a-model' in a-model, ~nobody-of-that"):
        kind(options).weights()


def test_the_doctor_asks_for_it_only_where_it_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set, it fails without weights, and tells of the card once for both; unset, not a word."""
    monkeypatch.setattr("memoreez.engine.cards.asked", lambda _: ())
    monkeypatch.setenv("HF_HUB_CACHE", "/nowhere")
    monkeypatch.setenv("HY3DGEN_MODELS", "/nowhere")
    nowhere = (("triposg_model", SecretStr("/nowhere")),)
    unset = Settings(sculptures="relief", options=nowhere)
    monkeypatch.setattr("memoreez.lineup.settings", lambda: unset)
    assert list(card_doctor.examine(unset)) == []
    both = Settings(sculptures="hunyuan3d,triposg", workers=1, options=nowhere)
    monkeypatch.setattr("memoreez.lineup.settings", lambda: both)
    found = list(card_doctor.examine(both))
    assert [one.name for one in found] == ["licence", "hunyuan3d", "triposg", "card"]
    (told,) = (one for one in found if one.name == "triposg")
    assert told.verdict == "fail" and "hf download VAST-AI/TripoSG" in told.found
    for gib, advice in ((7.6, []), (7.0, ["TripoSG"]), (4.0, ["mini", "TripoSG"])):
        monkeypatch.setattr("memoreez.engine.cards.asked", lambda _, gib=gib: (Card("one", gib),))
        (card,) = (one for one in card_doctor.examine(both) if one.name == "card")
        assert [word for word in ("mini", "TripoSG") if word in card.advice] == advice
