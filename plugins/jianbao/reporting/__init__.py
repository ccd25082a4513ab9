"""Reporting (通报): counts of a period as tables, prose and data, and what was issued of them."""
