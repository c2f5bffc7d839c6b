"""Pages of sign-off: fetch, form, rule, answer."""
