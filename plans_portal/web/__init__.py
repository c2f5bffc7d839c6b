"""What every request and answer passes: headers, size limits, static files, health."""
