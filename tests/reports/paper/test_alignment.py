"""A file is right exactly if its parts give all lines; what is wrong is named."""

import pytest

from reports.paper.alignment import Fault, Line, Part, faults_of


def line(*cells, again: dict[int, set[str]] | None = None) -> Line:
    labels = tuple(frozenset((again or {}).get(column, ())) for column in range(len(cells)))
    return Line(cells, labels)


def rows(*cells, page=1):
    return [Part(one, page) for one in cells]


LINES = [line("1.", "семинар", "май"), line("2.", "конкурс", "май"), line("3.", "", "июнь")]
READ = rows(("1.", "семинар", "май"), ("2.", "конкурс", "май"), ("3.", "", "июнь"))


def test_the_same_rows_differ_in_nothing():
    assert faults_of(LINES, READ) == ()
    assert faults_of([], []) == ()


def test_a_row_that_a_page_cuts_is_joined_column_by_column():
    read = [*READ[:1], *rows(("2.", "конк", "май")), *rows(("", "урс", ""), page=2), *READ[2:]]
    read[-1] = Part(read[-1].cells, 2)
    assert faults_of(LINES, read) == ()


def test_on_one_page_no_row_goes_on_in_another():
    read = [*READ[:1], *rows(("2.", "конк", "май"), ("", "урс", "")), *READ[2:]]
    assert faults_of(LINES, read)


def test_a_cell_is_wanted_to_its_end():
    read = [*READ[:1], *rows(("2.", "конк", "май")), *READ[2:]]
    assert faults_of(LINES, read) == (Fault(1, 1),)


def test_an_empty_cell_fits_only_an_empty_one():
    read = [*READ[:2], *rows(("3.", "конкурс", "июнь"))]
    assert faults_of(LINES, read) == (Fault(2, 1),)
    read = [*READ[:1], *rows(("2.", "", "май")), *READ[2:]]
    assert faults_of(LINES, read) == (Fault(1, 1),)


def test_a_cell_left_out_is_named():
    read = [*READ[:1], *rows(("2.", "май")), *READ[2:]]
    assert faults_of(LINES, read) == (Fault(1, 1),)


def test_a_row_left_out_or_too_much_is_named_alone():
    assert faults_of(LINES, READ[:1] + READ[2:]) == (Fault(1),)
    assert faults_of(LINES, READ[:2]) == (Fault(2),)
    more = Part(("4.", "чужая", "май"), 1)
    assert faults_of(LINES, [*READ, more]) == (Fault(3, extra=more),)
    assert faults_of(LINES, [*READ[:1], more, *READ[1:]]) == (Fault(1, extra=more),)


def test_rows_and_cells_in_another_order_are_found():
    assert faults_of(LINES, [READ[1], READ[0], READ[2]])
    assert faults_of(LINES, [*rows(("семинар", "1.", "май")), *READ[1:]])


def test_a_merged_cell_may_be_repeated_at_the_top_of_a_page_only():
    again = {0: {"1."}, 1: {"отделы(продолжение)"}}
    lines = [
        line("1.", "отделы", "семинар", again=again),
        Line((None, None, "конкурс"), tuple(frozenset(again.get(at, ())) for at in range(3))),
    ]
    first = rows(("1.", "отделы", "семинар"))
    assert faults_of(lines, [*first, *rows(("конкурс",))]) == ()
    repeated = ("1.", "отделы(продолжение)", "конкурс")
    assert faults_of(lines, [*first, *rows(repeated, page=2)]) == ()
    assert faults_of(lines, [*first, *rows(("отделы(продолжение)", "конкурс"), page=2)]) == ()
    assert faults_of(lines, [*first, *rows(repeated)])
    assert faults_of(lines, [*first, *rows(("1.", "другие", "конкурс"), page=2)])


def test_a_repeated_number_never_passes_for_the_beginning_of_another_cell():
    """A number printed anew, then an empty one: once it was read as the title's."""
    again = {0: {"1."}}
    lines = [
        line("1.", "долгая", "март", again=again),
        Line((None, "ещёдолгая", "март"), (frozenset({"1."}), frozenset(), frozenset())),
    ]
    read = [
        *rows(("1.", "дол", "март")),
        *rows(("", "гая", ""), page=2),
        *rows(("1.", "ещё", "март"), page=3),
        *rows(("", "дол", ""), page=4),
        *rows(("", "гая", ""), page=5),
    ]
    assert faults_of(lines, read) == ()
    assert faults_of(lines, read[:3] + read[4:])
    assert faults_of(lines, [*read[:2], Part(("1.", "", "март"), 3), *read[3:]])


