"""The entry point of a worker at RunPod Serverless: loads the sculptor, then takes jobs.

python handler.py --test_input '{"input": {"memoreez": 1, "warm": true}}'
"""

from __future__ import annotations

import logging
from pathlib import Path

from pod_worker import Worker

from memoreez.settings import settings

VOLUME = Path("/runpod-volume")


def main() -> None:
    """Never returns: RunPod ends the process."""
    import runpod  # type: ignore[import-not-found]  # 215 MB: in the worker's image only

    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    worker = Worker(settings(), VOLUME)
    worker.load()
    runpod.serverless.start({"handler": worker.do})


if __name__ == "__main__":
    main()
