"""The calendar: a month, upcoming events, the rows of a plan by date."""
