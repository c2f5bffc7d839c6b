"""The portal as it will be when a plan says more: every class of the content has one more field.

Only for a process of its own: `grow` comes before any other code of the portal is loaded.
"""

import sys
from importlib.machinery import SourceFileLoader
from importlib.util import find_spec, module_from_spec, spec_from_loader

# Words, words that are never empty, numbers, a mark, a list, and an object.
ADDED = {
    "ColumnContent": 'align: str = "left"',
    "LayoutContent": 'paper: str = "A4"',
    "ResponsibleContent": "share: int = 0",
    "AgendaItemContent": "is_closed: bool = False",
    "EventContent": 'budget: str = ""',
    "SectionContent": "links: tuple[str, ...] = ()",
    "StepContent": "days: int = 5",
    "AssociationContent": 'short: str = ""',
    "PeriodContent": 'holidays: str = ""',
    "PlanContent": "author: AgendaItemContent = AgendaItemContent('')",
}


class Grown(SourceFileLoader):
    """Loads a module with the added fields at the ends of its classes."""

    def get_code(self, fullname):
        source = self.get_source(fullname)
        for name, field in ADDED.items():
            end = source.index("\n\n\n", source.index(f"class {name}:"))
            source = f"{source[:end]}\n    {field}{source[end:]}"
        return compile(source, self.path, "exec")


def grow() -> None:
    """Put the module of the content with more fields in the place of the real one."""
    name = "events.plan.content"
    loader = Grown(name, find_spec(name).origin)
    module = module_from_spec(spec_from_loader(name, loader))
    sys.modules[name] = module
    loader.exec_module(module)
