"""The only way out to other machines: what other offices put out, and the mailbox. Nothing is sent but questions."""
