"""Pages of the calendar: fetch, form, rule, answer."""
