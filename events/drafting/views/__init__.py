"""Pages of drafting: fetch, form, rule, answer."""
