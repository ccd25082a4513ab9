#!/bin/sh
# Resolves pyproject.toml in empty environments and writes down the exact versions.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/run"
"$work/run/bin/pip" install --quiet .
"$work/run/bin/pip" freeze | grep -v '^jianbao' > "$work/run.txt"
"$work/run/bin/pip" install --quiet axe-playwright-python build check-jsonschema hatchling hypothesis icalendar mypy openpyxl pdfplumber playwright pytest pytest-xdist ruff types-Markdown types-PyYAML types-ldap3 types-openpyxl types-psutil
"$work/run/bin/pip" freeze | grep -v -e "^jianbao" -e "^-e" > "$work/dev.txt"
{
  echo "# Pinned: what 'make site' installs. Made anew by 'make pin' after a change in pyproject.toml."
  cat "$work/run.txt"
} > requirements.txt
{
  echo "# Pinned: what 'make test' installs besides. Made anew by 'make pin'."
  echo "-r requirements.txt"
  grep -vxFf "$work/run.txt" "$work/dev.txt"
} > requirements-dev.txt
