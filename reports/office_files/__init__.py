"""Word files and workbooks out."""
