"""Clauses that were cut up or put together: words of one clause that continue in a clause not its partner.

What a clause holds beyond its partner's words is its rest. A free clause whose words lie in the rest of a
clause on the other side is a part of it; two pairs whose rests share a good piece were regrouped::

    old 5.1  A. B.        new 5.1  A.         5.1 -> 5.1 + 5.2: split
                          new 5.2  B.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from clausediff.alignment.candidates import inverted, nearest
from clausediff.alignment.mapping import FREE, SHARED_FAR, Mapping, paired
from clausediff.alignment.side import ROOT, Side

_LEAST = 5
"""Words that a part has at least."""
_SURE = 8
"""Words from which a part that stands near the rest is known; a shorter one must be whole."""
_SURE_FAR = 12
"""Words from which a part is known anywhere."""
_COVERED = 0.6
"""Share of a part's weight that must come from the other clause's rest."""
_COVERED_NEAR = 0.45
"""The same for a part that stands near the rest."""
_PAIRED = 0.35
"""Share of a part's word pairs (neighbouring words) that must stand in the other clause."""
_PAIRED_FAR = 0.5
"""The same for a part that stands far from the rest."""
_ALONE = 0.25
"""Likeness that a single part must have with the whole clause, to be what is left of it."""
_DEFINED = 0.25
"""Share of a clause's weight that a definition must take from it to be a part of it: a name that was written
out and got a term of its own leaves the clause whole."""

Words = Counter[str]


@dataclass(frozen=True, slots=True)
class _Flow:
    """Words of ``old`` that continue in ``new``: their share of the part's weight, and what speaks for it."""

    share: float
    old: int
    new: int
    near: bool = False
    place: float = 0.0

    @property
    def rank(self) -> tuple[float, bool, int, int]:
        """Best first, of copies the one near the rest; the same from both sides."""
        worth = round(self.share + self.place, 9)
        return (-worth, not self.near, self.old + self.new, abs(self.old - self.new))


class _Rests:
    """What each clause holds beyond the words that are already accounted for."""

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self._old: dict[int, Words] = {}
        self._new: dict[int, Words] = {}

    def old(self, index: int) -> Words:
        """Rest of an old clause."""
        if index not in self._old:
            self._old[index] = self._rest(
                self.mapping.old, index, self.mapping.new, self.mapping.to_new[index]
            )
        return self._old[index]

    def new(self, index: int) -> Words:
        """Rest of a new clause."""
        if index not in self._new:
            self._new[index] = self._rest(
                self.mapping.new, index, self.mapping.old, self.mapping.to_old[index]
            )
        return self._new[index]

    def take(self, flow: _Flow) -> None:
        """Account for the words of a flow on both sides."""
        shared = self.old(flow.old) & self.new(flow.new)
        self._old[flow.old] = self.old(flow.old) - shared
        self._new[flow.new] = self.new(flow.new) - shared

    @staticmethod
    def _rest(side: Side, index: int, other: Side, partner: int) -> Words:
        if partner == FREE:
            return Counter(side.words[index])
        if side.words[index] == other.words[partner]:
            return Counter()
        return Counter(side.words[index]) - Counter(other.words[partner])


def match_parts(mapping: Mapping) -> None:
    """Match free clauses of which one holds the other's words: a split begins, or a clause was cut short."""
    flows = [flow for flow in _free_flows(mapping) if mapping.free(flow.old, flow.new)]
    parts = Counter(_whole(mapping, flow) for flow in flows)
    for flow in sorted(flows, key=lambda flow: flow.rank):
        likeness = mapping.similarity(flow.old, flow.new)
        alone = likeness >= _ALONE and not mapping.other_work(flow.old, flow.new, likeness)
        likely = parts[_whole(mapping, flow)] > 1 or alone
        if likely and mapping.free(flow.old, flow.new):
            mapping.link(flow.old, flow.new, "part", round(0.5 + 0.4 * flow.share, 3))


def _whole(mapping: Mapping, flow: _Flow) -> tuple[bool, int]:
    """The clause that holds the part: whether it is the old one, and which."""
    part_is_new = _part_is_new(mapping, flow.old, flow.new)
    return part_is_new, flow.old if part_is_new else flow.new


def join_parts(mapping: Mapping) -> None:
    """Join free clauses to the pairs that hold their words, and pairs that exchanged a good piece."""
    rests = _Rests(mapping)
    for flow in sorted(_free_flows(mapping), key=lambda flow: flow.rank):
        if mapping.free(flow.old, flow.new):
            continue
        share = _part_share(rests, flow.old, flow.new)
        if share:
            rests.take(flow)
            mapping.joined.append((flow.old, flow.new, share))
    for flow in sorted(_exchanges(rests), key=lambda flow: flow.rank):
        share = _exchange_share(rests, flow.old, flow.new)
        if share:
            rests.take(flow)
            mapping.joined.append((flow.old, flow.new, share))


