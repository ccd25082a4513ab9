"""What pages show beside and of a text: rows of the queue, changes, likenesses, leads, printed pages."""
