"""Checkpoints: found where they may be, told apart by their tensors, refused in one sentence."""

from __future__ import annotations

import hashlib
import math
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="the engine needs PyTorch: pip install torch")

import tiny_hunyuan as tiny  # noqa: E402

from memoreez.errors import ProviderError  # noqa: E402
from memoreez.sculptures.hunyuan3d import (  # noqa: E402
    archive,
    checkpoints,
    configuration,
    detection,
    filling,
    networks,
)
from memoreez.sculptures.hunyuan3d.archive import Archive, Entry  # noqa: E402
from memoreez.sculptures.hunyuan3d.variants import SMALL_GEOMETRY, VARIANTS, Variant  # noqa: E402

pytestmark = pytest.mark.training
HEADS = {"conditioner.config.num_attention_heads": "3"}  # of the tiny models: not of 64


def paper(variant: Variant, bare: bool = False) -> Archive:
    """The header that a published file of a variant has; `bare`: of its autoencoder's own file."""
    entries = {}
    for part, network in networks.blank(variant).named().items():
        prefix = tiny.PREFIXES[part].removeprefix(detection.AUTOENCODER if bare else "")
        if not bare or part in ("autoencoder", "geometry"):
            for key, shape in tiny.shapes(part, network).items():
                entries[prefix + key] = Entry("F16", shape, 0, 0)
    return Archive(Path("m.safetensors"), entries)


@pytest.mark.parametrize("name", VARIANTS)
def test_every_variant_is_told_by_its_tensors_and_its_name(name: str) -> None:
    """Sizes come from the tensors alone; fast, turbo and multi-view need the folder's name."""
    found = paper(VARIANTS[name])
    folder = Path(checkpoints.PUBLISHED[name][0]).name
    assert detection.variant(found, found, folder, {}) == VARIANTS[name]


def test_the_single_file_of_comfy_is_the_full_model() -> None:
    """As many weights as published: 1,113.3 million that walk, 1,136.5 million that see."""
    found = paper(VARIANTS["2.0"])
    assert detection.variant(found, found, "hunyuan3d-dit-v2_fp16", {}) == VARIANTS["2.0"]
    nets = networks.blank(VARIANTS["2.0"])
    sizes = [sum(p.numel() for p in net.parameters()) / 1e6 for net in nets.named().values()]
    assert sizes[0] == pytest.approx(1136.5, abs=0.05)
    assert sizes[1] == pytest.approx(1113.3, abs=0.05)
    mini = networks.blank(VARIANTS["mini"]).transformer
    assert sum(p.numel() for p in mini.parameters()) / 1e6 == pytest.approx(559.2, abs=0.05)


@pytest.mark.parametrize(("name", "size"), [("2.0-turbo", 4930777530), ("mini", 3819958234)])
def test_published_files_have_exactly_the_tensors_that_we_know(name: str, size: int) -> None:
    """Of their bytes, all that is no weight of ours is a header of 100 bytes a tensor or so."""
    found = paper(VARIANTS[name])
    weights = sum(2 * math.prod(entry.shape) for entry in found.entries.values())
    assert 100 < (size - weights) / len(found.entries) < 200


def test_the_small_decoder_of_another_file_is_told_by_its_tensors() -> None:
    """Narrower, without norms, and its names have no prefix."""
    small = replace(VARIANTS["2.0"], geometry=SMALL_GEOMETRY)
    found = detection.variant(paper(VARIANTS["2.0"]), paper(small, bare=True), "", {})
    assert found.geometry == SMALL_GEOMETRY and found.autoencoder == VARIANTS["2.0"].autoencoder


def test_a_configuration_says_what_tensors_do_not() -> None:
    """The outermost of several values of one name counts."""
    found = paper(VARIANTS["mini-turbo"])
    config = {
        "conditioner.params.main_image_encoder.kwargs.config.image_size": "518",
        "conditioner.params.main_image_encoder.kwargs.image_size": "1022",
        "conditioner.params.main_image_encoder.type": "DinoImageEncoderMV",
        "image_processor.params.size": "1022",
        "scheduler.target": "schedulers.ConsistencyFlowMatchEulerDiscreteScheduler",
        "vae.params.scale_factor": "1.5",
    }
    told = detection.variant(found, found, "", config)
    assert (told.name, told.sampler, told.views) == ("mv-turbo", "consistency", 4)
    assert (told.encoder_px, told.picture_px, told.scale) == (1022, 1022, 1.5)


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("hunyuan3d-dit-v2-mv_fp16", "mv"),
        ("hunyuan3d-dit-v2-mv", "mv"),
        ("hunyuan3d-dit-v2-mvp", "2.0"),
        ("hunyuan3d-dit-v2_fp16", "2.0"),
    ],
)
def test_a_file_of_one_piece_is_told_by_its_name(name: str, family: str) -> None:
    """Its tensors are those of 2.0; without the views' embedding they would see nothing right."""
    found = paper(VARIANTS["2.0"])
    assert detection.variant(found, found, name, {}).name == family


