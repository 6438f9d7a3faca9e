"""Time and memory of reading one Word document, beside python-docx's plain opening of the same file.

    python benchmarks/parsing.py DOCUMENT.docx [--times 1 2 5 10]

Each reading is a process of its own, so that start-up and memory are its own. ``--times`` writes the body of
the document that many times over and shows how time grows with the number of words. Read the ratios.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import statistics
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

_MEASURED = """
import json, sys, time
from pathlib import Path
started = time.perf_counter()
{work}
seconds = time.perf_counter() - started
status = Path("/proc/self/status").read_text(encoding="ascii")
peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
print(json.dumps({{"seconds": seconds, "megabytes": peak, "words": words}}))
"""
_OURS = """from clausediff.pipeline import read_contract
contract = read_contract(Path(sys.argv[1]))
words = sum(len(clause.text.split()) for clause in contract.clauses)"""
_PLAIN = """import docx
document = docx.Document(sys.argv[1])
words = sum(len(paragraph.text.split()) for paragraph in document.paragraphs)"""


def measured(work: str, path: Path, rounds: int) -> tuple[float, float, int]:
    """Median seconds inside the process (imports included), highest megabytes, and the words read."""
    rows = []
    for _ in range(rounds):
        command = [sys.executable, "-c", _MEASURED.format(work=work), str(path)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        rows.append(json.loads(done.stdout))
    seconds = statistics.median(row["seconds"] for row in rows)
    return seconds, max(row["megabytes"] for row in rows), rows[0]["words"]


def repeated(path: Path, times: int, folder: Path) -> Path:
    """A copy whose body stands there ``times`` over."""
    written = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "word/document.xml":
                found = re.search(rb"(<w:body>)(.*)(<w:sectPr.*?</w:body>)", content, re.DOTALL)
                if found is not None:
                    body = found[1] + found[2] * times + found[3]
                    content = content[: found.start()] + body + content[found.end() :]
            target.writestr(entry.filename, content)
    made = folder / f"times{times}.docx"
    made.write_bytes(written.getvalue())
    return made


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description="Time and memory of reading one Word document.")
    parser.add_argument("document", type=Path)
    parser.add_argument("--times", type=int, nargs="+", default=[1, 2, 5, 10])
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    print(f"{'words':>9} {'seconds':>8} {'MB':>6} {'us/word':>8} {'python-docx s':>14} {'ratio':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for times in asked.times:
            path = repeated(asked.document, times, Path(folder))
            seconds, megabytes, words = measured(_OURS, path, asked.rounds)
            plain, _, _ = measured(_PLAIN, path, asked.rounds)
            print(
                f"{words:9} {seconds:8.2f} {megabytes:6.0f} {seconds / words * 1e6:8.1f} {plain:14.2f} "
                f"{seconds / plain:6.2f}"
            )


if __name__ == "__main__":
    main()
