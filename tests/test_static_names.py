"""What the page's modules want of one another is there: no browser need find out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_static import name, own, text

_NAMES = re.compile(r"""^import\s*\{([^}]*)\}\s*from\s*['"](\.{1,2}/[^'"]+)['"]""", re.M)
_EXPORT = re.compile(
    r"^export (?:async )?(?:const|let|function|class) (\w+)|^export \{([^}]*)\}", re.M
)


@pytest.mark.parametrize("path", own(".js"), ids=name)
def test_imported_names_are_there(path: Path) -> None:
    """Every name that a module imports from another of ours is exported there."""
    for names, place in _NAMES.findall(text(path)):
        target = (path.parent / place).resolve()
        if target.parent.name == "vendor":
            continue
        found = _EXPORT.findall(text(target))
        there = {one for one, _ in found} | set(re.findall(r"\w+", " ".join(b for _, b in found)))
        wanted = {one.split(" as ")[0].strip() for one in names.split(",")}
        assert wanted - there == set(), place
