"""What differs between two contents of a plan: rows, sections, stamps, words inside of cells."""

from events.plan.comparison.compared import compare
from events.plan.comparison.values import (
    CellChange,
    Counts,
    FieldChange,
    ParagraphChange,
    PartFate,
    PlanComparison,
    RowChange,
    SectionChange,
    StepChange,
)

__all__ = [
    "CellChange",
    "Counts",
    "FieldChange",
    "ParagraphChange",
    "PartFate",
    "PlanComparison",
    "RowChange",
    "SectionChange",
    "StepChange",
    "compare",
]
