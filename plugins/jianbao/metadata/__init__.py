"""Reading metadata: bytes → text → header and body → a tree with places → typed values.

The only YAML parser of the project. Every scalar is text until a getter gives it a type, because YAML 1.1
would turn ``010`` into 8, ``no`` into False and ``12:30`` into 750, and lets a repeated key win silently.
"""

from jianbao.metadata.fields import Fields, parse_numbers
from jianbao.metadata.header import Header, split_header
from jianbao.metadata.moments import Moment, parse_moment
from jianbao.metadata.paths import locate_values
from jianbao.metadata.text import decode_text
from jianbao.metadata.tree import Mapping, Node, Scalar, Sequence, parse_tree
from jianbao.metadata.vocabulary import Vocabulary

__all__ = [
    "Fields",
    "Header",
    "Mapping",
    "Moment",
    "Node",
    "Scalar",
    "Sequence",
    "Vocabulary",
    "decode_text",
    "locate_values",
    "parse_moment",
    "parse_numbers",
    "parse_tree",
    "split_header",
]
