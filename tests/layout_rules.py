"""The layout rules of the project as functions of source text: each returns what offends."""

from __future__ import annotations

import ast
import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "memoreez"
CODE = ("memoreez", "tests", "examples", "benchmarks", "training", ".ci")
STAGES = ("concepts", "images", "cutouts", "sculptures", "figurines", "prints")
PURE = ("sdf", "motifs", "designs", "figurines")
FILE_LINES, FUNCTION_LINES = 300, 50
VAGUE = {"utils", "util", "common", "helpers", "helper", "base", "misc"}

_TEXT = {".py", ".md", ".toml", ".yml", ".yaml", ".sh", ".html", ".css", ".js", ".lock", ".txt"}
_TEXT |= {".cfg", ".json", ".tsv", ".hpp", ".cu", ".cpp", ""}
_SKIPPED = {"__pycache__", "node_modules", "build", "dist"}
_HIDDEN = {".ci", ".github", ".gitignore", ".pre-commit-config.yaml"}
_DISK = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink"}
_DISK |= {"rmdir", "touch", "rename", "exists", "iterdir", "glob", "rglob", "stat", "is_file"}
_IMPURE = {"os", "io", "pathlib", "tempfile", "shutil", "time", "datetime", "random", "socket"}
_IMPURE |= {"subprocess", "urllib", "http", "logging", "memoreez.settings"}
_SEEDED = {"default_rng", "Generator", "SeedSequence"}
# Spelt in pieces, so that this file does not offend itself.
_HOSTS: tuple[str, ...] = (
    "pypi org",
    "pythonhosted org",
    "npmjs org",
    "npmjs com",
    "debian org",
    "ubuntu com",
)
_HOSTS += ("pytorch org", "crates io", "golang org", "huggingface co", "hf co")
HOST = re.compile(r"(?<![\w-])(?:" + "|".join(_HOSTS).replace(" ", r"\.") + r")(?!\w)")
MACHINE = re.compile(r"(?<![\w.:/~])/(?:work|root|home|opt|Users)/\w")
SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|\bgh[pousr]_\w{30}|\bAKIA[0-9A-Z]{16}\b|\bsk-\w{20}"
)


def sources(*folders: str) -> list[Path]:
    """Every Python file of these folders of the project."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def texts(folder: Path = ROOT) -> Iterator[Path]:
    """Every text file of the project, without what tools leave behind."""
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(".") and path.name not in _HIDDEN
        if hidden or path.name in _SKIPPED or path.is_symlink():
            continue
        if path.is_dir() and not (path / "pyvenv.cfg").exists():
            yield from texts(path)
        elif path.is_file() and path.suffix in _TEXT:
            yield path


def module_of(path: Path) -> str:
    """The dotted name of a file of the package."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(source: str, module: str = "") -> set[str]:
    """Dotted names that the text imports, inside functions too.

    `from a.b import c` gives "a.b" and "a.b.c", because c may be a module.
    """
    found: set[str] = set()
    for node in _nodes(source):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            start = module.rsplit(".", node.level)[0] + "." if node.level else ""
            origin = (start + (node.module or "")).rstrip(".")
            found |= {origin, *(f"{origin}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Call) and _name(node.func) in ("import_module", "__import__"):
            found |= {str(arg.value) for arg in node.args[:1] if isinstance(arg, ast.Constant)}
    return found


def within(names: set[str], packages: tuple[str, ...]) -> set[str]:
    """The imported names that are one of these packages or lie in one."""
    return {n for n in names if any(n == p or n.startswith(f"{p}.") for p in packages)}


def impurities(source: str) -> set[str]:
    """What pure geometry must not do: touch disks, clocks, settings, chance or the terminal."""
    found = within(imports(source), tuple(_IMPURE))
    for node in _nodes(source):
        if isinstance(node, ast.Call):
            name = _name(node.func)
            owner = ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""
            chance = owner in ("np.random", "numpy.random") and name not in _SEEDED
            unseeded = name == "default_rng" and not node.args
            if name in _DISK or chance or unseeded or (name in ("print", "input") and not owner):
                found.add(f"{ast.unparse(node.func)}()")
    return found


def environment(source: str) -> bool:
    """Whether the text reads the environment."""
    words = {"environ", "environb", "getenv", "getenvb"}
    return any(
        (isinstance(node, ast.Attribute) and node.attr in words)
        or (isinstance(node, ast.ImportFrom) and words & {alias.name for alias in node.names})
        for node in _nodes(source)
    )


def prints(source: str) -> bool:
    """Whether the text calls print()."""
    calls = (node for node in _nodes(source) if isinstance(node, ast.Call))
    return any(isinstance(call.func, ast.Name) and call.func.id == "print" for call in calls)


def swallowers(source: str) -> list[int]:
    """Lines of `except:`, and of `except Exception` or `BaseException` that does not raise."""
    lines = []
    for node in _statements(source):
        if isinstance(node, ast.ExceptHandler):
            broad = {_name(n) for n in _caught(node.type)} & {"Exception", "BaseException"}
            if node.type is None or (broad and not _raises(node)):
                lines.append(node.lineno)
    return sorted(lines)


def _raises(node: ast.AST) -> bool:
    return any(isinstance(inner, ast.Raise) for inner in ast.walk(node))


def long_functions(source: str) -> dict[str, int]:
    """Functions over the limit, with their lines from `def` to the end."""
    functions = (
        node
        for node in _statements(source)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    lengths = {f.name: (f.end_lineno or f.lineno) - f.lineno + 1 for f in functions}
    return {name: lines for name, lines in lengths.items() if lines > FUNCTION_LINES}


@contextmanager
def remembered() -> Iterator[None]:
    """Trees are kept meanwhile. Python's collector would look at all of them again and again."""
    gc.disable()
    try:
        yield
    finally:
        for kept in (_nodes, _statements, _tree):
            kept.cache_clear()
        gc.enable()


@cache
def _nodes(source: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(_tree(source)))


@cache
def _statements(source: str) -> tuple[ast.AST, ...]:
    """All but expressions, which are most of a text."""
    found, todo = [], [_tree(source)]
    while todo:
        node = todo.pop()
        found.append(node)
        for name in ("body", "orelse", "finalbody", "handlers", "cases"):
            inner = getattr(node, name, None)
            todo += inner if isinstance(inner, list) else []
    return tuple(found)


@cache
def _tree(source: str) -> ast.AST:
    return ast.parse(source)


def _caught(kind: ast.expr | None) -> list[ast.expr]:
    return list(kind.elts) if isinstance(kind, ast.Tuple) else [kind] if kind else []


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
