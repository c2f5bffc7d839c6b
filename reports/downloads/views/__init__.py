"""Pages of downloads: fetch, form, rule, answer."""
