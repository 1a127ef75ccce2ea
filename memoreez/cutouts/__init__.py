"""Cutouts: the object of a picture without its backdrop. One public file is one provider."""
