"""Pages of layouts: fetch, form, rule, answer."""
