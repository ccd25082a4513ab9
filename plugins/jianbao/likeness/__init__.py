"""How like two texts are, and where: texts in, figures and places out. Knows no record.

``folding`` says what of a text is compared, ``sketch`` finds what may be like it among many thousands, ``overlap``
shows which passages two texts share, ``sentences`` which sentences say nearly the same.
"""

from jianbao.likeness.folding import Folded, fold, fold_figures, fold_text
from jianbao.likeness.overlap import Overlap, Passage, find_overlap, spare_figures
from jianbao.likeness.sentences import SentencePair, pair_sentences, split_sentences
from jianbao.likeness.sketch import Near, Sketch, find_near, make_sketch

__all__ = [
    "Folded",
    "Near",
    "Overlap",
    "Passage",
    "SentencePair",
    "Sketch",
    "find_near",
    "find_overlap",
    "fold",
    "fold_figures",
    "fold_text",
    "make_sketch",
    "pair_sentences",
    "spare_figures",
    "split_sentences",
]
