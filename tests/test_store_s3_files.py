"""Files of any size in an S3 server: in parts, whole or not at all, whatever the line does."""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from broken_line import broken_line
from s3_server import SECRET, Server, _s3, s3_server, store

from memoreez import bucket
from memoreez.errors import NotFound, StoreError
from memoreez.store import Store

pytestmark = pytest.mark.s3
__all__ = ["_s3", "s3_server", "store"]
KEY = "keepsakes/abc/source.stl"


def file_of(folder: Path, data: bytes) -> tuple[Path, str]:
    """A file as it has come in, and its sha256."""
    path = folder / "arrived.part"
    path.write_bytes(data)
    return path, hashlib.sha256(data).hexdigest()


def test_files_of_any_size_go_in_and_out(store: Store, tmp_path: Path) -> None:
    """In several parts; what was taken is gone here, what was fetched is the same."""
    data = random.Random(1).randbytes(2 * bucket.PART + 12345)
    path, sha256 = file_of(tmp_path, data)
    blob = store.take(KEY, path, "model/stl", sha256)
    assert (blob.key, blob.content_type, blob.size, blob.sha256) == (
        KEY, "model/stl", len(data), sha256
    )  # fmt: skip
    assert not path.exists()
    store.fetch(KEY, tmp_path / "fetched.stl")
    assert (tmp_path / "fetched.stl").read_bytes() == data
    empty, digest = file_of(tmp_path, b"")
    assert store.take(KEY, empty, "model/stl", digest).size == 0  # in place of the other
    store.fetch(KEY, tmp_path / "empty.stl")
    assert (tmp_path / "empty.stl").read_bytes() == b""


def test_files_pass_in_bounded_memory(
    s3_server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of 120 MB is never held whole."""
    program = (
        "import json, resource, sys; from pathlib import Path\n"
        "from memoreez.settings import Settings; from memoreez.store import Store\n"
        "store = Store.open(Settings.model_validate(json.loads(sys.argv[1])))\n"
        "store.has('a'); peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "before, path = peak(), Path(sys.argv[2])\n"
        "store.take('big', path, 'model/stl', ''); store.fetch('big', path)\n"
        "print((peak() - before) >> 10, path.stat().st_size)"
    )
    path = tmp_path / "big.part"
    with path.open("wb") as file:
        file.truncate(120_000_000)
    given = s3_server.settings(tmp_path).model_dump(mode="json")
    given["store_secret"] = SECRET
    told = subprocess.run(
        [sys.executable, "-c", program, json.dumps(given), str(path)],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    grown_mb, size = map(int, told.stdout.split())
    assert size == 120_000_000 and grown_mb < 90


def test_a_file_that_is_not_there(store: Store, tmp_path: Path) -> None:
    """NotFound, and nothing is left where it should have come."""
    with pytest.raises(NotFound):
        store.fetch(KEY, tmp_path / "fetched.stl")
    assert not (tmp_path / "fetched.stl").exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"store_secret": "wrong"}, "MEMOREEZ_STORE_KEY_ID"),
        ({"store_url": "s3://no-such-bucket"}, "bucket"),
    ],
)
def test_a_file_that_is_refused_stays(
    s3_server: Server, tmp_path: Path, wrong: dict[str, str], words: str
) -> None:
    """It is told for good; the file is there still, and nothing was fetched."""
    store = Store.open(s3_server.settings(tmp_path, **wrong))
    path, sha256 = file_of(tmp_path, b"x" * 3_000_000)
    for ask in (
        lambda: store.take(KEY, path, "model/stl", sha256),
        lambda: store.fetch(KEY, tmp_path / "fetched.stl"),
    ):
        with pytest.raises(StoreError, match=words) as caught:
            ask()
        assert not caught.value.retryable
    assert path.stat().st_size == 3_000_000 and not (tmp_path / "fetched.stl").exists()


@pytest.mark.parametrize("how", ["stop", "freeze"])
def test_a_file_on_its_way_to_a_store_that_is_away(
    s3_server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Told as retryable within seconds; the file stays, and is taken when the store is back."""
    monkeypatch.setattr(bucket, "ANSWER_S", 1.5)
    store = Store.open(s3_server.settings(tmp_path))
    path, sha256 = file_of(tmp_path, bytes(3_000_000))
    getattr(s3_server, how)()
    for ask in (
        lambda: store.take(KEY, path, "model/stl", sha256),
        lambda: store.fetch(KEY, tmp_path / "fetched.stl"),
    ):
        start = time.monotonic()
        with pytest.raises(StoreError, match="does not answer") as caught:
            ask()
        assert caught.value.retryable and time.monotonic() - start < 5
    assert path.exists() and not (tmp_path / "fetched.stl").exists()
    s3_server.stop()
    s3_server.start()
    store.take(KEY, path, "model/stl", sha256)
    store.fetch(KEY, tmp_path / "fetched.stl")
    assert (tmp_path / "fetched.stl").stat().st_size == 3_000_000


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_line_that_breaks_leaves_no_half_a_file(
    s3_server: Server, store: Store, tmp_path: Path, way: str
) -> None:
    """Cut in the midst of it: retryable; half a file is neither there nor here."""
    path, sha256 = file_of(tmp_path, bytes(12_000_000))
    store.put(KEY, bytes(12_000_000), "model/stl")
    with broken_line(s3_server.port, **{way: 1_500_000}) as port:
        address = f"http://127.0.0.1:{port}"
        other = Store.open(s3_server.settings(tmp_path, store_endpoint=address))
        asks = {
            "up": lambda: other.take("half", path, "model/stl", sha256),
            "down": lambda: other.fetch(KEY, tmp_path / "fetched.stl"),
        }
        with pytest.raises(StoreError, match="does not answer") as caught:
            asks[way]()
    assert caught.value.retryable
    assert path.exists() and not store.has("half")
    assert not (tmp_path / "fetched.stl").exists()


def test_what_is_there_already_is_not_written_over(store: Store, tmp_path: Path) -> None:
    """Nor removed; a folder that is not there is a sentence too."""
    store.put(KEY, b"new", "model/stl")
    (tmp_path / "mine.stl").write_bytes(b"mine")
    for path in (tmp_path / "mine.stl", tmp_path / "nowhere" / "a.stl"):
        with pytest.raises(StoreError, match="this computer's disk"):
            store.fetch(KEY, path)
    assert (tmp_path / "mine.stl").read_bytes() == b"mine"
