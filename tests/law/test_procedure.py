"""Articles 4 and 5 as procedures: steps, precedents by the day, nothing told before it happened."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.law import Holding, Node, Ruling, rules
from foedus.record import bundled
from foedus.world import World

RECORD = bundled()
DAYS = st.dates(date(1949, 8, 24), date(2026, 11, 24))
ORDER = [Holding.NO, Holding.OPEN, Holding.YES]


def at(day: date, known: date | None = None) -> World:
    """The world of a day."""
    return World.of(RECORD, day, known)


def labels(ruling: Ruling) -> list[str]:
    """Everything a ruling says in English."""

    def below(node: Node) -> Iterator[str]:
        yield node.label.en
        for child in node.children:
            yield from below(child)

    return [text for node in ruling.tree for text in below(node)]


@pytest.mark.parametrize(
    ("day", "party", "words"),
    [
        (date(2003, 2, 9), "TUR", "No request under Article 4"),
        (date(2003, 2, 10), "TUR", "by then 1, of which by Türkiye 1"),
        (date(2022, 2, 24), "POL", "by then 7, of which by Poland 2"),
        (date(2025, 9, 10), "POL", "by then 8, of which by Poland 3"),
        (date(2025, 9, 23), "EST", "by then 9, of which by Estonia 2"),
    ],
)
def test_precedents_are_counted_as_known_by_the_day(day: date, party: str, words: str) -> None:
    """The count grows with each request and knows nothing of later ones."""
    assert any(words in text for text in labels(rules()["nat.4"](at(day), party=party)))


def test_a_meeting_is_not_told_before_it_was_held() -> None:
    """Estonia asked on 19 September 2025; the Council met on the 23rd."""
    texts = [labels(rules()["nat.4"](at(date(2025, 9, day)), party="EST"))[-1] for day in (19, 22, 23)]
    assert [("the Council met 2025-09-23" in text) for text in texts] == [False, False, True]


def test_article_4_has_four_steps() -> None:
    """Request, meeting, consultation, outcome: of these the text owes the first three."""
    tree = rules()["nat.4"](at(date(2025, 6, 1)), party="POL").tree
    steps = next(node for node in tree if node.label.en.startswith("Procedure"))
    heads = [child.label.en.split(":")[0] for child in steps.children]
    assert heads == ["Request", "The Council meets", "Consultation", "Outcome"]


def test_article_5_names_reporting_and_termination() -> None:
    """What follows an attack includes the report to the Security Council and the end of measures."""
    texts = labels(rules()["nat.5"](at(date(2025, 6, 1)), place="Suwalki"))
    assert any(text.startswith("Reporting:") for text in texts)
    assert any(text.startswith("Termination:") for text in texts)


@pytest.mark.parametrize(
    ("known", "steps"),
    [
        (date(2001, 9, 11), 0),
        (date(2001, 9, 12), 1),
        (date(2001, 10, 1), 1),
        (date(2001, 10, 2), 2),
        (date(2001, 10, 4), 3),
        (date(2001, 10, 26), 5),
    ],
)
def test_the_invocation_of_2001_shows_step_by_step(known: date, steps: int) -> None:
    """The condition of 12 September, its lifting on 2 October, and the measures that followed."""
    tree = rules()["nat.5"](at(known, known), place="New York", kind="terrorism").tree
    found = [node for node in tree if node.label.en.startswith("Invoked")]
    assert sum(len(node.children) for node in found) == steps


def test_the_statement_of_september_does_not_know_october() -> None:
    """As public on 12 September the confirmation is not in the text."""
    day = date(2001, 9, 12)
    texts = labels(rules()["nat.5"](at(day, day), place="New York", kind="terrorism"))
    assert not any("2 October" in text for text in texts)


@settings(max_examples=60, deadline=None)
@given(day=DAYS, kind=st.sampled_from(["kinetic", "cyber", "space", "hybrid", "terrorism"]))
def test_adding_up_never_says_more_than_one_act(day: date, kind: str) -> None:
    """A series of acts below an armed attack is at most OPEN, and ruled out only where one act is."""
    one, many = (
        rules()["nat.5"](at(day), place="istanbul", kind=kind, pattern=pattern).holding
        for pattern in ("single", "series")
    )
    assert ORDER.index(many) <= ORDER.index(one)
    assert (many is Holding.NO) == (one is Holding.NO)


@settings(max_examples=40, deadline=None)
@given(day=DAYS, kind=st.sampled_from(["kinetic", "space"]))
def test_a_satellite_is_never_plainly_covered(day: date, kind: str) -> None:
    """The clause names no spacecraft on any day, and rules none out."""
    ruling = rules()["nat.5"](at(day), object="satellite", kind=kind)
    assert ruling.holding is Holding.OPEN
    assert "nat.6(2)" in ruling.basis or day < date(1952, 2, 15)
