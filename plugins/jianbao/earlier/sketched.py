"""The sketches of many texts by what they are of, so that no text is sketched twice; as bytes, to be kept."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from struct import Struct

from jianbao.characters import strip_markup
from jianbao.likeness import BITS, Row, Sketches, fold_signs, make_sketch, restore_sketches

_DIGEST = 16
# How many sketches there are; then, packed, the digests, how many bits each has, and the columns.
_HEAD, _COUNT = Struct("<I"), Struct("<H")
_PER_TEXT = _DIGEST + _COUNT.size
# Texts that are no more are forgotten when there are so many times more of them; of a few there is no need.
_TOO_MANY, _FEW = 2, 1000


def compose_text(title: str, body: str) -> str:
    """As read aloud: what is compared."""
    return f"{title}\n{strip_markup(body)}"


def digest_text(title: str, body: str) -> bytes:
    """What tells it from every other."""
    return blake2b(f"{len(title)}\n{title}{body}".encode(errors="surrogatepass"), digest_size=_DIGEST).digest()


@dataclass(slots=True)
class Sketched:
    """``known``: the number of each sketch by the digest of its text. ``added``: how many were made since they were
    kept. Not for several at once.
    """

    known: dict[bytes, int] = field(default_factory=dict)
    sketches: Sketches = field(default_factory=Sketches)
    added: int = 0

    def find(self, texts: Iterable[tuple[bytes, str, str]]) -> Row:
        """Of texts (digest, title, body) in their order; those not known are sketched."""
        wanted = [*texts]
        if len(self.known) > _TOO_MANY * len(wanted) + _FEW:
            self.known, self.sketches, self.added = {}, Sketches(), 0
        new = {digest: (title, body) for digest, title, body in wanted if digest not in self.known}
        self.sketches.add(make_sketch(fold_signs(compose_text(*text))) for text in new.values())
        self.known |= {digest: number for number, digest in enumerate(new, len(self.known))}
        self.added += len(new)
        return Row(self.sketches, tuple(self.known[digest] for digest, _, _ in wanted))

    def dump(self) -> bytes:
        size = _size_column(len(self.known))
        columns = (self.sketches.columns.get(bit, 0).to_bytes(size, "little") for bit in range(BITS))
        counts = map(_COUNT.pack, self.sketches.counts)
        return _HEAD.pack(len(self.known)) + zlib.compress(b"".join((*self.known, *counts, *columns)), 1)


def load_sketched(data: bytes, most: int) -> Sketched:
    """What ``dump`` gave; nothing where it is damaged, or of more than so many texts."""
    if len(data) < _HEAD.size:
        return Sketched()
    (count,) = _HEAD.unpack_from(data)
    whole = _unpack(data[_HEAD.size :], count * _PER_TEXT + BITS * _size_column(count)) if count <= most else b""
    return _read(whole, count) if whole else Sketched()


def _size_column(count: int) -> int:
    return (count + 7) // 8


def _unpack(data: bytes, size: int) -> bytes:
    """Nothing where it is not of just that size; what is packed carries a sum of its own."""
    unpacking = zlib.decompressobj()
    try:
        whole = unpacking.decompress(data, size + 1)
    except zlib.error:
        return b""
    return whole if unpacking.eof and len(whole) == size and not unpacking.unused_data else b""


def _read(whole: bytes, count: int) -> Sketched:
    digests = (whole[place : place + _DIGEST] for place in range(0, count * _DIGEST, _DIGEST))
    counts = [known for (known,) in _COUNT.iter_unpack(whole[count * _DIGEST : count * _PER_TEXT])]
    size = _size_column(count)
    columns = {
        bit: column
        for bit in range(BITS)
        if (column := int.from_bytes(whole[(place := count * _PER_TEXT + bit * size) : place + size], "little"))
    }
    known = {digest: number for number, digest in enumerate(digests)}
    return Sketched(known=known, sketches=restore_sketches(columns, counts))
