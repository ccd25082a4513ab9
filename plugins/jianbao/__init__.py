"""jianbao: from filed items to numbered issues. The steps, in the order in which data flows:

read → check → select → number → compile → render, and read → ledger → report.
"""

__version__ = "0.1.0"
