"""A number with its noun in Russian."""


def counted(count: int, one: str, few: str, many: str) -> str:
    """«1 строка», «3 строки», «5 строк»: the number with the form of the noun that it asks for."""
    last, teen = count % 10, count % 100 in range(11, 15)
    if last == 1 and not teen:
        return f"{count} {one}"
    return f"{count} {few if last in (2, 3, 4) and not teen else many}"
