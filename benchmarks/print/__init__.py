"""Damaged files: what the print gate and the repair make of them.

    python -m benchmarks.print [--few] [--only WORD] [--jobs 2] [--json FILE] [--keep FOLDER]

Good keepsakes are damaged in the ways that users report, alone and together, in three strengths;
awkward solids and hostile files come on top. Each runs in a process of its own, whose time and
memory are measured; what the gate says then is held against judges that share no code with it.
Run it from the root of the project.
"""
