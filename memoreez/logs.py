"""Structured logs: one JSON object a line, with the keepsake and the reference of a problem.

What people write (hobbies, names, inscriptions) is never logged at info or above; file names,
links and share tokens are left out as well, because whoever has a link has the keepsake.
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

FIELDS = ("keepsake", "reference", "method", "route", "status", "ms", "run", "stage")


class Lines(logging.Formatter):
    """A record as one line of JSON; nothing in it can start another line."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, logger, message, the known extras, and a traceback when there is one."""
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        told |= {name: value for name in FIELDS if (value := getattr(record, name, None))}
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told, default=str)


def configure(level: str) -> None:
    """Send every log of this process to stderr as lines of JSON, from this level up."""
    to_stderr = logging.StreamHandler(sys.stderr)
    to_stderr.setFormatter(Lines())
    root = logging.getLogger()
    root.handlers[:] = [to_stderr]
    root.setLevel(level.upper())
    for chatty in ("httpx", "httpcore", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
