"""Sculptures: raw meshes from a design or a picture. One public file is one provider."""
