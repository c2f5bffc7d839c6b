"""Models of sign-off: steps, editions, signatures, repeals."""
