"""TripoSG's folder: found where it may be, read by its own words, refused in one sentence."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="the engine needs PyTorch: pip install torch")

import tiny_triposg as tiny  # noqa: E402

from memoreez.errors import ProviderError  # noqa: E402
from memoreez.sculptures.hunyuan3d import archive  # noqa: E402
from memoreez.sculptures.triposg import checkpoints, detection, networks  # noqa: E402
from memoreez.sculptures.triposg.engine import Engine  # noqa: E402
from memoreez.sculptures.triposg.variants import Variant  # noqa: E402

pytestmark = pytest.mark.training
FILE = "transformer/diffusion_pytorch_model.safetensors"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The tiny model's."""
    tiny.save(tmp_path / "TripoSG")
    return tmp_path / "TripoSG"


def load(folder: Path) -> Engine:
    return Engine.load(str(folder), device="cpu")


def refused(folder: Path) -> str:
    """What is said of it, in one sentence or two, and never as a bug."""
    with pytest.raises(ProviderError) as told:
        load(folder)
    words = str(told.value)
    assert words.endswith(".") and "\n" not in words and "Traceback" not in words
    return words


def rewrite(folder: Path, name: str, **changes: Any) -> None:
    told = json.loads((folder / name).read_text("utf-8"))
    (folder / name).write_text(json.dumps(told | changes), "utf-8")


def test_sizes_are_what_the_configurations_say(folder: Path) -> None:
    """All five; and where they say nothing, it is the published model."""
    found = detection.detect(checkpoints.find(str(folder)))
    assert found == tiny.TINY
    assert detection.variant({}) == Variant()
    rewrite(folder, detection.SCHEDULER, shift=3.0)
    assert detection.detect(checkpoints.find(str(folder))).shift == 3.0
    for name in (detection.SCHEDULER, detection.PICTURES):
        shutil.rmtree((folder / name).parent)
    found = detection.detect(checkpoints.find(str(folder)))
    assert (found.shift, found.picture_px, found.encoder_px) == (1, 256, 224)


