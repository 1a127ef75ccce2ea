"""The engine: any sculptor behind HTTP, so that shapes come from a GPU somewhere else.

`orders` says what can be asked for, `jobs` keeps it on the disk, `devices` do it, `app` is the door
and `courier` tells whoever wants to be told.
"""
