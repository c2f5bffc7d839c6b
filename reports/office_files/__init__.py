"""Plans and papers of meetings as Word files and workbooks."""
