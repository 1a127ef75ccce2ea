"""Hostile files that are no plain list of triangles: 3MF."""

from __future__ import annotations

import io
import struct
import zipfile

from benchmarks.print.files import CUBE, hostile

MODEL = "3D/3dmodel.model"
_CORE = "http://schemas.microsoft.com/3dmanufacturing/core/2015/02"


def _zip(files: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method, compresslevel=1) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _model(body: str, head: str = "") -> str:
    return f'<?xml version="1.0"?>{head}<model unit="millimeter" xmlns="{_CORE}">{body}</model>'


def _object(number: int = 1) -> str:
    points = "".join(f'<vertex x="{x}" y="{y}" z="{z}"/>' for x, y, z in CUBE.vertices.tolist())
    faces = "".join(f'<triangle v1="{a}" v2="{b}" v3="{c}"/>' for a, b, c in CUBE.faces.tolist())
    mesh = f"<mesh><vertices>{points}</vertices><triangles>{faces}</triangles></mesh>"
    return f'<object id="{number}" type="model">{mesh}</object>'


@hostile(".3mf")
def _bomb_3mf() -> bytes:
    """3MF that unfolds into 900 MB of spaces."""
    return _zip({MODEL: b" " * 900_000_000})


@hostile(".3mf")
def _larger_3mf() -> bytes:
    """3MF that unfolds into 3 GB and says 1 kB in its directory."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(MODEL, "w", force_zip64=True) as entry,
    ):
        for _ in range(300):
            entry.write(b" " * 10_000_000)
    content = bytearray(stream.getvalue())
    place = content.rindex(b"PK\x01\x02")
    content[place + 24 : place + 28] = struct.pack("<I", 1024)
    return bytes(content)


@hostile(".3mf")
def _many_3mf() -> bytes:
    """3MF with 60,000 models that unfold into 15 kB each."""
    return _zip({f"3D/{n}.model": b" " * 15_000 for n in range(60_000)} | {MODEL: _model("")})


@hostile(".3mf")
def _nested_3mf() -> bytes:
    """3MF in a 3MF in a 3MF, ten deep, with a bomb inside."""
    content = _zip({MODEL: b" " * 200_000_000})
    for _ in range(10):
        content = _zip({MODEL: content, "other.3mf": content})
    return content


@hostile(".3mf")
def _laughs_3mf() -> bytes:
    """3MF with entities that unfold a billion times."""
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return _zip({MODEL: _model("&a9;", f"<!DOCTYPE model [{''.join(lines)}]>")})


@hostile(".3mf")
def _outside_3mf() -> bytes:
    """3MF with an entity that reads a file of the machine."""
    entity = '<!DOCTYPE model [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
    return _zip({MODEL: _model("<metadata>&secret;</metadata>", entity)})


@hostile(".3mf")
def _deep_3mf() -> bytes:
    """3MF with a million elements in one another."""
    return _zip({MODEL: _model("<a>" * 1_000_000 + "</a>" * 1_000_000)})


@hostile(".3mf")
def _power_3mf() -> bytes:
    """3MF whose components unfold into 2^40 cubes."""
    parts = [_object()]
    for n in range(2, 42):
        pair = f'<component objectid="{n - 1}"/>' * 2
        parts.append(f'<object id="{n}"><components>{pair}</components></object>')
    body = f'<resources>{"".join(parts)}</resources><build><item objectid="41"/></build>'
    return _zip({MODEL: _model(body)})


@hostile(".3mf")
def _circle_3mf() -> bytes:
    """3MF whose object is made of itself."""
    body = '<object id="1"><components><component objectid="1"/></components></object>'
    return _zip(
        {MODEL: _model(f'<resources>{body}</resources><build><item objectid="1"/></build>')}
    )


@hostile(".3mf")
def _attribute_3mf() -> bytes:
    """3MF with an attribute of 100 MB."""
    return _zip({MODEL: _model(f'<metadata name="{"x" * 100_000_000}"/>')})


@hostile(".3mf")
def _numbers_3mf() -> bytes:
    """3MF with coordinates like nan, 1e999, 0x10 and a comma."""
    body = _object().replace('x="20.0"', 'x="1e999"').replace('y="20.0"', 'y="20,0"', 2)
    whole = f'<resources>{body}</resources><build><item objectid="1"/></build>'
    return _zip({MODEL: _model(whole)})


@hostile(".3mf")
def _matrix_3mf() -> bytes:
    """3MF whose transform flattens everything to nothing."""
    item = '<item objectid="1" transform="0 0 0 0 0 0 0 0 0 0 0 0"/>'
    return _zip({MODEL: _model(f"<resources>{_object()}</resources><build>{item}</build>")})


@hostile(".3mf")
def _way_3mf() -> bytes:
    """3MF whose model lies outside of the package."""
    rels = '<Relationships><Relationship Type="x/3dmodel" Target="/../../etc/passwd"/>'
    return _zip({"_rels/.rels": rels + "</Relationships>", "../../etc/passwd": "x"})
