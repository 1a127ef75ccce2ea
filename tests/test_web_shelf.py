"""The page's files: kept by browsers as long as they are right, small on the wire."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from web_client import Web, opened_web

from memoreez.errors import NotFound
from memoreez.web.shelf import STATIC, Shelf


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    with opened_web(tmp_path_factory.mktemp("shelf")) as made:
        yield made


def test_a_file_with_its_version_is_kept_for_ever(web: Web) -> None:
    """A changed file has another address; without or with a wrong version it is asked for."""
    url = web.desk.shelf.url("sheet.css")
    assert "immutable" in web.http.get(url).headers["cache-control"]
    for other in ("/static/sheet.css", "/static/sheet.css?v=0123456789abcdef"):
        assert web.http.get(other).headers["cache-control"] == "no-cache"


def test_an_unchanged_file_is_not_sent_again(web: Web) -> None:
    """304 for the tag that came with it, compressed or not."""
    for coding in ("gzip", "identity"):
        headers = {"accept-encoding": coding}
        first = web.http.get("/static/sheet.css", headers=headers)
        again = {**headers, "if-none-match": first.headers["etag"]}
        answer = web.http.get("/static/sheet.css", headers=again)
        assert (answer.status_code, answer.content) == (304, b"")
    assert web.http.get("/static/sheet.css", headers={"if-none-match": '"x"'}).status_code == 200


def test_text_is_compressed_for_those_who_can(web: Web) -> None:
    """The same bytes either way; fonts and pictures are left as they are."""
    packed = web.http.get("/static/sheet.css", headers={"accept-encoding": "gzip, br"})
    plain = web.http.get("/static/sheet.css", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip" and packed.content == plain.content
    assert int(packed.headers["content-length"]) < len(plain.content)
    assert packed.headers["vary"] == "Accept-Encoding"
    assert packed.headers["etag"] != plain.headers["etag"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.js", "text/javascript"), ("a.mjs", "text/javascript"), ("a.css", "text/css"),
     ("a.json", "application/json"), ("a.svg", "image/svg+xml"), ("a.woff2", "font/woff2"),
     ("a.webp", "image/webp"), ("a.odd", "application/octet-stream"),
     ("a.glb", "model/gltf-binary")],
)  # fmt: skip
def test_types_do_not_depend_on_the_computer(tmp_path: Path, name: str, kind: str) -> None:
    """Windows' registry has its own ideas of .js; a browser then runs no module."""
    (tmp_path / name).write_bytes(b"x" * 600)
    assert Shelf(tmp_path).item(name).media_type.split(";")[0] == kind


@pytest.mark.parametrize(
    "name",
    ["../app.py", "..", "", ".", "x/../sheet.css", "/etc/passwd", "sheet.css/", "locales",
     "..\\app.py", "sheet.css\0", "nothing.js", "//sheet.css"],
)  # fmt: skip
def test_nothing_outside_is_on_the_shelf(name: str) -> None:
    """Neither by dots nor by slashes nor by a folder's name."""
    with pytest.raises(NotFound):
        Shelf().item(name)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """Whatever somebody has put there."""
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    os.symlink(tmp_path / "secret.txt", inside / "link.txt")
    with pytest.raises(NotFound):
        Shelf(inside).item("link.txt")


@pytest.mark.parametrize("path", ["..%2fapp.py", "%2e%2e/app.py", "%2e%2e%2f%2e%2e%2fdb.py"])
def test_nor_over_http(web: Web, path: str) -> None:
    """Encoded tricks included."""
    assert web.http.get(f"/static/{path}").status_code == 404


def test_a_file_that_changes_is_read_again(tmp_path: Path) -> None:
    """For those who work on the page."""
    file = tmp_path / "a.js"
    file.write_text("one")
    shelf = Shelf(tmp_path)
    first = shelf.url("a.js")
    file.write_text("other")
    assert shelf.item("a.js").data == b"other" and shelf.url("a.js") != first


def test_compressing_is_repeatable(tmp_path: Path) -> None:
    """Two processes give the same bytes under the same tag."""
    (tmp_path / "a.js").write_text("let a = 1;\n" * 100)
    one, two = Shelf(tmp_path).item("a.js"), Shelf(tmp_path).item("a.js")
    assert one.packed == two.packed and gzip.decompress(one.packed) == one.data


def test_everything_the_shell_asks_for_is_there() -> None:
    """A page without its script would be blank."""
    shelf = Shelf()
    for name in ("app.js", "studio.css", "icon.svg", "sheet.css"):
        assert shelf.item(name).data
    assert (STATIC / "locales" / "en.json").is_file()
