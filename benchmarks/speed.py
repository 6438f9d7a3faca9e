"""Whole-process timings and memory of clausediff beside other comparison engines, in turn, as ratios.

    python -m venv peers && peers/bin/pip install "python-redlines[docxodus]" docx-trackdiff
    python -m benchmarks.speed --peers peers/bin/python --pair OLD.docx NEW.docx

Prints, in one run: start-up (two agreements of three clauses); 1,000 made-up clauses beside docx-trackdiff;
growth from 1,000 to 20,000 clauses against n log n, with the peak of memory; the pair of documents named,
beside Docxodus and docx-trackdiff; and what judging adds to it where both documents were judged before.
clausediff reads Word, aligns, compares and writes JSON; the pair it also judges. Every round runs each
program once, one after the other, so that a machine that gets slower does so for all of them. The seconds are
of this machine only: read the ratios. All programs run with compiled bytecode at hand, as installed ones do.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.generated import write_pair

_DOCXODUS = (
    "import sys; from python_redlines import DocxodusEngine; "
    "open(sys.argv[3], 'wb').write(DocxodusEngine().run_redline('benchmark', *sys.argv[1:3],"
    " detect_moves=True)[0])"
)
_TINY = 3
_SIZES = (1_000, 2_000, 5_000, 10_000, 20_000)
_MEMORY_AT = 5_000

Pair = tuple[Path, Path]


@dataclass
class Program:
    """A program under test: its command line, and what each run took.

    ``seconds`` are by the clock, ``busy`` those of the processor; ``megabytes`` is the highest peak.
    """

    name: str
    command: list[str]
    seconds: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    megabytes: float = 0.0

    def run(self, environment: dict[str, str]) -> None:
        """Run once as a whole process, output thrown away."""
        start = time.perf_counter()
        process = subprocess.Popen(
            self.command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, status, used = os.wait4(process.pid, 0)
        self.seconds.append(time.perf_counter() - start)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{self.name} ended with {process.returncode}")
        self.busy.append(used.ru_utime + used.ru_stime)
        self.megabytes = max(self.megabytes, used.ru_maxrss / 1024)

    def forget(self) -> None:
        """Drop what the runs took so far: they were to warm up."""
        self.seconds.clear()
        self.busy.clear()
        self.megabytes = 0.0


@dataclass(frozen=True, slots=True)
class Bench:
    """Where the programs run: the other engines' Python if there is one, a folder for files, the rounds."""

    peers: str | None
    folder: Path
    rounds: int

    def ours(self, pair: Pair, name: str, *options: str) -> Program:
        """Clausediff on a pair of files."""
        return self._ours(pair, name, "--no-db", *options)

    def recorded(self, pair: Pair, name: str, *options: str) -> Program:
        """Clausediff on a pair of files with a history, in which the warm-up leaves both documents judged."""
        return self._ours(pair, name, "--db", str(self.folder / "history.db"), *options)

    def _ours(self, pair: Pair, name: str, *options: str) -> Program:
        command = [sys.executable, "-m", "clausediff", "compare", *map(str, pair), "--format", "json"]
        return Program(name, [*command, "--quiet", "-o", str(self.folder / "out.json"), *options])

    def trackdiff(self, pair: Pair) -> list[Program]:
        """docx-trackdiff on a pair of files, if it is there."""
        if self.peers is None:
            return []
        command = [str(Path(self.peers).parent / "docx-trackdiff"), *map(str, pair)]
        return [Program("docx-trackdiff", [*command, str(self.folder / "trackdiff.docx")])]

    def docxodus(self, pair: Pair) -> list[Program]:
        """Docxodus by python-redlines on a pair of files, if it is there."""
        if self.peers is None:
            return []
        out = str(self.folder / "docxodus.docx")
        return [Program("Docxodus (python-redlines)", [self.peers, "-c", _DOCXODUS, *map(str, pair), out])]

    def run(self, programs: Sequence[Program], rounds: int | None = None) -> None:
        """Run all programs in turn: once to warm up, then so many rounds."""
        environment = dict(os.environ, PYTHONPYCACHEPREFIX=str(self.folder / "bytecode"))
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for program in programs:
            program.run(environment)
            program.forget()
        for _ in range(rounds or self.rounds):
            for program in programs:
                program.run(environment)


