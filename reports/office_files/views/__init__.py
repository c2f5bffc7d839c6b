"""Pages of office files: fetch, form, rule, answer."""