@pytest.mark.parametrize(
    ("name", "value"), [("num_latents", "0"), ("scale_factor", "nan"), ("num_latents", "many")]
)
def test_a_configuration_that_cannot_be_is_refused(name: str, value: str) -> None:
    """With the name, the value and the range."""
    found = paper(tiny.TINY)
    with pytest.raises(ProviderError, match=f"says {name}: {value}, which is none from"):
        detection.variant(found, found, "", HEADS | {f"vae.params.{name}": value})


def test_heads_that_are_no_whole_number_are_not_believed() -> None:
    """They are then 64 wide, as in every published model."""
    found = paper(VARIANTS["mini"])
    told = detection.variant(found, found, "", dict.fromkeys(HEADS, "0.5"))
    assert told.dino.heads == 24


def test_odd_configurations_are_read_or_refused(tmp_path: Path) -> None:
    """Lists, comments, quotes and nonsense are passed over; other files are refused."""
    path = tmp_path / "config.yaml"
    path.write_text("a: # x\n  \"b\": 'c' # d\n  - e: f\n::\n\n a.b: [1,\nz: 1\n  y: 2", "utf-8")
    assert configuration.read(path)["a.b"] == "c" and configuration.read(path)["z.y"] == "2"
    for content in (b"\xff\xfe", b"a: b\n" * 100_000):
        path.write_bytes(content)
        with pytest.raises(ProviderError, match="configuration"):
            configuration.read(path)


def spoiled(folder: Path, key: str, entry: Entry | None) -> str:
    """What is said of a tiny model one of whose tensors is another, or missing."""
    whole = archive.read(folder / "model.fp16.safetensors")
    entries = {name: told for name, told in whole.entries.items() if name != key}
    if entry is not None:
        entries[key] = entry
    net = networks.blank(tiny.TINY).transformer
    with pytest.raises(ProviderError) as told:
        filling.fill(net, Archive(whole.path, entries), "model.", "cpu", torch.float32)
    assert next(iter(net.parameters())).is_meta  # nothing was read
    return str(told.value)


def test_what_does_not_fit_is_named_before_anything_is_read(tmp_path: Path) -> None:
    """A tensor that is missing, of another shape or kind, or not known."""
    tiny.save(tmp_path)
    key = "model.single_blocks.1.linear2.bias"
    assert f"lacks the tensor {key}" in spoiled(tmp_path, key, None)
    assert f"has {key} in the shape [65] instead of [64]" in spoiled(
        tmp_path, key, Entry("F16", (65,), 0, 130)
    )
    assert f"has {key} as I16" in spoiled(tmp_path, key, Entry("I16", (64,), 0, 128))
    more = "model.single_blocks.2.linear2.bias"
    assert f"a tensor {more}, of which" in spoiled(tmp_path, more, Entry("F16", (64,), 0, 128))


def test_a_model_of_another_kind_is_named() -> None:
    """Another family, a part of a model, one without blocks, and parts of two families."""
    whole = paper(tiny.TINY)

    def said(model: Archive, decoder: Archive = whole) -> str:
        with pytest.raises(ProviderError) as told:
            detection.variant(model, decoder, "", HEADS)
        return str(told.value)

    def without(start: str) -> Archive:
        kept = {key: e for key, e in whole.entries.items() if not key.startswith(start)}
        return Archive(whole.path, kept)

    later = {"model.blocks.0.attn1.to_q.weight": Entry("F16", (2, 2), 0, 8)}
    assert "no tensor model.x_embedder.weight" in said(Archive(whole.path, later))
    assert "no tensor post_kl.weight" in said(whole, Archive(whole.path, later))
    assert "has no tensor conditioner." in said(without("conditioner."))
    assert "0 blocks called model.single_blocks.0" in said(without("model.single_blocks."))
    flat = whole.entries | {"model.latent_in.weight": Entry("F16", (64,), 0, 128)}
    assert "of the shape [64]" in said(Archive(whole.path, flat))
    start = "conditioner.main_image_encoder.model.embeddings."
    alone = whole.entries | {f"{start}position_embeddings": Entry("F16", (1, 1, 48), 0, 96)}
    assert "knows the places of 0 x 0" in said(Archive(whole.path, alone))
    huge = Entry("F16", (48, 3, 900, 900), 0, 0)
    coarse = whole.entries | {f"{start}patch_embeddings.projection.weight": huge}
    assert "in 0 x 0 squares" in said(Archive(whole.path, coarse))
    key = "vae.geo_decoder.query_proj.weight"
    numb = Archive(whole.path, whole.entries | {key: Entry("F16", (64, 1), 0, 128)})
    assert detection.variant(whole, numb, "", HEADS).geometry.frequencies == 0  # `fill` names it
    wider = replace(tiny.TINY, autoencoder=replace(tiny.TINY.autoencoder, latent_width=16))
    assert "8 channels go where 16 are taken" in said(whole, paper(wider))


