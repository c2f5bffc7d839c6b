"""The page of a conflict, answered as a browser does."""

from typing import Any


def decided(page: Any, **choices: str) -> dict[str, str]:
    """What the page sends with these choices: `title="mine"`, `term="stored"`."""
    context = page.context
    return (
        dict(context["typed"])
        | {"base": context["base"], "seen": context["seen"]}
        | {f"version-{name}": choice for name, choice in choices.items()}
    )
