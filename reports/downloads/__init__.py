"""Papers for download: print jobs, archives, stored drafts."""
