"""E-mail addresses as they are shown to others than their owners."""


def hidden_address(address: str) -> str:
    """Tell an address without most of its name: «r***@univ.ru»; empty for an empty one."""
    name, at, place = address.rpartition("@")
    return f"{name[:1]}***{at}{place}" if at else ""
