"""Claynet, our own network: one picture of a clay-like figure in; cutout, depths and camera out.

It was trained on scenes that `training/` invents. The cutout and the sculptor of that name share
what it sees here. `average.f16` are its weights, `graph.onnx` what is computed with them and
`layout.json` which of them goes where; the last two are written by `training/export.py`.
"""
