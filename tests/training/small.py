"""Pictures small enough for a processor."""

SMALL = 48  # pixels of a side
