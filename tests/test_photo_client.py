"""The client's part for photos, over real HTTP."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from live_server import live
from photos_drawn import pear

from memoreez import Client, photos
from memoreez.errors import BadInput, Conflict, NotFound
from memoreez.marks import Stroke


def test_the_client_speaks_of_photos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole way over real HTTP, and errors as what they are."""
    monkeypatch.setattr("memoreez.cutouts._marks.WORK_PX", 64)
    monkeypatch.setattr(photos, "settings", lambda: SimpleNamespace(lineup=lambda _: ("alpha",)))
    (tmp_path / "pear.png").write_bytes(pear(alpha=False))
    (tmp_path / "data").mkdir()
    with live(tmp_path / "data") as (url, _), Client(url) as client:
        sent = client.send_photo(tmp_path / "pear.png", key="x")
        assert client.send_photo(tmp_path / "pear.png", key="x").id == sent.id
        dab = Stroke(True, 0.1, ((0.5, 0.6),))
        told = client.mark_photo(sent.id, box=(0.1, 0.05, 0.8, 0.9), strokes=[dab])
        assert told == client.photo(sent.id) and told.marks.box == [0.1, 0.05, 0.8, 0.9]
        assert client.photo_file(sent.id, "cutout.png").startswith(b"\x89PNG")
        made = client.wait(client.create(photo=sent.id, name="Ada").id)
        assert made.photo and made.photo.id == sent.id
        with pytest.raises(Conflict):
            client.more(made.id)
        client.delete_photo(sent.id)
        with pytest.raises(NotFound):
            client.photo(sent.id)
        with pytest.raises(BadInput):
            client.send_photo(tmp_path / "no.png")
