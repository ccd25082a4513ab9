"""CODEOWNERS as the forges read it, each after its own documentation and source."""

from __future__ import annotations

import re


def read_gitlab(text: str, path: str) -> set[str]:
    """Who must approve a change of a path: in each section the last rule that fits (docs.gitlab.com, Syntax of
    CODEOWNERS file and Advanced configuration: File::fnmatch with FNM_DOTMATCH and FNM_PATHNAME).
    """
    sections: dict[str, list[tuple[str, list[str]]]] = {}
    section = ""
    for line in text.splitlines():
        if heading := re.fullmatch(r"\^?\[([^\]]+)\](?:\[\d+\])?\s*(.*)", line):
            section = heading[1].lower()
            assert not heading[2], "default owners are not read here"
        elif line.strip() and not line.startswith("#"):
            pattern, *owners = line.split()
            sections.setdefault(section, []).append((pattern, owners))
    found: set[str] = set()
    for rules in sections.values():
        fitting = [owners for pattern, owners in rules if _glob(pattern).fullmatch(f"/{path}")]
        found |= set(fitting[-1]) if fitting else set()
    return found


def _glob(pattern: str) -> re.Pattern[str]:
    pattern = "/**/*" if pattern == "*" else pattern if pattern.startswith("/") else f"/**/{pattern}"
    pattern = f"{pattern}**/*" if pattern.endswith("/") else pattern
    parts = {"**/": "(?:.*/)?", "*": "[^/]*", "?": "[^/]"}
    pieces = re.split(r"(\*\*/|\*|\?)", pattern)
    return re.compile("".join(parts.get(piece, re.escape(piece)) for piece in pieces))


def read_gitea(text: str, path: str) -> set[str]:
    """Who is asked to look at a change of a path: the owners of every rule that fits (docs.gitea.com, Code Owners;
    ParseCodeOwnersLine puts ^ and $ around the expression).
    """
    found: set[str] = set()
    for line in text.splitlines():
        tokens = _tokenize(line)
        if len(tokens) > 1:
            expression, *owners = tokens
            fits = re.match(f"^{expression.removeprefix('!')}$", path) is not None
            found |= set(owners) if fits is not expression.startswith("!") else set()
    return found


def _tokenize(line: str) -> list[str]:
    """As TokenizeCodeOwnersLine: a backslash keeps the next sign, # ends the line, spaces part."""
    tokens, token, escaped = [], "", False
    for sign in line.strip().replace("\t", " "):
        if escaped:
            token, escaped = token + sign, False
        elif sign == "\\":
            escaped = True
        elif sign == "#":
            break
        elif sign == " ":
            tokens, token = [*tokens, token] if token else tokens, ""
        else:
            token += sign
    return [*tokens, token] if token else tokens
