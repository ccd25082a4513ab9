"""Printing: a ``Paper`` → PDF and Word."""
