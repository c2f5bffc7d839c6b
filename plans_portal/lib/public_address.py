"""The portal's own address, as it stands on paper and in letters."""

import ipaddress
from typing import Final
from urllib.parse import urlsplit

OWN_MACHINE: Final = "127.0.0.1"


def is_own_machine(address: str) -> bool:
    """Whether «http://127.0.0.1:8000» leads only to the machine on which it is opened."""
    host = urlsplit(address).hostname or ""
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    return ip.is_loopback or ip.is_unspecified


def address_served(listens: str) -> str:
    """The address at which a server is reached that listens on «host:port» or on a port.

    One that listens on all addresses of its machine is reached there by its loopback.
    """
    host, _, port = listens.rpartition(":")
    if host in ("", "0"):
        host = OWN_MACHINE
    address = f"http://{host}:{port}"
    return f"http://{OWN_MACHINE}:{port}" if is_own_machine(address) else address
