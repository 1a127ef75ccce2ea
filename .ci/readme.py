"""Print the N-th code block of a language in README.md: python .ci/readme.py sh 2"""

import re
import sys
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"


def block(language: str, number: int) -> str:
    """The text of that block; numbers start at 1."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", README.read_text("utf-8"), re.S | re.M)
    return str(found[number - 1]).strip()


if __name__ == "__main__":
    print(block(sys.argv[1], int(sys.argv[2])))
