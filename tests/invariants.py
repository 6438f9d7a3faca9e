"""What must hold of every contract, whatever the document: reusable checkers."""

from __future__ import annotations

from clausediff.model.contract import Contract, Kind
from clausediff.model.source import SourceDocument
from clausediff.wording import words


def assert_tree_holds(contract: Contract) -> None:
    """Ids, parents, levels, paths and offsets are sound, and nothing points at a clause that is not there."""
    ids = [clause.id for clause in contract.clauses]
    assert ids == [f"c{number}" for number in range(1, len(ids) + 1)]
    paths = [clause.path for clause in contract.clauses]
    assert len(paths) == len(set(paths)), "a path stands twice"
    by_id = {clause.id: clause for clause in contract.clauses}
    open_path: list[str] = []
    for clause in contract.clauses:
        parent = by_id[clause.parent] if clause.parent else None
        assert clause.level == (parent.level + 1 if parent else 1), clause
        del open_path[clause.level - 1 :]
        assert (open_path[-1] if open_path else None) == clause.parent, f"{clause.id} is out of order"
        open_path.append(clause.id)
        assert parent is None or clause.path.startswith(parent.path + " > "), clause.path
        assert clause.label is None or clause.label == clause.label.strip() != "", clause
        assert clause.heading is None or clause.heading == " ".join(clause.heading.split()) != "", clause
        assert clause.text == " ".join(clause.text.split()), f"white space in {clause.id}"
        assert clause.kind is Kind.TABLE or clause.label or clause.heading or clause.text, f"{clause.id}"
    assert_links_hold(contract)


def assert_links_hold(contract: Contract) -> None:
    """Definitions, references and comments are tied to clauses, and references quote their clause."""
    by_id = {clause.id: clause for clause in contract.clauses}
    for reference in contract.references:
        text = by_id[reference.clause].text
        end = reference.start + len(reference.text)
        assert text[reference.start : end] == reference.text != "", reference
        assert reference.target is None or reference.target in by_id
        assert not (reference.external and reference.target), reference
    for definition in contract.definitions:
        clause = by_id[definition.clause]
        assert definition.term in f"{clause.heading or ''} {clause.text}", definition
    assert all(comment.clause in by_id for comment in contract.comments)


def tree_words(contract: Contract) -> list[str]:
    """All words of the tree in order: label, heading and text of each clause."""
    return [
        word
        for clause in contract.clauses
        for part in (clause.label, clause.heading, clause.text)
        if part
        for word in words(part)
    ]


def source_words(source: SourceDocument) -> list[str]:
    """All words of the blocks in order, automatic labels included."""
    return [
        word for block in source.blocks for part in (block.label, block.text) if part for word in words(part)
    ]


def assert_words_accounted(source: SourceDocument, contract: Contract) -> None:
    """Every word of the blocks stands in the tree, in order, or in what the contract lists as not read."""
    unread = [word for row in contract.not_read[len(source.not_read) :] for word in words(row.text)]
    expected, actual = source_words(source), tree_words(contract)
    if not unread:
        assert actual == expected, _first_difference(expected, actual)
        return
    at = 0
    for word in expected:
        if at < len(actual) and actual[at] == word:
            at += 1
        else:
            assert word in unread, f"{word!r} is lost near {expected[max(0, at - 5) : at + 5]}"
            unread.remove(word)
    assert at == len(actual), f"words that no block has: {actual[at : at + 8]}"


def _first_difference(expected: list[str], actual: list[str]) -> str:
    for place, (one, other) in enumerate(zip(expected, actual, strict=False)):
        if one != other:
            around = slice(max(0, place - 6), place + 6)
            return f"word {place}: {expected[around]} became {actual[around]}"
    return f"{len(expected)} words became {len(actual)}"
