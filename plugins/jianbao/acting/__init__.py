"""What people do: file, decide, draft, review, sign, correct, withdraw.

Each act reads the office, plans changes and hands them to ``writing``; the command line and every other front end
call the same functions. An act that cannot be done raises ProblemsFound and writes nothing.
"""
