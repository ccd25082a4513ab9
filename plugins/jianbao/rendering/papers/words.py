"""Words of a Chinese text: where a title may be broken, and what an edit changed."""

from __future__ import annotations

import logging
from functools import cache
from importlib import import_module
from typing import Any


@cache
def _segmenter() -> Any:
    """One of our own: what others teach the shared one would change our line ends. Loaded when the first text is cut,
    its dictionary from the package: jieba would take one that lies in the system's folder for temporary files, where
    anybody may have laid it, and reading that one is no quicker.
    """
    jieba = import_module("jieba")
    jieba.setLogLevel(logging.WARNING)
    segmenter = jieba.Tokenizer()
    segmenter.FREQ, segmenter.total = segmenter.gen_pfdict(segmenter.get_dict_file())
    segmenter.initialized = True
    return segmenter


def cut_words(text: str) -> list[str]:
    """Joined, they are the text again."""
    return list(_segmenter().cut(text, HMM=False))
