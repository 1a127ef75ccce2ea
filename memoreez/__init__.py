"""memoreez: hobbies in, a printable figurine out.

    import memoreez

    keepsake = memoreez.make("guitar, hiking with the dog", name="Sophie", out="keepsake")
    print(keepsake.concept.title, keepsake.files["figurine.stl"])
"""

__version__ = "0.1.0"

from memoreez import concepts
from memoreez.api import check, make
from memoreez.artifacts import Imagined, Print, Report
from memoreez.errors import MemoreezError

__all__ = ["Imagined", "MemoreezError", "Print", "Report", "__version__", "check", "concepts", "make"]