def test_a_merged_cell_begins_in_its_own_row():
    again: tuple[frozenset[str], ...] = (frozenset({"1."}), frozenset())
    lines = [Line(("1.", "раз"), again), Line((None, "два"), again)]
    repeated = rows(("1.", "два"), page=2)
    assert faults_of(lines, [*rows(("1.", "раз")), *repeated]) == ()
    assert faults_of(lines, [*rows(("", "раз")), *repeated]) == (Fault(0, 0),)


def test_a_label_may_go_on_under_itself():
    again = {0: {"отделы(продолжение)"}}
    lines = [
        line("отделыишколы", "раз", again=again),
        Line((None, "два"), (frozenset(again[0]), frozenset())),
    ]
    top = rows(("отделы", "раз"))
    assert faults_of(lines, [*top, *rows(("отделы(продолжение)ишколы", "два"), page=2)]) == ()
    assert faults_of(lines, [*top, *rows(("два",), page=2)]) == (Fault(1, 0),)


def test_another_file_is_refused_soon():
    lines = [line(str(at), f"слово{at}") for at in range(400)]
    other = rows(*((f"{at}!", f"иное{at}") for at in range(400)))
    faults = faults_of(lines, other)
    assert faults[-1].is_open
    assert not any(fault.is_open for fault in faults[:-1])


def test_rows_lost_of_many_equal_ones_are_counted():
    lines = [line("а", "семинар", "май", "школа")] * 800
    read = [Part(("а", "семинар", "май", "школа"), at // 20) for at in range(790)]
    faults = faults_of(lines, read)
    assert len(faults) == 10
    assert all(fault.column is None and not fault.is_open for fault in faults)


@pytest.mark.parametrize("columns", [3, 6, 9])
def test_invented_labels_are_read_in_all_ways_at_once(columns):
    """Once each way to read each of them was a way of its own: nine columns took minutes."""
    label = "(продолжение)"
    again = (frozenset({f"отделы{label}", label}),) * columns
    lines = [Line((label * 20 + "школ",) * columns, again)]
    lines += [Line((None,) * (columns - 1) + ("школ",), again)] * 10
    read = rows(("",) * columns) + [Part((label,) * columns, page) for page in range(2, 12)]
    faults = faults_of(lines, read)
    assert faults
    assert not any(fault.is_open for fault in faults)


def test_all_ways_to_read_labels_end_in_the_whole_words():
    label = "(продолжение)"
    again = (frozenset({label}),) * 2
    lines = [Line((label * 6, "раз"), again), Line((None, "два"), again)]
    top = rows(("", "раз"))
    assert faults_of(lines, [*rows((label * 2, "раз")), *rows((label * 4, "два"), page=2)]) == ()
    assert faults_of(lines, [*rows((label * 2, "раз")), *rows((label * 5, "два"), page=2)]) == ()
    assert faults_of(lines, [*rows((label * 2, "раз")), *rows((label * 6, "два"), page=2)])
    assert faults_of(lines, [*top, *rows((label * 6, "два"), page=2)])


def test_texts_and_rows_are_no_substitutes():
    text = Line(("семинар",), is_text=True)
    assert faults_of([text], [Part(("семинар",), 1, is_text=True)]) == ()
    assert faults_of([text], [Part(("семинар",), 1)])


@pytest.mark.parametrize("lost", [(), (30,), (10, 31), tuple(range(20, 60))])
def test_sixty_columns_are_aligned_whatever_is_lost(lost):
    cells = tuple(f"{nth}." for nth in range(60))
    read = tuple(words for nth, words in enumerate(cells) if nth not in lost)
    faults = faults_of([line(*cells), line(*cells)], rows(read, cells))
    # Of one that lost most of its cells, the whole row is named.
    named = [None] * 2 if len(lost) > 2 else list(lost)
    assert [fault.column for fault in faults] == named
