"""Dates of events: kept in step with their terms, laid out by month and by day."""
