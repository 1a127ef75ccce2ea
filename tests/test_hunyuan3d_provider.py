"""Sculptures by Hunyuan3D before any weights are read: licence, options, cutouts, the ground."""

from __future__ import annotations

import re
import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import drawn_pictures as drawn
import numpy as np
import pytest
from engine_room import box
from layout_rules import ROOT
from manifold3d import Error, Manifold, Mesh
from pydantic import SecretStr

from memoreez import makers, pixels, providers
from memoreez.artifacts import Cutout
from memoreez.engine import serving
from memoreez.errors import ProviderError, SettingsError
from memoreez.sculptures.hunyuan3d import Hunyuan3D, configuration, detection, territory
from memoreez.sculptures.hunyuan3d.seeing import seen
from memoreez.sculptures.hunyuan3d.standing import standing
from memoreez.sculptures.hunyuan3d.variants import VARIANTS
from memoreez.settings import Settings, hub_folder, weights_folder

Options = Hunyuan3D.Options
US = Options(territory="us")


def sculpt(options: Hunyuan3D.Options, cutout: Cutout | None) -> object:
    return Hunyuan3D(options).sculpt(drawn.CONCEPT, height_mm=60, quality="draft", cutout=cutout)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("", "be sculpted by hunyuan3d yet.*set MEMOREEZ_HUNYUAN3D_TERRITORY.*such as US"),
        ("DE", r"in the European Union \(.*=DE\).*another sculptor, such as claynet"),
        (" re ", "European Union"),  # La Réunion is France
        ("eu", "European Union"),
        ("GB", "in the United Kingdom"),
        ("uk", "in the United Kingdom"),
        ("KR", "in South Korea"),
        ("Germany", "'Germany', which is no country.*two letters"),
        ("XX", "no country"),
        ("U S", "no country"),
    ],
)
def test_nothing_is_made_where_the_licence_does_not_hold(told: str, said: str) -> None:
    """Loading, checking and sculpting all say so, before a file is read or a cutout looked at."""
    one = Hunyuan3D(Options(territory=told, model="/nowhere"))
    for work in (one.load, one.check, one.country, lambda: sculpt(one.options, None)):
        with pytest.raises(SettingsError, match=said):
            work()


def test_the_three_places_and_the_rest_are_all_countries() -> None:
    """Every code of ISO 3166-1 is on one side, and on one side only."""
    excluded = [code for codes in territory.EXCLUDED.values() for code in codes]
    assert len(excluded) == len(set(excluded)) and not territory.ELSEWHERE & set(excluded)
    assert len(territory.ELSEWHERE | set(excluded)) == 249 + len({"EL", "EU", "UK"})
    assert len(territory.EXCLUDED["the European Union"]) == 27 + 7 + len({"EL", "EU"})
    assert territory.confirmed(" ch\n") == "CH"


def test_the_report_carries_licence_and_country() -> None:
    """Whatever model it is, and the list of providers says it before anybody chose it."""
    for model in (Options().model, "2.0-turbo", "~/models/mine.safetensors"):
        made = makers.of("sculptures", "hunyuan3d", Hunyuan3D(replace(US, model=model)))
        assert made.licence == territory.LICENCE and made.model == model.rpartition("/")[2]
        assert made.territory == f"{territory.TERRITORY}; made in US"
    told = providers.entry("sculptures", "hunyuan3d")
    assert (told.licence, told.territory) == (territory.LICENCE, territory.TERRITORY)


@pytest.mark.parametrize(
    ("model", "v21"),
    [("2.1", True), ("hunyuan3d-dit-v2-1", True), ("hunyuan_3d_v2.1.safetensors", True),
     ("hunyuan3d-dit-v2-0", False), ("2.0-turbo", False), ("mini", False), ("v12-1", False),
     ("hunyuan3d-dit-v2-10", False)],
)  # fmt: skip
def test_each_licence_is_told_by_its_own_name(model: str, v21: bool) -> None:
    """Where no weights are here, the model's name tells which it would be."""
    assert detection.called_v21(model) == v21
    wanted = territory.LICENCE_V21 if v21 else territory.LICENCE
    assert Hunyuan3D(Options(model=model)).model_licence == wanted


