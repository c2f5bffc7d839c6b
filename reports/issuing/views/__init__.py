"""Pages of issuing: fetch, form, rule, answer."""