def join_leads(mapping: Mapping) -> None:
    """Join a few words that are left alone to the clause that took in what stands below or after them.

    The lead of a list that became one sentence, and the heading of a section put under another one, are too
    short to be known by their words; that all of them stand in the rest of the clause that holds their
    neighbours tells it.
    """
    rests = _Rests(mapping)
    pairs = [(old, new) for old, new, _ in mapping.joined]
    leads = [
        (old, new)
        for old, new in _leads(mapping.old, mapping.new, mapping.to_new, pairs)
        if mapping.to_old[new] != FREE and not Counter(mapping.old.words[old]) - rests.new(new)
    ]
    turned = [(new, old) for old, new in pairs]
    leads += [
        (old, new)
        for new, old in _leads(mapping.new, mapping.old, mapping.to_old, turned)
        if mapping.to_new[old] != FREE and not Counter(mapping.new.words[new]) - rests.old(old)
    ]
    leads += _headings(mapping.old, mapping.new, mapping.to_new, {old for old, _ in pairs})
    leads += [
        (old, new)
        for new, old in _headings(mapping.new, mapping.old, mapping.to_old, {new for _, new in pairs})
    ]
    mapping.joined += [(old, new, 1.0) for old, new in dict.fromkeys(leads)]


def _headings(side: Side, other: Side, partners: list[int], joined: set[int]) -> Iterator[tuple[int, int]]:
    """Bare headings left alone, each with the clause that has the same heading and their one clause's words.

    ``3.3 Audit. Text.`` that became the heading ``Audit`` with a paragraph below it.
    """
    for lead in _left_alone(side, partners, joined):
        takers = [
            partners[child]
            for child in side.children[lead]
            if partners[child] != FREE and other.titles[partners[child]] == side.titles[lead] != ""
        ]
        if len(takers) == 1 and not side.keys[lead][1]:
            yield lead, takers[0]


