"""Words of a Chinese text: the same on every machine, whatever others have laid there."""

from __future__ import annotations

import marshal
import subprocess
import sys
from pathlib import Path

from jianbao.rendering.papers.words import cut_words

TITLE = "关于做好清明节期间安全工作的通知"
SCRIPT = f"from jianbao.rendering.papers.words import cut_words; print('|'.join(cut_words({TITLE!r})))"


def test_words_joined_are_the_text() -> None:
    assert cut_words(TITLE) == ["关于", "做好", "清明节", "期间", "安全", "工作", "的", "通知"]
    assert "".join(cut_words("GDP增长6.8%，\n 与𠮷")) == "GDP增长6.8%，\n 与𠮷"


def test_a_dictionary_in_the_folder_for_temporary_files_is_neither_read_nor_left(tmp_path: Path) -> None:
    """Any user of the machine may lay one there."""
    planted = tmp_path / "jieba.cache"
    planted.write_bytes(marshal.dumps(({"清明节期间安全工作": 10**9}, 10**9)))
    before = planted.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env={"TMPDIR": str(tmp_path)}, check=True, capture_output=True, text=True
    )
    assert (done.stdout, done.stderr) == ("关于|做好|清明节|期间|安全|工作|的|通知\n", "")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"jieba.cache": before}


def test_commands_that_print_nothing_do_not_load_it() -> None:
    script = "import sys, jianbao.cli; print('jieba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"
