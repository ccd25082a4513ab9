"""Why a file is not taken, as a sentence: whatever its bytes, reading it ends in a manuscript or in this."""

from __future__ import annotations


class RefusedError(Exception):
    """A file that is not taken: code, message in Chinese and what to do, as a problem has them."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        self.code, self.message, self.hint = code, message, hint
        super().__init__(message)


SAVE_AS = "在 Word 或 WPS 里打开，用“另存为”存成“Word 文档（*.docx）”，再导入"
TOO_DEEP = "文件里的表格、文本框一层套一层，太深了"


def refuse_damaged(what: str = "文件已损坏，或没有传完") -> RefusedError:
    return RefusedError("word-damaged", what, "重新发一次；还不行的，" + SAVE_AS)
