"""Whole-process timings of clausediff beside other comparison engines, in turn, as ratios.

    python -m venv peers && peers/bin/pip install "python-redlines[docxodus]" docx-trackdiff
    python benchmarks/speed.py OLD.docx NEW.docx --peers peers/bin/python

Every round runs each program once, one after the other, so that a machine that speeds up or slows down
does so for all of them. The seconds are of this machine only: read the ratios.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

_DOCXODUS = (
    "import sys; from python_redlines import DocxodusEngine; "
    "open(sys.argv[3], 'wb').write(DocxodusEngine().run_redline('benchmark', *sys.argv[1:3],"
    " detect_moves=True)[0])"
)


@dataclass
class Program:
    """A program under test: its command line, and the seconds and peak memory of each run."""

    name: str
    command: list[str]
    seconds: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Run once as a whole process, output thrown away."""
        start = time.perf_counter()
        subprocess.run(self.command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.seconds.append(time.perf_counter() - start)


def programs(old: str, new: str, peers: str | None, folder: str) -> list[Program]:
    """The programs to run on one pair of files, clausediff first."""
    clausediff = [sys.executable, "-m", "clausediff", "compare", old, new, "--format", "json", "--no-db"]
    quiet = ["--quiet", "-o", f"{folder}/out.json"]
    found = [
        Program("clausediff", [*clausediff, *quiet]),
        Program("clausediff --no-findings", [*clausediff, "--no-findings", *quiet]),
    ]
    if peers:
        trackdiff = str(Path(peers).parent / "docx-trackdiff")
        found += [
            Program("python-redlines (Docxodus)", [peers, "-c", _DOCXODUS, old, new, f"{folder}/d.docx"]),
            Program("docx-trackdiff", [trackdiff, old, new, f"{folder}/t.docx"]),
        ]
    return found


def report(found: list[Program]) -> None:
    """Print the median of each program, and its ratio to the first one, round by round."""
    base = found[0].seconds
    for program in found:
        ratios = [mine / theirs for mine, theirs in zip(base, program.seconds, strict=True)]
        low, middle, high = min(ratios), statistics.median(ratios), max(ratios)
        print(
            f"{program.name:28} {statistics.median(program.seconds):7.2f} s   "
            f"clausediff takes {middle:5.2f} times as long ({low:.2f} to {high:.2f})"
        )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process of the whole run: {peak:.0f} MB")


def main() -> None:
    """Parse the arguments, run the rounds, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("--peers", help="python of an environment with the other engines installed")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = programs(arguments.old, arguments.new, arguments.peers, folder)
        for program in found:
            program.run()
            program.seconds.clear()
        for _ in range(arguments.rounds):
            for program in found:
                program.run()
    report(found)


if __name__ == "__main__":
    main()