def test_models_are_found_where_the_reference_and_the_hub_keep_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By path, by the variant's name, by the folder's, by owner and repository."""
    ours, hub = tmp_path / "models", tmp_path / "hub"
    repository = "tencent/Hunyuan3D-2mini"
    tiny.save(ours / repository / "hunyuan3d-dit-v2-mini")
    at = hub / "models--tencent--Hunyuan3D-2mini" / "snapshots" / "abc" / "hunyuan3d-dit-v2-mini"
    names = ("mini", "hunyuan3d-dit-v2-mini", f"{repository}/hunyuan3d-dit-v2-mini")
    for name in names:
        found = checkpoints.find(name, ours, hub)
        assert found.model == ours / repository / "hunyuan3d-dit-v2-mini/model.fp16.safetensors"
        assert found.config == found.model.parent / "config.yaml" and found.paths == (found.model,)
    shutil.copytree(found.model.parent, at)
    for name in names:
        assert checkpoints.find(name, None, hub).model.parent == at
    assert checkpoints.find(str(at)).model.parent == at
    assert checkpoints.find(str(at / "model.fp16.safetensors")).model.parent == at
    monkeypatch.setenv("HOME", str(hub))
    assert checkpoints.find(f"~/{at.relative_to(hub)}").model.parent == at


def test_weights_that_are_nowhere_are_asked_for(tmp_path: Path) -> None:
    """With the places that were looked at, and the names that there are."""
    with pytest.raises(ProviderError, match=r"no weights for 'mini-turbo' in .*Hunyuan3D-2mini"):
        checkpoints.find("mini-turbo", tmp_path, tmp_path)
    hub = tmp_path / "hub"
    (hub / "models--a--b").mkdir(parents=True)
    (hub / "models--a--b" / "snapshots").write_bytes(b"no folder")
    names = ("../nothing", "~nobody/x", "a" * 5000, "a/b/\0", str(tmp_path), "a/b/c", "a\0/b/c")
    for name in (*names, f"a/{'b' * 300}/c"):
        with pytest.raises(ProviderError, match=r"to one of 2\.0, 2\.0-fast"):
            checkpoints.find(name, tmp_path, hub)


def test_a_file_that_shrinks_while_it_is_read_is_named(tmp_path: Path) -> None:
    """Its header was in order a moment ago."""
    tiny.save(tmp_path)
    path = tmp_path / "model.fp16.safetensors"
    whole = archive.read(path)
    key = max(whole.entries, key=lambda key: whole.entries[key].stop)
    path.write_bytes(path.read_bytes()[:-2])
    with pytest.raises(ProviderError, match=f"ends within {key}"):
        whole.tensor(key, "cpu", torch.float32)


def test_weights_of_every_kind_are_read(tmp_path: Path) -> None:
    """float16, bfloat16, float32 and float64, as they were written."""
    kinds = (torch.float16, torch.bfloat16, torch.float32, torch.float64)
    wanted = {str(kind): torch.linspace(-3, 3, 12).reshape(3, 4).to(kind) for kind in kinds}
    archive.write(tmp_path / "m.safetensors", wanted | {"none": torch.zeros(0, 3)})
    found = archive.read(tmp_path / "m.safetensors")
    for name, tensor in wanted.items():
        assert found.tensor(name, "cpu", tensor.dtype).equal(tensor)
    assert found.tensor("none", "cpu", torch.float32).shape == (0, 3)


def test_a_known_file_with_other_bytes_is_doubted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not refused: Tencent may publish it anew."""
    path = tmp_path / "ours.safetensors"
    path.write_bytes(b"weights")
    assert checkpoints.doubt(path) == ""
    known = hashlib.sha256(b"weights").hexdigest()
    monkeypatch.setitem(checkpoints.KNOWN, "ours", known[:8])
    assert checkpoints.doubt(path) == ""
    path.write_bytes(b"Weights")
    os.utime(path, (1, 1))  # a clock may not have ticked since
    assert f"instead of {known[:8]}" in checkpoints.doubt(path)
