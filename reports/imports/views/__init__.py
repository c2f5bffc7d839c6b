"""Pages of imports: fetch, form, rule, answer."""
