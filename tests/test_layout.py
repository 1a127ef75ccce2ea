"""The rules that keep the layout as it is (docs/why.md), over whatever files are found."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import layout_rules as rules
import pytest
from layout_rules import PACKAGE, PURE, ROOT, STAGES, VAGUE

from memoreez import providers


@cache
def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


OWN = rules.sources("memoreez")
EVERY = rules.sources(*rules.CODE)
STAGE_FILES = [path for path in OWN if path.relative_to(PACKAGE).parts[0] in STAGES]
PURE_FILES = [path for path in OWN if path.relative_to(PACKAGE).parts[0] in PURE]
CONDUCTORS = ("memoreez.pipeline", "memoreez.workflow", "memoreez.steps", "memoreez.api")
# The outer edges: an error becomes a sentence or a finding, or goes to the process that asked.
EDGES = [f"memoreez/{name}.py" for name in ("cli", "crew", "doctor", "listings")]
EDGES += ["memoreez/workflow/journey.py", "memoreez/workflow/sweep.py"]
DOOR = "memoreez/concepts/__init__.py"  # is the function memoreez.concepts() too
PROVIDERS = [(stage, name) for stage in providers.VERBS for name in providers.names(stage)]


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    """Every file is parsed once for all rules."""
    with rules.remembered():
        yield


def test_the_rules_run_over_real_files() -> None:
    """The lists that the rules run over are not empty, so no rule passes for want of a file."""
    assert len(OWN) > 100 and len(EVERY) > len(OWN)
    assert {path.relative_to(PACKAGE).parts[0] for path in PURE_FILES} == set(PURE)
    assert {stage for stage, _ in PROVIDERS} == set(providers.VERBS)


def test_stages_never_import_one_another() -> None:
    """A stage knows the artifacts, never another stage; pipeline and steps know the order."""
    assert {short(path): found for path in STAGE_FILES if (found := foreign(path))} == {}


def foreign(path: Path) -> set[str]:
    """What the file imports of other stages, and of those who know the order."""
    own = path.relative_to(PACKAGE).parts[0]
    others = tuple(f"memoreez.{stage}" for stage in STAGES if stage != own)
    banned = others if short(path) == DOOR else others + CONDUCTORS
    return rules.within(rules.imports(read(path), rules.module_of(path)), banned)


def test_what_stages_share_knows_no_stage() -> None:
    """No stage reaches another through a module that both use, such as lettering or formats."""
    known = {rules.module_of(path): path for path in OWN}
    stages = tuple(f"memoreez.{stage}" for stage in STAGES)
    waiting = {m for m, path in known.items() if path in STAGE_FILES and short(path) != DOOR}
    seen: set[str] = set()
    found: dict[str, set[str]] = {}
    while waiting:
        module = waiting.pop()
        seen.add(module)
        imported = rules.imports(read(known[module]), module)
        if known[module] not in STAGE_FILES and rules.within(imported, stages):
            found[module] = rules.within(imported, stages)
        waiting |= (imported & known.keys()) - seen - {"memoreez", "memoreez.concepts"}
    assert {"memoreez.artifacts", "memoreez.lettering"} <= seen
    assert found == {}


def test_geometry_is_pure() -> None:
    """sdf, motifs, designs and figurines touch no disk, clock, setting, chance or terminal."""
    found = {short(path): rules.impurities(read(path)) for path in PURE_FILES}
    assert {name: deeds for name, deeds in found.items() if deeds} == {}


def test_only_settings_reads_the_environment() -> None:
    """One file reads the environment, so one file says what can be set."""
    readers = {short(path) for path in OWN if rules.environment(read(path))}
    assert readers <= {"memoreez/settings.py"}


def test_only_workflow_knows_dbos() -> None:
    """The library of durable jobs can be replaced in one folder."""
    users = {short(p) for p in OWN if rules.within(rules.imports(read(p)), ("dbos",))}
    assert users and all(name.startswith("memoreez/workflow/") for name in users)


def test_only_the_terminal_prints() -> None:
    """A library that prints cannot be used in another program."""
    printers = {short(path) for path in OWN if rules.prints(read(path))}
    assert {p for p in printers if not Path(p).stem.startswith(("cli", "console"))} == set()


def test_nothing_is_swallowed() -> None:
    """No bare except, and none so broad that a bug looks like success, but at the outer edges."""
    inner = [path for path in EVERY if short(path) not in EDGES]
    assert {short(path): found for path in inner if (found := rules.swallowers(read(path)))} == {}


def test_files_are_short() -> None:
    """At most 300 lines a file."""
    lines = {short(path): len(read(path).splitlines()) for path in EVERY}
    assert {name: count for name, count in lines.items() if count > rules.FILE_LINES} == {}


def test_functions_are_short() -> None:
    """At most 50 lines a function."""
    assert {short(p): found for p in EVERY if (found := rules.long_functions(read(p)))} == {}


def test_names_say_what_is_inside() -> None:
    """No file or folder is called after nothing in particular."""
    parts = {path: path.relative_to(ROOT).with_suffix("").parts for path in EVERY}
    assert {
        short(p) for p, names in parts.items() if {n.lstrip("_") for n in names} & VAGUE
    } == set()


@pytest.mark.parametrize(("stage", "name"), PROVIDERS)
def test_a_provider_keeps_its_promise(stage: str, name: str) -> None:
    """One class: title, licence, frozen Options that all have defaults, load() and its verb."""
    entry = providers.entry(stage, name)
    assert entry.title.strip() and entry.licence.strip() and entry.territory.strip()
    made = providers.load(stage, name)
    options: Any = type(made).Options
    assert dataclasses.is_dataclass(options)
    chosen: Any = type(made).Options()
    with pytest.raises(dataclasses.FrozenInstanceError):
        chosen.anything = 1
    assert type(made)(chosen).options == made.options
    assert callable(made.load) and inspect.signature(made.load).parameters.keys() == set()
    assert callable(getattr(made, providers.VERBS[stage]))


@pytest.mark.parametrize(("stage", "name"), PROVIDERS)
def test_a_provider_file_holds_one_provider(stage: str, name: str) -> None:
    """Which class of the file is the provider is never a matter of order."""
    module = inspect.getmodule(type(providers.load(stage, name)))
    assert module is not None
    classes = [c for _, c in inspect.getmembers(module, inspect.isclass)]
    own = [c for c in classes if c.__module__ == module.__name__]
    assert len([c for c in own if hasattr(c, providers.VERBS[stage])]) == 1


def test_no_address_of_a_machine_or_registry() -> None:
    """Nothing here depends on one machine's paths or one mirror, and no secret is in a file."""
    found = []
    for path in rules.texts():
        content = path.read_bytes().decode("utf-8", "replace")
        for pattern in (rules.HOST, rules.MACHINE, rules.SECRET):
            found += [f"{short(path)}: {match[0]}" for match in pattern.finditer(content)]
    assert found == []


