"""A keepsake in ten lines: python examples/keepsake.py"""

import memoreez

keepsake = memoreez.make(
    "guitar, hiking with the dog, black coffee",
    name="Sophie",
    date="24.12.2026",
    out="keepsake",
)
print(keepsake.concept.title, "–", keepsake.concept.story)
print(keepsake.report.verdict, keepsake.files["figurine.3mf"])
