"""How like two texts are, and where: texts in, figures and places out. Knows no record.

``folding`` says what of a text is compared, ``sketch`` what is kept of it to be found by, ``searching`` finds what may
be like it among many thousands, ``overlap`` shows which passages two texts share, ``sentences`` which sentences say
nearly the same, ``cutting`` cuts a text there.
"""

from jianbao.likeness.cutting import cut_at
from jianbao.likeness.folding import Folded, fold, fold_figures, fold_signs, fold_text
from jianbao.likeness.overlap import Overlap, Passage, Seeded, compare_seeded, find_overlap, seed_text, spare_figures
from jianbao.likeness.searching import Near, Row, Sketches, find_holding, find_near, restore_sketches
from jianbao.likeness.sentences import SentencePair, pair_sentences, split_sentences
from jianbao.likeness.sketch import BITS, Sketch, make_sketch

__all__ = [
    "BITS",
    "Folded",
    "Near",
    "Overlap",
    "Passage",
    "Row",
    "Seeded",
    "SentencePair",
    "Sketch",
    "Sketches",
    "compare_seeded",
    "cut_at",
    "find_holding",
    "find_near",
    "find_overlap",
    "fold",
    "fold_figures",
    "fold_signs",
    "fold_text",
    "make_sketch",
    "pair_sentences",
    "restore_sketches",
    "seed_text",
    "spare_figures",
    "split_sentences",
]
