"""Identity numbers by their check character (GB 11643-1999)."""

from __future__ import annotations

import pytest

from jianbao.checks.privacy import is_id_number


@pytest.mark.parametrize("number", ["11010519491231002X", "11010519491231002x", "110105491231002"])
def test_id_number(number: str) -> None:
    assert is_id_number(number)


@pytest.mark.parametrize(
    "number",
    [
        "440524188001010014",  # born in 1880
        "110105194912310021",  # wrong check character
        "110105194913310028",  # no such month
        "000105194912310029",  # no such region
        "990105491231002",  # fifteen digits, no such region
        "110105491331002",  # fifteen digits, no such month
    ],
)
def test_no_id_number(number: str) -> None:
    assert not is_id_number(number)