OFFENCES = [
    (rules.impurities, "from pathlib import Path"),
    (rules.impurities, "from memoreez.settings import settings"),
    (rules.impurities, "def f(p): return p.read_text()"),
    (rules.impurities, "import numpy as np\nx = np.random.rand(3)"),
    (rules.impurities, "from numpy.random import default_rng\nx = default_rng()"),
    (rules.impurities, "print(1)"),
    (rules.environment, "import os\nx = os.environ['A']"),
    (rules.environment, "from os import getenv"),
    (rules.prints, "def f():\n    print(1)"),
    (rules.swallowers, "try:\n    x = 1\nexcept:\n    raise"),
    (rules.swallowers, "try:\n    x = 1\nexcept (ValueError, Exception):\n    x = 2"),
    (rules.long_functions, "def f():\n" + "    x = 1\n" * 50),
    (lambda s: rules.within(rules.imports(s), ("memoreez.images",)), "import memoreez.images.clay"),
    (lambda s: rules.within(rules.imports(s), ("memoreez.images",)), "from memoreez import images"),
    (
        lambda s: rules.within(rules.imports(s, "memoreez.prints.glb"), ("memoreez.images",)),
        "def f():\n    from ..images import clay",
    ),
    (rules.HOST.search, "--index-url https://" + "pypi" + ".org/simple"),
    (rules.MACHINE.search, "see /" + "home/me/project"),
    (rules.SECRET.search, "key = 'AKIA" + "ABCDEFGHIJKLMNOP'"),
]


@pytest.mark.parametrize(("rule", "source"), OFFENCES, ids=[s.splitlines()[0] for _, s in OFFENCES])
def test_each_rule_finds_an_offence(rule: Any, source: str) -> None:
    """A rule that cannot fail is worthless: each finds the one made for it."""
    assert rule(source)


INNOCENT = "import numpy as np\nx = np.random.default_rng(3).random()\ny = x.at(1).exists\n"


@pytest.mark.parametrize("rule", [rules.impurities, rules.environment, rules.prints])
def test_rules_let_the_innocent_pass(rule: Any) -> None:
    """Seeded chance and an attribute that is merely called like a file's are fine."""
    assert not rule(INNOCENT)
