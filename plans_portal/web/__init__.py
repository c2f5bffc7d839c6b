"""What every request and answer meets: headers, size limits, static files, health."""
