"""What Prometheus can ask: requests, keepsakes by state, how long stages take, what waits."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

import sqlalchemy as sa
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric, SummaryMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from memoreez import db
from memoreez.errors import StudioError

if TYPE_CHECKING:
    from memoreez.studio import Studio

log = logging.getLogger(__name__)

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
STATES = ("imagining", "choosing", "sculpting", "ready", "failed", "cancelled")
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """The numbers of one process; rows and queues are read when somebody asks."""

    def __init__(self, studio: Studio) -> None:
        self._registry = CollectorRegistry()
        self._seconds = Histogram(
            "memoreez_http_request_seconds",
            "Time until the answer begins, in seconds.",
            ("method", "route"),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._requests = Counter(
            "memoreez_http_requests",
            "Answered requests.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._registry.register(_Rows(studio))

    def seen(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answer."""
        known = method if method in ("GET", "HEAD", "POST", "PATCH", "DELETE") else "other"
        self._requests.labels(known, route, str(status)).inc()
        if not route.endswith("/events"):  # a stream's beginning says nothing
            self._seconds.labels(known, route).observe(seconds)

    def page(self) -> bytes:
        """Everything in Prometheus's text format."""
        return generate_latest(self._registry)


class _Rows(Collector):
    """Numbers that the database and the queues know; `memoreez_up` is 0 while they are away."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    def describe(self) -> list[Metric]:
        """Nothing yet: registering must not ask the database."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Each family; what cannot be read is left out rather than shown as nought."""
        try:
            with db.session(self._studio.engine, reading=True) as session:
                states = dict(session.execute(_STATES).all())
                stages = session.execute(_STAGES).all()
            depth = self._studio.flow.depth()
        except (StudioError, SQLAlchemyError) as error:
            log.warning("No numbers from the database: %s", type(error).__name__)
            yield GaugeMetricFamily("memoreez_up", "Whether the database answers.", value=0)
            return
        yield GaugeMetricFamily("memoreez_up", "Whether the database answers.", value=1)
        yield _gauges(
            "memoreez_keepsakes", "Keepsakes by state.", "state", dict.fromkeys(STATES, 0) | states
        )
        yield _gauges("memoreez_queue_depth", "Workflows that wait.", "queue", depth)
        summary = SummaryMetricFamily(
            "memoreez_stage_seconds", "How long stages took.", labels=["stage"]
        )
        for stage, count, total in stages:
            summary.add_metric([stage], count_value=count, sum_value=total)
        yield summary


_STATES = sa.select(db.Keepsake.state, sa.func.count()).group_by(db.Keepsake.state)
_STAGES = sa.select(db.Timing.stage, sa.func.count(), sa.func.sum(db.Timing.seconds)).group_by(
    db.Timing.stage
)


def _gauges(name: str, text: str, label: str, values: dict[str, int]) -> Metric:
    family = GaugeMetricFamily(name, text, labels=[label])
    for key, value in sorted(values.items()):
        family.add_metric([key], value)
    return family
