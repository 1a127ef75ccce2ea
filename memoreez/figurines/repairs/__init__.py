"""Repairs: from any triangles to a solid that prints, each change told with numbers."""

from memoreez.figurines.repairs.change import Change, Step
from memoreez.figurines.repairs.repair import Repaired, Wanted, repair

__all__ = ["Change", "Repaired", "Step", "Wanted", "repair"]
