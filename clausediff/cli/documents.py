"""What OLD and NEW on the command line mean: a file, or an edition of the registry."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from clausediff.model.edition import Edition


@dataclass(frozen=True, slots=True)
class Document:
    """A document that the user named.

    Attributes:
        path: where its file is.
        stem: name for reports made of it.
        registered: its edition in the registry, if it was named ``agreement@version``.
    """

    path: Path
    stem: str
    registered: Edition | None = None

    def edition(self, agreement: str | None) -> Edition | None:
        """The edition under which the history keeps the document.

        A registered document keeps its own; a file has one only if the user names the agreement,
        and then its file name is its version.
        """
        if self.registered is not None or agreement is None:
            return self.registered
        return Edition(agreement, self.stem)


def locate(name: str) -> Document:
    """The document that ``name`` stands for; a file of that name comes before the registry.

    Raises:
        InputError: ``agreement@version`` names no registered edition.
    """
    path = Path(name)
    if path.exists() or "@" not in name:
        return Document(path, path.stem)
    from clausediff.store import registry

    found = registry.resolve(name)
    return Document(found.path, name.replace("@", "_"), Edition(found.agreement, found.version, found.date))
