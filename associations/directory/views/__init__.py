"""Pages of the directory: fetch, form, rule, answer."""
