"""Motifs: modelled hobby objects, one file each, found by listing this folder.

A motif is a function that returns a solid, under a decorator that holds its words and what a
composition needs to know about it. To add one, add one file (see docs/motifs.md).
"""

from memoreez.motifs._registry import Motif, Spot, lexicon, load, motif, names

__all__ = ["Motif", "Spot", "lexicon", "load", "motif", "names"]
