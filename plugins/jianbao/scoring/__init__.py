"""Scoring (计分): points from the facts of the ledger, under the schemes that an office names."""
