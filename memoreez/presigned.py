"""Links with which a machine elsewhere may read or write one blob of the store, for a while.

Such a machine needs no keys of the store: each link allows one thing with one blob, and ends. Only
an S3 store that others can reach has such links; what a folder keeps has to travel with the order.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import obstore
from obstore.store import S3Store

from memoreez import addresses
from memoreez.settings import Settings

if TYPE_CHECKING:
    from obstore.store import ClientConfig, S3Config

LONGEST_S = 7 * 24 * 3600.0  # of a link of S3's
Method = Literal["GET", "PUT"]
Link = Callable[[Method, str, float], str]  # method, key, seconds → address


def linker(settings: Settings, *, private: bool = False) -> Link | None:
    """Signs links to the settings' store; None where a machine elsewhere could not use them.

    `private`: that machine is in the same network, so private addresses are of use too.
    """
    place = urlsplit(settings.store)
    if place.scheme != "s3":
        return None
    server = (settings.store_public_url or settings.store_endpoint).rstrip("/")
    server = server or f"https://s3.{settings.store_region}.amazonaws.com"
    if not private and not reachable(server):
        return None
    client: ClientConfig = {"allow_http": server.startswith("http://")}
    keys: S3Config = {}
    if settings.store_key_id:
        keys["access_key_id"] = settings.store_key_id
        keys["secret_access_key"] = settings.store_secret.get_secret_value()
    store = S3Store(
        place.netloc,
        prefix=place.path.strip("/") or None,
        endpoint=server,
        region=settings.store_region,
        client_options=client,
        config=keys,
    )

    def link(method: Method, key: str, lives_s: float) -> str:
        return str(obstore.sign(store, method, key, timedelta(seconds=min(lives_s, LONGEST_S))))

    return link


def reachable(server: str) -> bool:
    """Whether others can reach it, as far as its name says: `store` and 10.0.0.3 are for us."""
    host = urlsplit(server).hostname or ""
    try:
        return addresses.public(str(ip_address(host)))
    except ValueError:
        return "." in host.strip(".") and not host.endswith((".local", ".internal", ".localhost"))
