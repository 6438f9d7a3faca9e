"""What was found in a document's texts, packed for the next run, and taken back.

Finding the catalogue's phrases is most of the time that judging takes, and it comes out the same for the same
text and the same catalogue. Only digests of the texts are packed, with the places of what was found.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from importlib import resources, util
from pathlib import Path

from clausediff.model.contract import Contract
from clausediff.model.memory import Memory, Remembered
from clausediff.protections.catalogue_file import Catalogue, Language
from clausediff.protections.phrases import Hit, Readings, vocabulary

_LANGUAGES: tuple[Language, ...] = ("nl", "en")
_READERS = ("matching.py", "names.py", "phrases.py", "sieve.py")
"""The modules that find phrases in a text: with other code than theirs, other things may be found."""
_MOST = 20_000
"""Texts beyond which what earlier comparisons asked of a document is not carried along."""
_LEVEL = 6


@contextmanager
def remembering(memory: Memory | None, catalogue: Catalogue, contracts: Iterable[Contract]) -> Iterator[None]:
    """Judge inside this with what earlier runs found in the contracts, and keep what this one finds.

    Args:
        memory: where it is kept; ``None`` remembers nothing.
        catalogue: the catalogue that judges; it must be the packaged one.
        contracts: the documents that are judged.
    """
    if memory is None:
        yield
        return
    key = memory_key(catalogue)
    documents = tuple(dict.fromkeys(contract.source.sha256 for contract in contracts))
    known = {document: unpack(memory.recall(key, document)) for document in documents}
    for readings in known.values():
        for language in _LANGUAGES:
            vocabulary(language).remember(readings)
    yield
    for document, before in known.items():
        asked = {
            digest: hits
            for language in _LANGUAGES
            for digest, hits in vocabulary(language).readings(document).items()
        }
        if not asked.keys() <= before.keys():
            together = {**before, **asked}
            kept = together if len(together) <= _MOST else asked
            memory.keep(Remembered(key, document, pack(kept)))


@lru_cache(maxsize=1)
def _readers() -> bytes:
    """The code that finds phrases, and the release of spaCy, whose tokenizer parts the words."""
    folder = resources.files("clausediff.protections")
    spacy = util.find_spec("spacy")  # looks for it, does not import it
    release = Path(spacy.origin).with_name("about.py").read_bytes() if spacy and spacy.origin else b""
    return b"".join((folder / name).read_bytes() for name in _READERS) + release


def memory_key(catalogue: Catalogue) -> str:
    """Digest of all that decides what is found in a text: the catalogue's files and the code that reads."""
    return sha256(catalogue.digest.encode() + _readers()).hexdigest()


def pack(readings: Readings) -> bytes:
    """Readings as bytes; the same readings always give the same bytes.

    JSON of the phrases' keys, and by the digest of each text its places in a row: number of the key, start,
    end.
    """
    keys = sorted({key for hits in readings.values() for key, _, _ in hits})
    number = {key: index for index, key in enumerate(keys)}
    places = {
        digest: [one for key, start, end in readings[digest] for one in (number[key], start, end)]
        for digest in sorted(readings)
    }
    written = json.dumps([keys, places], ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(written.encode(), _LEVEL)


def unpack(packed: bytes | None) -> Readings:
    """Packed readings; none where there are none, or where the bytes are damaged."""
    try:
        keys, places = json.loads(zlib.decompress(packed or b""))
        if not all(isinstance(key, str) for key in keys):
            return {}
        return {digest: _hits(keys, numbers) for digest, numbers in places.items()}
    except (zlib.error, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return {}


def _hits(keys: list[str], numbers: list[int]) -> tuple[Hit, ...]:
    """The places in one text.

    Raises:
        ValueError: they are none.
        TypeError, LookupError: the same.
    """
    if len(numbers) % 3 or any(type(one) is not int or one < 0 for one in numbers):
        raise ValueError(numbers)
    rest = iter(numbers)
    return tuple((keys[number], start, end) for number, start, end in zip(rest, rest, rest, strict=True))
