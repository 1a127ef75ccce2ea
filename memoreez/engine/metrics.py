"""What Prometheus can ask an engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    Metric,
    SummaryMetricFamily,
)
from prometheus_client.registry import Collector

from memoreez.engine.devices import Device
from memoreez.engine.jobs import Jobs

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def page(jobs: Jobs, webhooks: Mapping[str, int], devices: Sequence[Device] = ()) -> bytes:
    """Everything in Prometheus's text format."""
    registry = CollectorRegistry()
    registry.register(_Now(jobs, webhooks, devices))
    return generate_latest(registry)


class _Now(Collector):
    def __init__(self, jobs: Jobs, webhooks: Mapping[str, int], devices: Sequence[Device]) -> None:
        self._jobs = jobs
        self._devices = devices
        self._webhooks = dict(webhooks)

    def describe(self) -> list[Metric]:
        """Nothing: registering asks for no numbers."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Each family."""
        states = GaugeMetricFamily("memoreez_engine_jobs", "Jobs by state.", labels=["state"])
        for state, count in self._jobs.counts().items():
            states.add_metric([state], count)
        yield states
        yield GaugeMetricFamily(
            "memoreez_engine_queue", "Jobs that may wait.", value=self._jobs.most
        )
        slots = GaugeMetricFamily(
            "memoreez_engine_slots", "Processes by what they do.", labels=["where", "state"]
        )
        now = Counter((one.where, one.state) for one in self._devices)
        for slot, number in sorted(now.items()):
            slots.add_metric(slot, number)
        yield slots
        yield CounterMetricFamily(
            "memoreez_engine_refused", "Orders refused: the queue was full.", self._jobs.refused
        )
        count, seconds = self._jobs.pace.worked
        yield SummaryMetricFamily(
            "memoreez_engine_sculpt_seconds", "How long jobs took.", count, seconds
        )
        told = CounterMetricFamily("memoreez_engine_webhooks", "By outcome.", labels=["outcome"])
        for outcome, number in sorted(self._webhooks.items()):
            told.add_metric([outcome], number)
        yield told
