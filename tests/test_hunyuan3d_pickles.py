"""Weights out of pickles: numbers are read and nothing else, whatever is in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="pickles are read by PyTorch")

import tiny_hunyuan as tiny  # noqa: E402

from memoreez.errors import ProviderError  # noqa: E402
from memoreez.sculptures.hunyuan3d import archive, checkpoints, pickles  # noqa: E402

pytestmark = pytest.mark.training


def test_a_pickle_is_refused_and_can_be_turned_into_weights(tmp_path: Path) -> None:
    """Reading numbers alone: one that holds a program is refused, and the program does not run."""
    folder = tmp_path / "m"
    folder.mkdir()
    wanted = tiny.weights(tiny.TINY)
    torch.save({"model": {"a": torch.ones(2)}, "step": 3}, folder / "model.fp16.ckpt")
    with pytest.raises(ProviderError, match="a kind of file that can run any program"):
        checkpoints.find(str(folder))
    with pytest.raises(ProviderError, match="can run any program"):
        checkpoints.find(str(folder / "model.fp16.ckpt"))
    made = archive.read(pickles.convert(folder / "model.fp16.ckpt"))
    assert list(made.entries) == ["model.a"]
    assert made.tensor("model.a", "cpu", torch.float64).tolist() == [1, 1]
    with pytest.raises(ProviderError, match="is there already"):
        pickles.convert(folder / "model.fp16.ckpt")
    torch.save({"weights": wanted, "evil": Path("x").exists}, folder / "evil.ckpt")
    with pytest.raises(ProviderError, match="more in it than numbers"):
        pickles.convert(folder / "evil.ckpt")
    (folder / "cut.ckpt").write_bytes((folder / "model.fp16.ckpt").read_bytes()[:300])
    with pytest.raises(ProviderError, match="cannot be read"):
        pickles.convert(folder / "cut.ckpt")


def test_odd_pickles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ones that hold themselves, that would burst, and a full disk: one sentence, no half file."""
    path, endless = tmp_path / "m.ckpt", {"a": torch.ones(2)}
    endless["b"] = endless  # type: ignore[assignment]
    torch.save(endless | {"c": torch.ones(2).to(torch.float8_e4m3fn)}, path)
    made = pickles.convert(path)
    assert set(archive.read(made).entries) == {"a", "b.a", "b.b.a", "b.b.b.a"}
    made.unlink()
    torch.save({"a": torch.ones(1).expand(1 << 40)}, path)
    with pytest.raises(ProviderError, match="would not fit into it"):
        pickles.convert(path)
    torch.save({"a": torch.ones(2)}, path)
    path.with_suffix(".part").write_bytes(b"left by one that was killed")

    def full(into: Path, tensors: object) -> None:
        into.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive, "write", full)
    monkeypatch.setattr("sys.argv", ["pickles", str(path)])
    assert pickles.main() == 1 and [one.name for one in tmp_path.iterdir()] == ["m.ckpt"]
