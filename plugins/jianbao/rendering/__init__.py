"""Render: documents and counts → pages, feeds and files, each holding only what its build may show."""
