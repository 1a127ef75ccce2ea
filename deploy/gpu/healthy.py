"""The container's health: says card, model, licence and queue in a line; exit code 1 if it is ill.

python healthy.py [URL]
"""

from __future__ import annotations

import json
import sys
import urllib.error
import urllib.request
from typing import Any

URL = "http://127.0.0.1:8787/health"
PATIENCE_S = 4.0


def told(found: dict[str, Any]) -> str:
    """What an engine's /health says, for a person."""
    slots = [dict(one) for one in found.get("slots", ())]
    models = {str(one["model"]): None for one in slots if "model" in one}
    places = [f"{one.get('card', one['where'])}: {one['state']}" for one in slots]
    return (
        f"{found['status']}: {found['sculptor']} {', '.join(models)}".rstrip()
        + f" ({found['licence']}; {found['territory']})"
        + f" on {'; '.join(places) or 'no card'}"
        + f"; {found['working']} working, {found['waiting']} of {found['queue']} waiting"
    )


def asked(url: str = URL) -> tuple[int, str]:
    """0 where it can work, and the line."""
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE_S) as answer:
            body = answer.read()
    except urllib.error.HTTPError as error:  # 503 says why
        body = error.read()
    except OSError as error:
        return 1, f"down: the engine does not answer at {url} ({error})"
    try:
        found = json.loads(body)
        return int(found["status"] not in ("ok", "degraded")), told(found)
    except (ValueError, KeyError, TypeError):
        return 1, f"down: what answers at {url} is no engine of memoreez"


if __name__ == "__main__":
    code, line = asked(*sys.argv[1:2])
    sys.stdout.write(f"{line}.\n")
    sys.exit(code)
