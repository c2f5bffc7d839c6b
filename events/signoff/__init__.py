"""Sign-off: steps, editions, signatures, remarks; revision and repeal."""
