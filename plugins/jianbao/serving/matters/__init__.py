"""What waits for somebody, and what became of what was sent: the home pages and the units' own."""