def test_a_value_may_stand_for_another(tmp_path: Path) -> None:
    """Of those that are nowhere nothing is said."""
    path = tmp_path / "config.yaml"
    path.write_text("a:\n  b: &size 4096\nc:\n  d: *size # again\n  e: *none\n  f: &g\n", "utf-8")
    assert configuration.read(path) == {"a.b": "4096", "c.d": "4096"}


def test_an_engine_tells_the_licence_of_the_model_that_is_set() -> None:
    """Not that of the usual one; an option that cannot be is for whoever loads it to say."""

    def told(name: str, **options: str) -> str:
        given = tuple((f"{name}_{key}", SecretStr(value)) for key, value in options.items())
        return serving.maker(Settings(options=given), name).licence

    assert told("hunyuan3d") == "Tencent Hunyuan 3D 2.0 Community License"
    assert told("hunyuan3d", model="2.1") == "Tencent Hunyuan 3D 2.1 Community License"
    assert told("triposg") == told("triposg", depth="9") == "MIT"
    assert told("triposg", model="somebody/else") == "the licence of somebody/else"


def test_cutouts_that_will_not_do() -> None:
    """None, one that is not sure, and one with its backdrop: it would become a slab."""
    whole = pixels.read(drawn.cutout().png).copy()
    whole[..., 3] = 255
    slab = replace(drawn.cutout(), png=pixels.write(whole))
    for cutout, said in (
        (None, "'The cat': it needs a picture"),
        (drawn.cutout(confidence=0.4), r"40%.*plain wall"),
        (slab, "'The cat' has no transparent backdrop"),
    ):
        with pytest.raises(ProviderError, match=said):
            sculpt(US, cutout)


def test_the_page_lists_every_option() -> None:
    """With its default, and no other; so does the table of models name those that there are."""
    text = (ROOT / "docs" / "providers" / "hunyuan3d.md").read_text("utf-8")
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|([^|]*)\|", text.split("## Options")[1], re.M)
    told = {}
    for names, defaults in rows:
        listed = re.findall(r"`(\w+)`", names)
        given = re.findall(r"`([^`]*)`", defaults) or [""]
        told |= dict(zip(listed, given if len(given) == len(listed) else given * 9, strict=False))
    known = {one.name: str(one.default) for one in fields(Options)}
    known |= {"tolerance": "0.00015", "guidance": "0"}
    assert told == known
    models = text.split("## Options")[0].split("| `model` |")[1]
    assert set(re.findall(r"`((?:2\.0|2\.1|mini|mv)(?:-\w+)?)`", models)) == set(VARIANTS)


def test_haze_is_no_part_of_the_object() -> None:
    """What nobody sees in a far corner does not make the object small in its frame."""
    hazy = pixels.read(drawn.cutout().png).copy()
    hazy[0, 0], hazy[-1, -1] = (255, 255, 255, 12), (255, 255, 255, 13)
    cutout = replace(drawn.cutout(), png=pixels.write(hazy))
    rgba = seen(drawn.CONCEPT, cutout, 0.65, 2048, "Hunyuan3D")
    assert rgba[0, 0, 3] == 0 and rgba[-1, -1, 3] == 13
    assert rgba.shape == hazy.shape and rgba.flags.writeable


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"print": 1024}, "PRINT is 1024; set it to a number from 16 to 512"), ({"draft": 0}, "DRAFT"),
     ({"steps": -1}, "STEPS is -1"), ({"guidance": float("nan")}, "GUIDANCE is nan"),
     ({"tolerance": -1e-4}, "TOLERANCE is -0.0001"), ({"triangles": -5}, "TRIANGLES is -5")],
)  # fmt: skip
def test_options_that_cannot_be(wrong: dict[str, Any], said: str) -> None:
    """Said before anything is loaded, by the name of the setting."""
    with pytest.raises(SettingsError, match=f"MEMOREEZ_HUNYUAN3D_{said}"):
        Hunyuan3D(replace(US, **wrong)).load()


