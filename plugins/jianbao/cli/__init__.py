"""The command line: each command reads, calls one function of the library, and prints in Chinese."""

from jianbao.cli.main import main

__all__ = ["main"]
