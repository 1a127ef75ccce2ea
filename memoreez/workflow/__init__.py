"""Durable workflows: the only place that knows DBOS."""

from memoreez.workflow.flow import WORKSHOP, Flow

__all__ = ["WORKSHOP", "Flow"]