def thousand(bench: Bench) -> None:
    """1,000 clauses beside docx-trackdiff, and start-up."""
    tiny = bench.ours(write_pair(_TINY, bench.folder, typed=False), "start-up", "--no-findings")
    print(f"{_SIZES[0]:,} clauses, aligned and compared (--no-findings)")
    for typed in (False, True):
        pair = write_pair(_SIZES[0], bench.folder, typed=typed)
        how = "typed-in" if typed else "automatic"
        found = [
            tiny,
            bench.ours(pair, f"clausediff, {how} numbers", "--no-findings"),
            *bench.trackdiff(pair),
        ]
        tiny.forget()
        bench.run(found)
        for program in found:
            print(_line(program))
        if len(found) > 2:
            start, own, other = (program.seconds for program in found)
            _ratio("without start-up, against docx-trackdiff", _differences(own, start), other)
            _ratio("as a whole, against docx-trackdiff", own, other)
            _ratio(
                "as a whole, against twice docx-trackdiff and start-up",
                own,
                [2 * theirs + begun for theirs, begun in zip(other, start, strict=True)],
            )
    print()


def growth(bench: Bench, sizes: Sequence[int]) -> None:
    """Seconds and memory from the smallest to the largest size, against n log n."""
    tiny = bench.ours(write_pair(_TINY, bench.folder, typed=False), "start-up", "--no-findings")
    for typed in (False, True):
        print(f"growth, {'typed-in' if typed else 'automatic'} numbers (--no-findings; processor seconds)")
        print(f"{'clauses':>9} {'seconds':>8} {'MB':>6} {'us/clause':>10} {'growth':>8} {'of n log n':>11}")
        found = [
            bench.ours(write_pair(size, bench.folder, typed=typed), str(size), "--no-findings")
            for size in sizes
        ]
        tiny.forget()
        bench.run([tiny, *found], min(bench.rounds, 3))
        begun = min(tiny.busy)
        first = min(found[0].busy) - begun
        for size, program in zip(sizes, found, strict=True):
            own = min(program.busy) - begun
            allowed = size * math.log(size) / (sizes[0] * math.log(sizes[0]))
            print(
                f"{size:9,} {min(program.busy):8.2f} {program.megabytes:6.0f} {own / size * 1e6:10.0f} "
                f"{own / first:8.1f} {own / first / allowed:11.2f}"
                + ("   <- memory" if size == _MEMORY_AT else "")
            )
    print()


def documents(bench: Bench, pair: Pair) -> None:
    """A pair of real documents beside the other engines."""
    found = [bench.ours(pair, "clausediff --no-findings", "--no-findings"), bench.ours(pair, "clausediff")]
    found += [*bench.docxodus(pair), *bench.trackdiff(pair)]
    bench.run(found)
    print(f"{pair[0].name} and {pair[1].name}")
    for program in found:
        print(_line(program))
    for other in found[2:]:
        for own in found[:2]:
            _ratio(f"{own.name}, against {other.name}", own.seconds, other.seconds)
    remembered(bench, pair)


def remembered(bench: Bench, pair: Pair) -> None:
    """What judging adds where both documents were judged before."""
    again = bench.recorded(pair, "judged before")
    without = bench.recorded(pair, "judged before --no-findings", "--no-findings")
    bench.run([again, without])
    for program in (again, without):
        print(_line(program))
    _ratio("judged before, against --no-findings", again.seconds, without.seconds)
    by_clock, busy = _differences(again.seconds, without.seconds), _differences(again.busy, without.busy)
    print(
        f"    judging adds {statistics.median(by_clock):.2f} s where both documents were judged before "
        f"(processor {statistics.median(busy):.2f} s)"
    )


def _line(program: Program) -> str:
    return (
        f"  {program.name:34} {statistics.median(program.seconds):6.2f} s  "
        f"(processor {statistics.median(program.busy):.2f} s)  {program.megabytes:4.0f} MB"
    )


def _differences(mine: Sequence[float], theirs: Sequence[float]) -> list[float]:
    return [one - other for one, other in zip(mine, theirs, strict=True)]


def _ratio(what: str, mine: Sequence[float], theirs: Sequence[float]) -> None:
    """Median, lowest and highest ratio, round by round."""
    ratios = [one / other for one, other in zip(mine, theirs, strict=True)]
    low, middle, high = min(ratios), statistics.median(ratios), max(ratios)
    print(f"    {what}: {middle:.2f} times as long ({low:.2f} to {high:.2f})")


def main() -> None:
    """Parse the arguments, run everything, print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pair", nargs=2, type=Path, metavar=("OLD", "NEW"), help="two real documents")
    parser.add_argument("--peers", help="python of an environment with the other engines installed")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--largest", type=int, default=_SIZES[-1], help="clauses that growth goes up to")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(asked.peers, Path(folder), asked.rounds)
        thousand(bench)
        growth(bench, [size for size in _SIZES if size <= max(asked.largest, _SIZES[0])])
        if asked.pair:
            documents(bench, (asked.pair[0], asked.pair[1]))


if __name__ == "__main__":
    main()
