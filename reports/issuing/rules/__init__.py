"""Rules of issued documents: they print, prove and tell."""
