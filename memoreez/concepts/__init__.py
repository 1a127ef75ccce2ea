"""Concepts: what a person typed becomes hobbies, and hobbies become ideas for a figurine."""
