"""What the desk writes: one act, one commit, put back after a kill, exchanged with the server."""
