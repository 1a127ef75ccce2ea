"""Files of weights: the header is believed in nothing. No torch is needed to look at one."""

from __future__ import annotations

import json
import random
import struct
from pathlib import Path
from typing import Any

import pytest

from memoreez.errors import ProviderError
from memoreez.sculptures.hunyuan3d import archive
from memoreez.sculptures.hunyuan3d.archive import Entry, read

HEADER: dict[str, Any] = {
    "__metadata__": {"format": "pt"},
    "b": {"dtype": "F16", "shape": [2, 3], "data_offsets": [4, 16]},
    "a": {"dtype": "F32", "shape": [], "data_offsets": [0, 4]},
    "none": {"dtype": "BF16", "shape": [0, 7], "data_offsets": [16, 16]},
}
WHOLE = b'{"dtype": "F32", "shape": [4], "data_offsets": [0, 16]}'


def raw(header: Any, data: bytes = bytes(16)) -> bytes:
    words = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(words)) + words + data


def refused(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(ProviderError) as told:
        read(path)
    assert str(told.value).startswith(str(path)) and str(told.value).endswith("download it again.")
    return str(told.value)


def changed(name: str, **values: Any) -> dict[str, Any]:
    return HEADER | {name: HEADER[name] | values}


def test_tensors_may_come_in_any_order(tmp_path: Path) -> None:
    """Each is where its offsets say, whatever the order of the names."""
    path = tmp_path / "m.safetensors"
    path.write_bytes(raw(HEADER))
    base = len(raw(HEADER)) - 16
    assert read(path).entries == {
        "b": Entry("F16", (2, 3), base + 4, base + 16),
        "a": Entry("F32", (), base, base + 4),
        "none": Entry("BF16", (0, 7), base + 16, base + 16),
    }


def test_a_file_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    """Also one with a byte too many."""
    whole = raw(HEADER)
    for length in [*range(9), *range(9, len(whole), 23), len(whole) - 1]:
        refused(tmp_path / "m.safetensors", whole[:length])
    assert f"instead of {len(whole):,}" in refused(tmp_path / "m.safetensors", whole + b"x")


@pytest.mark.parametrize(
    "header",
    [
        changed("a", dtype="F17"),
        changed("a", dtype=["F32"]),
        changed("a", shape=[2]),
        changed("a", shape=[-1]),
        changed("a", shape=[1] * 9),
        changed("a", shape=[True]),
        changed("a", shape=[1.0]),
        changed("a", shape="1"),
        changed("a", shape=None),
        changed("b", shape=[2**40, 2**40]),
        changed("a", data_offsets=[4, 0]),
        changed("a", data_offsets=[0]),
        changed("a", data_offsets=[0, 2**70]),
        changed("a", data_offsets=[0.0, 4.0]),
        changed("a", data_offsets=[-4, 0]),
        changed("a", data_offsets=[12, 16]),  # shares bytes with b, and leaves the first four out
        HEADER | {"a": None},
        HEADER | {"a": []},
        {"b": HEADER["b"]},
        [],
        b"null",
        b"{",
        b"\xff" * 9,
        b'{"a": %s, "a": %s}' % (WHOLE, WHOLE),
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"9" * 5000,
    ],
)
def test_a_header_that_lies_is_refused(tmp_path: Path, header: Any) -> None:
    """Types, sizes, places that cannot be, names that are there twice, and endless nesting."""
    refused(tmp_path / "m.safetensors", raw(header))


def test_a_huge_header_is_not_even_read(tmp_path: Path) -> None:
    """A length of terabytes, and one that the file has but no checkpoint needs."""
    refused(tmp_path / "m.safetensors", struct.pack("<Q", 2**63) + bytes(64))
    path = tmp_path / "m.safetensors"
    with path.open("wb") as file:
        file.write(struct.pack("<Q", archive.LONGEST_HEADER + 1))
        file.truncate(archive.LONGEST_HEADER + 100)
    with pytest.raises(ProviderError, match=r"no \.safetensors file"):
        read(path)


def test_flipped_bits_in_a_header_never_surprise(tmp_path: Path) -> None:
    """Either it still says what fits the file, or it is refused with a sentence."""
    dice, whole = random.Random(0), bytearray(raw(HEADER))
    path = tmp_path / "m.safetensors"
    for _ in range(40):
        damaged = whole.copy()
        for _ in range(dice.randint(1, 3)):
            damaged[dice.randrange(len(whole) - 16)] ^= 1 << dice.randrange(8)
        path.write_bytes(damaged)
        try:
            entries = read(path).entries
        except ProviderError:
            continue
        assert sum(entry.stop - entry.start for entry in entries.values()) == 16


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """So is a folder."""
    with pytest.raises(ProviderError, match="cannot be read: No such file"):
        read(tmp_path / "m.safetensors")
    with pytest.raises(ProviderError, match="cannot be read: Is a directory"):
        read(tmp_path)
