"""Imports: from a file or a paste to a draft, with the wizard and batches."""