def test_without_torch(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence that says what to install; listing and looking for weights need none."""
    monkeypatch.setitem(sys.modules, "torch", None)
    for name in [name for name in sys.modules if name.startswith("memoreez.sculptures.hunyuan3d.")]:
        if hasattr(sys.modules[name], "torch"):
            monkeypatch.delitem(sys.modules, name)
    with pytest.raises(ProviderError, match=r"pip install 'memoreez\[hunyuan3d\]'; or choose"):
        sculpt(US, drawn.cutout())
    with pytest.raises(ProviderError, match="no weights for 'mini-turbo'"):
        Hunyuan3D(replace(US, model="mini-turbo", folder="/nowhere")).weights()


def test_where_weights_lie(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the reference and the hub's own client keep them, each moved by its own variable."""
    for name in ("HY3DGEN_MODELS", "HF_HOME", "HF_HUB_CACHE"):
        monkeypatch.delenv(name, raising=False)
    home = Path.home() / ".cache"
    assert (weights_folder(), hub_folder()) == (home / "hy3dgen", home / "huggingface" / "hub")
    monkeypatch.setenv("HF_HOME", "/hf")
    monkeypatch.setenv("HY3DGEN_MODELS", "~/models")
    assert (weights_folder(), hub_folder()) == (Path.home() / "models", Path("/hf/hub"))
    monkeypatch.setenv("HF_HUB_CACHE", "/cache")
    assert hub_folder() == Path("/cache")


def test_the_model_s_y_is_up() -> None:
    """A long box that stands and looks at the viewer stands on z = 0 and looks to -y."""
    made = box(80.0)
    wide, deep = 30, 20
    x, y, z = (made.vertices / 40).T  # 30 × 20 × 80, z up
    model = np.stack([x, z - 1, -y], axis=1)  # as the model has it: y up, front +z
    stood = standing(model, made.faces, 100, 1e-5).vertices
    assert np.ptp(stood, axis=0) == pytest.approx([wide * 9 / 8, deep * 9 / 8, 90], rel=0.05)
    assert stood[:, 2].min() == pytest.approx(0, abs=1e-4)
    assert stood[:, :2].max(axis=0) == pytest.approx(-stood[:, :2].min(axis=0))
    nose = model.copy()
    nose[:, 2] += 0.3 * (model[:, 2] > -0.1) * (model[:, 1] > 0)  # the upper front sticks out
    leaning = standing(nose, made.faces, 100, 1e-5).vertices
    upper, lower = leaning[leaning[:, 2] > 45], leaning[leaning[:, 2] < 45]
    assert upper[:, 1].min() < lower[:, 1].min() - 5
    with pytest.raises(ProviderError, match="nothing solid"):
        standing(model, made.faces[:, ::-1], 100, 1e-5)  # inside out
    flat = standing(model[:, [1, 0, 2]] * [1, 1, -1], made.faces, 100, 1e-5).vertices
    assert np.ptp(flat, axis=0).max() == pytest.approx(1.4 * 90, rel=0.01)


def test_a_fine_mesh_is_made_lighter() -> None:
    """To about as many triangles as asked, closed as before, and hardly moved."""
    ball = Manifold.sphere(0.9, 64).to_mesh()
    vertices, faces = np.asarray(ball.vert_properties, np.float32), np.asarray(ball.tri_verts)
    solids = []
    for most in (0, 800):
        made = standing(vertices, faces, 60, 1e-5, most)
        solids.append(Manifold(Mesh(made.vertices, made.faces.astype(np.uint32))))
        assert solids[-1].status() == Error.NoError
    whole, light = solids
    assert whole.num_tri() > 1500 and 200 < light.num_tri() < 900
    assert light.volume() == pytest.approx(whole.volume(), rel=0.02)
