"""Specimen of a layout, drawn from its values, saved or just typed."""

import datetime as dt
from dataclasses import dataclass

from events.drafting.views.sheet import Sheet, lay_out_sheet
from events.layouts.queries.faults import Fault, WidthSum, faults_of, width_sum
from events.layouts.queries.sample import sample_content, sample_title
from events.layouts.queries.values import LayoutValues


@dataclass(frozen=True, slots=True)
class Specimen:
    """The sheet shown beside the form, an example title, the sum of widths, the faults."""

    sheet: Sheet
    title: str
    widths: WidthSum
    faults: tuple[Fault, ...]

    @property
    def is_stopped(self) -> bool:
        """Whether the layout can't be put in force as it is."""
        return any(fault.stops for fault in self.faults)


def specimen_of(values: LayoutValues, on: dt.date) -> Specimen:
    """Draw the layout with sample words, as of the day `on`."""
    return Specimen(
        sheet=lay_out_sheet(None, sample_content(values, on)),
        title=sample_title(values, on),
        widths=width_sum(values.columns, values.orientation),
        faults=faults_of(values),
    )
