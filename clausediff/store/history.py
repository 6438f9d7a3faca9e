"""The history: every comparison with its documents, findings and the log, in one SQLite file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from clausediff import __version__
from clausediff.model.comparison import Comparison
from clausediff.model.edition import Edition
from clausediff.model.judgement import Verdict
from clausediff.model.memory import Remembered
from clausediff.store.connect import explained, open_database, transaction

if TYPE_CHECKING:
    from sqlite_utils import Database

    from clausediff.store.forgetting import Forgotten


def utc_now() -> datetime:
    """The time in UTC; only the log asks for it."""
    return datetime.now(UTC)


class History:
    """An open history database; close it, or use it as a context manager.

    Args:
        database: an open database with this release's schema; see :meth:`open`.
        path: its file, for messages.
        now: the clock that the log's times are read from.
    """

    def __init__(self, database: Database, path: Path, now: Callable[[], datetime] = utc_now) -> None:
        self._database = database
        self._path = path
        self._now = now

    @classmethod
    def open(cls, path: Path, now: Callable[[], datetime] = utc_now) -> Self:
        """Open the history for reading and writing, creating it (for its owner only) if there is none.

        Raises:
            StoreError: the file is no history database, is from a newer release, or cannot be written.
        """
        return cls(open_database(path), path, now)

    def close(self) -> None:
        """Close the database; closing twice is no error."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def record(
        self,
        comparison: Comparison,
        *,
        command: str = "compare",
        old: Edition | None = None,
        new: Edition | None = None,
        remembered: Iterable[Remembered] = (),
    ) -> int:
        """Record a comparison, its documents and the run itself, all or nothing; returns its id.

        Recording the same result of the same pair again adds a run to the log and nothing else.

        Args:
            comparison: what was found.
            command: the command that ran, for the log.
            old: edition under which the old document is kept, ``None`` if it has no name.
            new: the same for the new document.
            remembered: what judging found in the two documents, for later runs.

        Raises:
            StoreError: the database cannot be written.
        """
        from clausediff.store import remembering, writing

        with self._writing() as database:
            number = writing.write_comparison(database, comparison, __version__)
            documents = writing.documents_of(database, number)
            for document, edition in zip(documents, (old, new), strict=True):
                if edition is not None:
                    writing.write_edition(database, document, edition)
            remembering.write_remembered(database, remembered)
            writing.write_log(database, self._time(), command, comparison=number)
        return number

    def note(self, command: str, text: str) -> None:
        """Add a query, search or look-up to the log.

        Raises:
            StoreError: the database cannot be written.
        """
        from clausediff.store import writing

        with self._writing() as database:
            writing.write_log(database, self._time(), command, text=text)

    def judge(
        self,
        comparison: int,
        finding: str,
        verdict: Verdict | None,
        reason: str | None,
        by: str | None = None,
    ) -> None:
        """Record a reader's judgement of a finding of a recorded comparison.

        Args:
            comparison: id of the comparison; it must exist.
            finding: id of the finding in it; it must exist.
            verdict: what the reader made of it; ``None`` withdraws what was judged before.
            reason: the reader's own words.
            by: who judged.

        Raises:
            StoreError: the database cannot be written.
        """
        from clausediff.store import judging, writing

        with self._writing() as database:
            judging.write_judgement(database, self._time(), comparison, finding, verdict, reason, by)
            done = verdict or "withdrawn"
            writing.write_log(database, self._time(), "judge", text=f"{finding} of {comparison}: {done}")

    def forget(self, digests: Sequence[str]) -> Forgotten:
        """Erase every trace of the documents with these SHA-256 digests; nothing can bring them back.

        Their text, comparisons, findings, judgements, search index and the log's mentions that quote them
        go, and the file is rewritten without its free pages.

        Raises:
            StoreError: the database cannot be written, or another program keeps it open; what is left
                to do then is done by the next call of ``forget`` or ``sweep``.
        """
        from clausediff.store import forgetting, writing

        with self._writing() as database:
            forgotten = forgetting.erase(database, self._readings(digests))
            writing.write_log(database, self._time(), "forget")
        self.sweep()
        return forgotten

    def sweep(self) -> bool:
        """Finish what an interrupted ``forget`` left to do; returns whether there was anything.

        Raises:
            StoreError: another program keeps the database open.
        """
        from clausediff.store import forgetting

        with explained(self._path):
            unswept = forgetting.unswept(self._database)
            if unswept:
                forgetting.sweep(self._database)
        return unswept

    def _readings(self, digests: Sequence[str]) -> list[int]:
        marks = ",".join("?" * len(digests))
        rows = self._database.execute(f"SELECT id FROM documents WHERE sha256 IN ({marks})", list(digests))
        return [int(number) for (number,) in rows]

    def _time(self) -> str:
        return self._now().astimezone(UTC).isoformat(timespec="seconds")

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        """One transaction that waits for other writers, and that leaves all or nothing."""
        with explained(self._path), transaction(self._database):
            yield self._database
