"""Quick stand-ins for the tests of the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manifold3d import Manifold

from memoreez.artifacts import Check, Picture, Report, Sculpture
from memoreez.figurines import gate
from memoreez.figurines.finish import mesh
from memoreez.images import clay

ROOT = Path(__file__).parents[1]
CUBE = mesh(Manifold.cube((20, 20, 30), True).translate((0, 0, 15)))
PNG = clay.picture(np.full((64, 64, 3), 200, np.uint8))


class Images:
    """Draws a grey square."""

    def draw(self, *_: Any, **__: Any) -> Picture:
        return PNG

    def sheet(self, *_: Any) -> Picture:
        return PNG


class Sculptures:
    """Sculpts a cube."""

    def sculpt(self, *_: Any, **__: Any) -> Sculpture:
        return Sculpture(CUBE)


def refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate lets nothing pass."""
    bad = Check("closed", "Closed surface", 3.0, "", "0", "us", "fail", "Repair the mesh.")
    monkeypatch.setattr(gate, "survey", lambda *_, **__: (Report((bad,)), None))


def python(*arguments: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """A fresh Python that sees this project."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    return subprocess.run([sys.executable, *arguments], env=env, capture_output=True, timeout=60)
