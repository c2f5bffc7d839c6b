"""Which parts of two contents are the same one, and which of them have moved."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from events.plan.content import EventContent

# Tells which of the second rows are which of the first, by their words: {after: before}.
type Alike = Callable[[Sequence[EventContent], Sequence[EventContent]], Mapping[int, int]]


def matched(before: Iterable[str], after: Iterable[str]) -> dict[int, int]:
    """{place after: place before} of the keys that both have; an empty key is like no other.

    Of several parts with one key the first is the first.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(before):
        if key:
            places[key].append(place)
    return {place: places[key].pop(0) for place, key in enumerate(after) if places.get(key)}


def matched_rows(
    before: Sequence[EventContent], after: Sequence[EventContent], alike: Alike | None = None
) -> dict[int, int]:
    """{place after: place before} by uid; what is left over by words, if `alike` is given."""
    pairs = matched((row.uid for row in before), (row.uid for row in after))
    if alike is None:
        return pairs
    taken = set(pairs.values())
    old = [place for place in range(len(before)) if place not in taken]
    new = [place for place in range(len(after)) if place not in pairs]
    found = alike([before[place] for place in old], [after[place] for place in new])
    return pairs | {new[place]: old[was] for place, was in found.items()}


def moved(places: Sequence[int]) -> set[int]:
    """Of parts that stood at these places, those to take away so that the rest keeps its order.

    They are as few as can be: a row that only slid because another was inserted is not among them.
    """
    ends: list[int] = []  # the least last place of a rising run of each length
    tails: list[int] = []  # which part that is
    above: list[int | None] = []  # the part before each one in its run
    for part, place in enumerate(places):
        length = bisect_left(ends, place)
        above.append(tails[length - 1] if length else None)
        ends[length : length + 1] = [place]
        tails[length : length + 1] = [part]
    kept: set[int] = set()
    part_or_none = tails[-1] if tails else None
    while part_or_none is not None:
        kept.add(part_or_none)
        part_or_none = above[part_or_none]
    return set(range(len(places))) - kept