def _leads(
    side: Side, other: Side, partners: list[int], joined: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Short clauses left alone, each with the one clause that took in all that stands below it."""
    for lead in _left_alone(side, partners, {one for one, _ in joined}):
        takers = {new for one, new in joined if side.inside(one, lead)}
        for child in side.children[lead]:
            partner = partners[child]
            if partner != FREE:
                takers.add(other.parents[partner])
        takers.discard(ROOT)
        if len(takers) == 1:
            yield lead, takers.pop()


def _left_alone(side: Side, partners: list[int], joined: set[int]) -> list[int]:
    """Clauses of a few words above others, without a partner."""
    return [
        index
        for index in range(len(side))
        if partners[index] == FREE
        and index not in joined
        and side.children[index]
        and 0 < len(side.words[index]) < _SURE
    ]


def _free_flows(mapping: Mapping) -> list[_Flow]:
    """Flows into a free clause from any clause of the other side, by their whole words."""
    rests = _Rests(mapping)
    found: dict[tuple[int, int], _Flow] = {}
    for old, new in _candidates(mapping):
        share = _part_share(rests, old, new)
        if share:
            found[old, new] = _Flow(share, old, new, _near(mapping, old, new), _place(mapping, old, new))
    return list(found.values())


def _place(mapping: Mapping, old: int, new: int) -> float:
    """What heading and parents add to a flow of words: a copy elsewhere is not the clause's heir."""
    titled = mapping.old.titles[old] == mapping.new.titles[new] != ""
    return 0.1 * titled + 0.1 * mapping.related(old, new)


def _candidates(mapping: Mapping) -> set[tuple[int, int]]:
    """Free clauses with the clauses of the other side that share most rare words with them."""
    old, new = mapping.old, mapping.new
    lefts = [index for index in range(len(old)) if _telling(old, index)]
    rights = [index for index in range(len(new)) if _telling(new, index)]
    free_lefts = [index for index in lefts if mapping.to_new[index] == FREE]
    free_rights = [index for index in rights if mapping.to_old[index] == FREE]
    index_old = inverted(old, lefts, (new.bags[right] for right in free_rights))
    index_new = inverted(new, rights, (old.bags[left] for left in free_lefts))
    found = set()
    for right in free_rights:
        found |= {(left, right) for left in nearest(new.bags[right], index_old, mapping.vocabulary)}
    for left in free_lefts:
        found |= {(left, right) for right in nearest(old.bags[left], index_new, mapping.vocabulary)}
    return found


def _telling(side: Side, index: int) -> bool:
    return bool(side.keys[index][1]) and len(side.words[index]) >= _LEAST


def _part_share(rests: _Rests, old: int, new: int) -> float:
    """Share of the free (or shorter) clause's weight that the other one's rest holds; 0 if too little."""
    mapping = rests.mapping
    whole_old, whole_new = mapping.old.words[old], mapping.new.words[new]
    part_is_new = _part_is_new(mapping, old, new)
    part = whole_new if part_is_new else whole_old
    shared = rests.old(old) & rests.new(new)
    share = mapping.weigh(shared) / max(1, mapping.weigh(Counter(part)))
    together = paired(whole_old, whole_new, part)
    near = _near(mapping, old, new)
    if near and _takes_the_rest(rests, old, new, shared):
        return round(max(share, _ALONE), 3)
    if share < (_COVERED_NEAR if near else _COVERED) or together < (_PAIRED if near else _PAIRED_FAR):
        return 0.0
    if not near and sum(shared.values()) < SHARED_FAR:
        return 0.0
    if len(part) < (_SURE if near else _SURE_FAR) and not (near and share >= 0.8):
        return 0.0
    heavier = max(mapping.old.weights[old], mapping.new.weights[new])
    if mapping.one_defines(old, new) and mapping.weigh(shared) < _DEFINED * heavier:
        return 0.0
    return share


def _takes_the_rest(rests: _Rests, old: int, new: int, shared: Words) -> bool:
    """Whether a free clause holds most of what a clause has beyond its partner, among words of its own.

    A sentence that went to the next clause and grew there: little of that clause, but all of the sentence.
    """
    mapping = rests.mapping
    if mapping.to_new[old] == FREE == mapping.to_old[new] or sum(shared.values()) < _SURE_FAR:
        return False
    rest = rests.old(old) if mapping.to_new[old] != FREE else rests.new(new)
    if mapping.weigh(shared) < _COVERED * mapping.weigh(rest):
        return False
    piece = list(shared.elements())
    return paired(mapping.old.words[old], mapping.new.words[new], piece) >= _PAIRED_FAR


def _part_is_new(mapping: Mapping, old: int, new: int) -> bool:
    """Whether the new clause is the part and the old one the whole."""
    free_old, free_new = mapping.to_new[old] == FREE, mapping.to_old[new] == FREE
    if free_old != free_new:
        return free_new
    return mapping.new.weights[new] <= mapping.old.weights[old]


def _near(mapping: Mapping, old: int, new: int) -> bool:
    """Whether the clause that is not free has its partner within a few clauses of the part."""
    partner_new, partner_old = mapping.to_new[old], mapping.to_old[new]
    if partner_new != FREE:
        return abs(partner_new - new) <= 6
    if partner_old != FREE:
        return abs(partner_old - old) <= 6
    context = mapping.context(old, new)
    return context.parents and context.votes > 0


def _exchanges(rests: _Rests) -> list[_Flow]:
    """Flows between two pairs: a good piece of the one's old clause stands in the other's new clause."""
    mapping = rests.mapping
    olds = [old for old, _ in mapping.pairs() if sum(rests.old(old).values()) >= _SURE]
    news = [new for _, new in mapping.pairs() if sum(rests.new(new).values()) >= _SURE]
    index = inverted(mapping.new, news, (mapping.old.bags[old] for old in olds))
    back = inverted(mapping.old, olds, (mapping.new.bags[new] for new in news))
    found = {(o, n) for o in olds for n in nearest(mapping.old.bags[o], index, mapping.vocabulary)}
    found |= {(o, n) for n in news for o in nearest(mapping.new.bags[n], back, mapping.vocabulary)}
    flows = [
        _Flow(_exchange_share(rests, old, new), old, new)
        for old, new in sorted(found)
        if mapping.to_new[old] != new
    ]
    return [flow for flow in flows if flow.share]


def _exchange_share(rests: _Rests, old: int, new: int) -> float:
    """Share of the lighter clause that continues in the other pair's clause; 0 if it is no good piece."""
    mapping = rests.mapping
    shared = rests.old(old) & rests.new(new)
    if sum(shared.values()) < _SURE:
        return 0.0
    weight = mapping.weigh(shared)
    lighter, heavier = sorted((mapping.old.weights[old], mapping.new.weights[new]))
    if weight < 0.3 * lighter or weight < 0.2 * heavier:
        return 0.0
    piece = list(shared.elements())
    left, right = mapping.old.words[old], mapping.new.words[new]
    return round(weight / lighter, 3) if paired(left, right, piece) >= _COVERED else 0.0
