"""Files of the portal that were filled without network: brought back and merged."""
