"""Downloads: print jobs, archives, stored drafts."""
