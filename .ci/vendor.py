"""Fetch the page's third-party files again: python .ci/vendor.py [--update]

Reads memoreez/web/static/vendor/versions.json, packs each package with npm, and writes its files
where the lock says. A file or package whose sha256 is not that of the lock stops it, unless
--update is given: then the lock is rewritten. Needs npm, and fonttools[woff] for the display font,
of which one weight and softness is kept: a third of the bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

STATIC = Path(__file__).parent.parent / "memoreez" / "web" / "static"
LOCK = STATIC / "vendor" / "versions.json"


def plain(content: bytes) -> bytes:
    """As the package has it."""
    return content


def module(content: bytes) -> bytes:
    """An ES module that finds its sibling without an import map and names no source map."""
    text = content.decode().replace('from"preact"', 'from"./preact.mjs"')
    lines = [line for line in text.splitlines() if not line.startswith("//# sourceMappingURL")]
    return ("\n".join(lines) + "\n").encode()


def instance(content: bytes) -> bytes:
    """The variable font at softness 70 and weight 580."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    fixed = instancer.instantiateVariableFont(font, {"SOFT": 70, "wght": 580})
    fixed.flavor = "woff2"
    written = io.BytesIO()
    fixed.save(written)
    return written.getvalue()


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "none": plain,
    "module": module,
    "instance": instance,
}


def digest(content: bytes) -> str:
    """Its sha256."""
    return hashlib.sha256(content).hexdigest()


def packed(name: str, version: str, folder: Path) -> bytes:
    """The package's tarball, from npm as it is set up here."""
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), f"{name}@{version}"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return (folder / done.stdout.split()[-1]).read_bytes()


def member(tarball: bytes, path: str) -> bytes:
    """One file of a tarball."""
    with tarfile.open(fileobj=io.BytesIO(tarball)) as archive:
        found = archive.extractfile(f"package/{path}")
        assert found is not None, f"{path} is not a file of the package"
        return found.read()


def main() -> None:
    """Every file of the lock, fetched and checked."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--update", action="store_true", help="write what was found to the lock")
    update = asked.parse_args().update
    lock: dict[str, list[dict[str, Any]]] = json.loads(LOCK.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        for package in lock["packages"]:
            tarball = packed(package["name"], package["version"], Path(scratch))
            settle(package, digest(tarball), package["name"], update)
            for file in package["files"]:
                content = CHANGES[file["change"]](member(tarball, file["source"]))
                settle(file, digest(content), file["path"], update)
                (STATIC / file["path"]).write_bytes(content)
                print(f"{len(content):8} bytes  {file['path']}")
    if update:
        LOCK.write_text(json.dumps(lock, indent=1, ensure_ascii=False) + "\n", "utf-8")


def settle(entry: dict[str, Any], found: str, name: str, update: bool) -> None:
    """Compare with the lock, or write to it."""
    if not update and entry["sha256"] != found:
        raise SystemExit(f"{name} has sha256 {found}, the lock says {entry['sha256']}.")
    entry["sha256"] = found


if __name__ == "__main__":
    main()
