"""Read thousands of damaged documents: each must be read or refused with a reason, and none may hang.

python tools/fuzz.py [--inputs 10000] [--seed 1] FOLDER...

The documents of the folders are the seeds. A Word or OpenDocument file is damaged inside one of its parts
(so that the archive stays whole) or as raw bytes; other files as bytes. Prints what came of them, and exits
with 1 if one ended in a traceback or took too long; those inputs are kept in ``fuzz-failures``.
"""

from __future__ import annotations

import argparse
import io
import random
import signal
import sys
import time
import traceback
import zipfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from clausediff.clauses import build_contract
from clausediff.errors import ClausediffError
from clausediff.model.source import SourceInfo
from clausediff.sources.registry import READERS

SECONDS = 20
LARGEST = 300_000
"""Bytes of a seed: damage to a small file finds as much as damage to a large one, in less time."""
_ZIPPED = (".docx", ".odt")
_LEFT_OUT = (".doc", ".rtf")
_DICTIONARY = [
    b"<w:p>", b"</w:p>", b"<w:tbl>", b"</w:tc>", b'w:val="-1"', b'w:val="99999999999"', b"\x00", b"&#0;",
    b"]]>",
    b"<w:numPr><w:ilvl w:val='9'/><w:numId w:val='1'/></w:numPr>", b"%9", b"endobj", b"stream",
    b"/Length 0",
    b"<text:list>", b"text:start-value='-5'", b"\xff\xfe", b"<table>",
    b"| a | b |\n|---|",
    b"Artikel 1.",
    b"(i)",
    b"<w:fldChar w:fldCharType='end'/>", b"<w:ins>", b"<w:del>",
    b"w:vMerge", b"\xe2\x80\xa8", b"1.1.1.1.1.1.1",
]  # fmt: skip


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to eight small damages."""
    written = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(written) + 1)
        kind = chance.randrange(5)
        if kind == 0 and at < len(written):
            written[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            written[at:at] = chance.choice(_DICTIONARY)
        elif kind == 2:
            del written[at : at + chance.randrange(1, 200)]
        elif kind == 3:
            length = chance.randrange(1, 400)
            written[at:at] = written[at : at + length] * chance.randint(1, 20)
        else:
            other = chance.randrange(len(written) + 1)
            written[at:at] = written[other : other + chance.randrange(1, 300)]
    return bytes(written)


def damaged_inside(data: bytes, chance: random.Random) -> bytes:
    """A zipped document with damage in one of its XML parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(written, "w") as target:
        names = [entry.filename for entry in source.infolist() if entry.filename.endswith((".xml", ".rels"))]
        chosen = chance.choice(names)
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(entry.filename, _xml(content, chance) if entry.filename == chosen else content)
    return written.getvalue()


def _xml(content: bytes, chance: random.Random) -> bytes:
    """XML that stays well formed half the time: elements dropped, doubled or moved; else raw damage."""
    if chance.random() < 0.5:
        return damaged(content, chance)
    from lxml import etree

    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError:
        return damaged(content, chance)
    for _ in range(chance.randint(1, 12)):
        elements = list(root.iter())
        one, other = chance.choice(elements), chance.choice(elements)
        parent = one.getparent()
        if parent is None or one in other.iterancestors() or one is other:
            continue
        kind = chance.randrange(4)
        if kind == 0:
            parent.remove(one)
        elif kind == 1:
            other.append(etree.fromstring(etree.tostring(one, with_tail=False)))
        elif kind == 2:
            other.append(one)
        elif one.attrib:
            name = chance.choice(list(one.attrib))
            one.attrib[name] = chance.choice(
                ["", "0", "-1", "999999999999", "x", "none", one.attrib[name] * 2]
            )
    return bytes(etree.tostring(root))


def one(task: tuple[str, int]) -> tuple[str, str, bytes]:
    """What came of one damaged input: ``read``, the error's slug, or a traceback with the input."""
    name, seed = task
    chance = random.Random(f"{name}{seed}")
    path = Path(name)
    data = path.read_bytes()
    inside = path.suffix in _ZIPPED and chance.random() < 0.8
    try:
        data = damaged_inside(data, chance) if inside else damaged(data, chance)
    except (zipfile.BadZipFile, ValueError):
        return "seed not usable", name, b""
    media_type, reader = READERS[path.suffix]
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(SECONDS)
    try:
        document = reader(
            data, SourceInfo(path.name, "0" * 64, media_type), chance.choice(["accept", "original"])
        )
        build_contract(document)
    except ClausediffError as error:
        return error.slug, name, b""
    except RecursionError:
        return "too-deep", name, b""
    except TimeoutError:
        return f"HANG {name} {seed}", name, data
    except Exception:
        return f"TRACEBACK {name} {seed}\n{traceback.format_exc(limit=-4)}", name, data
    finally:
        signal.alarm(0)
    return "read", name, b""


def _too_long(*_: object) -> None:
    raise TimeoutError


def main() -> int:
    """Run the inputs over all cores; 1 if one failed."""
    parser = argparse.ArgumentParser(description="Read thousands of damaged documents.")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    seeds = [
        path
        for folder in asked.folders
        for path in sorted(folder.rglob("*"))
        if path.suffix in READERS and path.suffix not in _LEFT_OUT and 0 < path.stat().st_size < LARGEST
    ]
    chance = random.Random(asked.seed)
    tasks = [(str(chance.choice(seeds)), chance.randrange(2**32)) for _ in range(asked.inputs)]
    came: Counter[str] = Counter()
    failures = Path("fuzz-failures")
    started = time.monotonic()
    with ProcessPoolExecutor() as pool:
        for result, name, data in pool.map(one, tasks, chunksize=20):
            came[result.split("\n")[0]] += 1
            if data:
                failures.mkdir(exist_ok=True)
                kept = failures / f"{sum(came.values())}{Path(name).suffix}"
                kept.write_bytes(data)
                print(f"{kept}: {result}", file=sys.stderr)
    for result, count in came.most_common():
        print(f"{count:6} {result}")
    print(f"{sum(came.values())} inputs in {time.monotonic() - started:.0f} s from {len(seeds)} seeds")
    return 1 if failures.exists() else 0


if __name__ == "__main__":
    raise SystemExit(main())
