"""Compiles the scene tracer, once per source text, for CUDA (nvcc) or for the CPU (g++)."""

import ctypes
import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

SOURCES = Path(__file__).parent / "scenes"
GPU = "nvcc -O3 -std=c++17 -arch=sm_90 --use_fast_math --extended-lambda -Xcompiler -fPIC,-fopenmp"
CPU = "g++ -O2 -std=c++17 -fopenmp -fPIC -x c++"


def compiler(cuda: bool) -> str | None:
    """Path of the compiler that `library` needs, or None where it is missing."""
    return shutil.which("nvcc" if cuda else "g++")


def fingerprint(cuda: bool) -> str:
    """Twelve hex digits that change when the sources or the command change."""
    digest = hashlib.sha256((GPU if cuda else CPU).encode())
    for path in sorted(SOURCES.rglob("*")):
        if path.suffix in {".hpp", ".cu"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def library(cuda: bool, folder: Path | None = None) -> ctypes.CDLL:
    """The compiled tracer, kept in `folder` (default: a folder in the temporary directory).

    Raises FileNotFoundError without the compiler, CalledProcessError when it refuses the source.
    """
    command = compiler(cuda)
    if command is None:
        raise FileNotFoundError(f"{'nvcc' if cuda else 'g++'} is needed to compile {SOURCES}")
    folder = folder or Path(tempfile.gettempdir()) / "memoreez-scenes"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"scenes-{'gpu' if cuda else 'cpu'}-{fingerprint(cuda)}.so"
    if not target.exists():
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            made = Path(scratch) / target.name
            options = (GPU if cuda else CPU).split()[1:]
            source = str(SOURCES / "kernels.cu")
            subprocess.run([command, *options, "-shared", source, "-o", str(made)], check=True)
            made.rename(target)
    return ctypes.CDLL(str(target))
