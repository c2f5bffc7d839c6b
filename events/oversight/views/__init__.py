"""Pages of oversight: fetch, form, rule, answer."""
