"""Downloads of office files, and the page of a plan's meetings."""
