"""Procedural scenes: a grammar in C++ and one ray tracer, compiled for CUDA or for the CPU."""