def test_models_are_found_by_path_by_name_and_in_the_hub_s_cache(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest snapshot first."""
    assert checkpoints.find(str(folder)).folder == folder
    assert checkpoints.find("VAST-AI/TripoSG", tmp_path).folder == folder
    snapshots = tmp_path / "hub" / "models--VAST-AI--TripoSG" / "snapshots"
    for age, name in enumerate(("new", "old")):
        shutil.copytree(folder, snapshots / name)
        os.utime(snapshots / name, (1e9 - age, 1e9 - age))
    for model in ("VAST-AI/TripoSG",):
        found = checkpoints.find(model, None, tmp_path / "hub")
        assert found.folder == snapshots / "new" and len(found.weights) == 3 and found.size > 1e5
    monkeypatch.setenv("HOME", str(tmp_path))
    assert checkpoints.find("~/TripoSG").folder == folder


@pytest.mark.parametrize(
    "model", ["VAST-AI/TripoSG", "../nothing", "~nobody/x", "a" * 5000, "a\0/b", "", "/", "a/b/c"]
)
def test_weights_that_are_nowhere_are_asked_for(tmp_path: Path, model: str) -> None:
    """With where was looked, and the command that fetches them."""
    with pytest.raises(ProviderError, match=r"no weights for .*hf download VAST-AI/TripoSG"):
        checkpoints.find(model, tmp_path, tmp_path / "hub")


def test_a_folder_in_part_is_told_of(folder: Path) -> None:
    """A file of weights that is missing, one that is there twice, a pickle, a configuration."""
    whole = folder / FILE
    shutil.copy(whole, whole.with_name("a.safetensors"))
    whole.rename(whole.with_name("b.safetensors"))
    assert "transformer has 2 files of weights" in refused(folder)
    for name in ("a", "b"):
        whole.with_name(f"{name}.safetensors").unlink()
    assert "transformer has no files of weights; fetch all of it" in refused(folder)
    whole.with_suffix(".bin").write_bytes(b"pickle")
    assert "as a pickle, a kind of file that can run any program" in refused(folder)
    (folder / "vae" / "config.json").unlink()
    tiny_weights = tiny.weights()["transformer"]
    archive.write(whole, tiny_weights)
    assert "config.json is missing; fetch all of it" in refused(folder)


@pytest.mark.parametrize(
    ("name", "changes", "words"),
    [
        ("vae/config.json", {"width_decoder": 0}, "width_decoder: 0, which is none from 1 to"),
        ("vae/config.json", {"width_decoder": 10**30}, "none from 1 to 32768"),
        ("vae/config.json", {"num_layers_decoder": 10**9}, "none from 1 to 128"),
        ("vae/config.json", {"num_layers_decoder": True}, "num_layers_decoder: True"),
        ("vae/config.json", {"num_layers_decoder": 1.5}, "1.5, which is no whole number"),
        ("vae/config.json", {"num_attention_heads": 7}, "7 heads in a width of 64"),
        ("vae/config.json", {"embed_include_pi": True}, "embed_include_pi: True, and this engine"),
        ("vae/config.json", {"latent_channels": 16}, "vae takes 16 channels where 8 are given"),
        ("transformer/config.json", {"width": "wide"}, "width: wide, which is none from"),
        ("transformer/config.json", {"width": float("nan")}, "width: nan"),
        ("transformer/config.json", {"cross_attention_dim": 64}, "64 channels where 48 are given"),
        ("transformer/config.json", {"width": 65, "num_attention_heads": 5}, "an even width"),
        ("transformer/config.json", {"num_layers": 4}, "a tensor blocks.4."),
        ("transformer/config.json", {"num_layers": 6}, "lacks the tensor blocks.5.skip_linear"),
        ("transformer/config.json", {"width": 128}, "has time_proj.linear_1.weight in the shape"),
        ("image_encoder_dinov2/config.json", {"use_swiglu_ffn": True}, "use_swiglu_ffn: True"),
        ("image_encoder_dinov2/config.json", {"patch_size": 13}, "in squares of 13, which do not"),
        ("image_encoder_dinov2/config.json", {"patch_size": 1}, "in squares of 1, which do not"),
        ("image_encoder_dinov2/config.json", {"image_size": 98}, "position_embeddings in the sh"),
        (detection.SCHEDULER, {"use_dynamic_shifting": True}, "use_dynamic_shifting: True"),
        (detection.SCHEDULER, {"shift": -1}, "shift: -1, which is none"),
        (detection.PICTURES, {"crop_size": {"height": 640}}, "none from 1 to 64"),
    ],
)  # fmt: skip
def test_configurations_that_cannot_be(
    folder: Path, name: str, changes: dict[str, Any], words: str
) -> None:
    """The name and the value, or the first tensor that does not fit them."""
    rewrite(folder, name, **changes)
    assert words in refused(folder)


@pytest.mark.parametrize(
    "content",
    [b"", b"[1, 2]", b"\xff\xfe", b'{"a": ', b"[" * 100_000, b'{"a": 1' + b"0" * 5000 + b"}",
     b"{" + b" " * (1 << 19) + b"}"],
)  # fmt: skip
def test_odd_configurations_are_refused(folder: Path, content: bytes) -> None:
    """No JSON, too deep, too long."""
    (folder / "vae" / "config.json").write_bytes(content)
    assert "configuration" in refused(folder)


def test_what_does_not_fit_is_named_before_anything_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the last of the three files too: a tensor missing, of another shape or kind, too many."""
    monkeypatch.setattr(archive.Archive, "tensor", lambda *_: pytest.fail("it was read"))
    key, path = "decoder.blocks.1.attn1.to_k.weight", folder / "vae" / checkpoints.USUAL["vae"]
    sound = tiny.weights()["vae"]
    for spoiled, words in (
        ({name: each for name, each in sound.items() if name != key}, f"lacks the tensor {key}"),
        (
            sound | {key: torch.zeros(64, 65)},
            f"has {key} in the shape [64, 65] instead of [64, 64]",
        ),
        (sound | {"decoder.more": torch.zeros(2)}, "a tensor decoder.more, of which"),
    ):
        archive.write(path, spoiled)
        assert words in refused(folder)
    archive.write(path, sound)
    entry = archive.read(path).entries[key]
    text = path.read_bytes()
    start = text.index(f'"{key}":'.encode())
    cut = text[:start] + text[start:].replace(b'"F32"', b'"I32"', 1)
    assert len(cut) == len(text) and entry.dtype == "F32"
    path.write_bytes(cut)
    assert f"has {key} as I32" in refused(folder)


def test_damaged_files_are_refused_or_read_and_nothing_else(folder: Path) -> None:
    """Cut off anywhere, or with bytes of the header changed at random."""
    path = folder / FILE
    sound, draw = path.read_bytes(), random.Random(0)
    header = 8 + int.from_bytes(sound[:8], "little")
    for size in (0, 7, 8, 9, header - 1, header, len(sound) // 2, len(sound) - 1):
        path.write_bytes(sound[:size])
        refused(folder)
    refusals = 0
    files = checkpoints.find(str(folder))
    for _ in range(60):
        spoiled = bytearray(sound)
        for _ in range(draw.randint(1, 3)):
            spoiled[draw.randrange(header)] = draw.randrange(256)
        path.write_bytes(spoiled)
        said = ""
        try:
            networks.load(files, tiny.TINY, "cpu", torch.float32)
        except ProviderError as error:
            said = str(error)
        assert not said or (said.endswith(".") and "\n" not in said)
        refusals += bool(said)
    assert refusals > 40


def test_a_file_that_shrinks_while_it_is_read_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its header was in order a moment ago."""
    fits = networks.fits

    def then_cut(found: archive.Archive, *rest: Any) -> None:
        fits(found, *rest)
        with found.path.open("r+b") as file:
            file.truncate(found.path.stat().st_size - 4)

    monkeypatch.setattr(networks, "fits", then_cut)
    assert "ends within" in refused(folder)


def test_weights_of_half_the_width_are_read(folder: Path) -> None:
    """Whoever converted them: float16 and bfloat16, under a name of their own."""
    whole = load(folder).networks.transformer.proj_in.weight
    for kind in (torch.float16, torch.bfloat16):
        path = folder / FILE
        tensors = {key: each.to(kind) for key, each in tiny.weights()["transformer"].items()}
        path.unlink(missing_ok=True)
        archive.write(path.with_name("model.fp16.safetensors"), tensors)
        found = load(folder).networks.transformer.proj_in.weight
        assert found.dtype == torch.float32 and torch.allclose(found, whole, rtol=1e-2, atol=1e-3)


def test_a_published_file_with_other_bytes_is_doubted(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """In the log, and only where it is as long: others were changed on purpose."""
    data = (folder / FILE).read_bytes()
    monkeypatch.setitem(checkpoints.KNOWN, "transformer", (len(data), "00000000"))
    with caplog.at_level(logging.WARNING):
        load(folder)
    (line,) = caplog.messages
    assert "is not the published file" in line and str(folder / FILE) in line
    for known in ((len(data) + 1, "00000000"), (len(data), hashlib.sha256(data).hexdigest())):
        caplog.clear()
        monkeypatch.setitem(checkpoints.KNOWN, "transformer", known)
        load(folder)
        assert not caplog.messages
