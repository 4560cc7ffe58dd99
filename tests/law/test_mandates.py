"""Operations: legality and legitimacy stand side by side, and neither knows what came later."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from foedus.law import Holding, Node, Ruling, rules
from foedus.law.authority import papers, voted
from foedus.law.legitimacy import CRITERIA, READINGS, scores, views
from foedus.record import bundled
from foedus.terms.errors import NotRecorded
from foedus.world import World

RECORD = bundled()
OPERATIONS = sorted(RECORD.table("operations").rows)
LAST = date(2026, 11, 24)


def ask(operation: str, day: date, known: date | None = None) -> Ruling:
    """The title of an operation on a day."""
    return rules()["mandate"](World.of(RECORD, day, known), operation=operation)


def below(node: Node) -> Iterator[Node]:
    """A node and all below it."""
    yield node
    for child in node.children:
        yield from below(child)


def said(ruling: Ruling) -> str:
    """Everything a ruling says in English."""
    return " | ".join(node.label.en for top in ruling.tree for node in below(top))


def first_day(operation: str) -> date:
    """First day of an operation, or the first it may be."""
    return RECORD.table("operations").rows[operation]["legal_basis"].span.since.first


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_has_a_title_from_its_first_day_on_and_none_before(operation: str) -> None:
    """Before it began the answer is a refusal; afterwards it never changes."""
    begun = first_day(operation)
    with pytest.raises(NotRecorded, match="had not begun"):
        ask(operation, begun - timedelta(days=1))
    days = (begun, date(2026, 6, 1), LAST)
    assert len({ask(operation, day).holding for day in days if day >= begun}) == 1


@pytest.mark.parametrize("operation", OPERATIONS)
def test_legality_and_legitimacy_are_two_parts(operation: str) -> None:
    """The first part holds what the ruling holds; nothing in the second part holds anything."""
    ruling = ask(operation, LAST)
    law, legitimacy = ruling.tree
    assert law.holding is ruling.holding
    assert all(node.holding is None and not node.basis for node in below(legitimacy))
    assert all(node.label.ja and node.label.en for node in below(legitimacy))


@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_rests_on_the_security_council_begins_after_a_resolution(operation: str) -> None:
    """An operation under the Council's authority names a resolution that was adopted by its first day."""
    basis = RECORD.table("operations").rows[operation]["legal_basis"].value
    assert isinstance(basis, tuple)
    named = papers(World.of(RECORD, first_day(operation)), operation)
    assert any("UNSCR" in one for one in named) or "security_council" not in basis


@pytest.mark.parametrize("operation", OPERATIONS)
def test_no_vote_and_no_view_of_a_later_day_is_shown(operation: str) -> None:
    """On the first day, a year later and on the last day nothing later is told."""
    rows = RECORD.table("resolutions").rows
    for day in (first_day(operation), first_day(operation) + timedelta(days=365), LAST):
        world = World.of(RECORD, day, day)
        assert all(view.day.last <= day for view in views(world, operation))
        facts = [node.fact for top in ask(operation, day, day).tree for node in below(top)]
        votes = [fact.removesuffix(".voted") for fact in facts if fact.endswith(".voted")]
        assert all(voted(rows[name]) <= day for name in votes)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_both_readings_score_all_six_criteria_or_none(operation: str) -> None:
    """An operation is coded in full under both readings, or the ruling says that it is not."""
    world = World.of(RECORD, LAST)
    coded = [set(scores(world, operation, reading)) for reading in READINGS]
    assert coded in ([set(CRITERIA)] * 2, [set()] * 2)
    assert ("not coded" in said(ask(operation, LAST))) == (coded[0] == set())


def test_our_coding_is_not_shown_as_known_in_1999() -> None:
    """The scores were given in 2026: as known during the campaign there are none."""
    then = said(ask("allied-force", date(1999, 5, 1), date(1999, 5, 1)))
    assert "made later, with hindsight" in then
    assert "just cause" not in then
    assert "Independent International Commission" not in then
    assert "Belarus" in then


def test_allied_force_is_unauthorised_and_contested() -> None:
    """The law says no; the Commission's "illegal but legitimate" stands apart from it."""
    ruling = ask("allied-force", LAST)
    assert ruling.holding is Holding.NO
    text = said(ruling)
    assert "Whether it was lawful is contested" in text
    assert "Illegal but legitimate" in text
    assert "just cause: 2 (1.5 to 2)" in text


@pytest.mark.parametrize(
    ("operation", "day", "resolution"),
    [
        ("isaf", date(2003, 10, 13), "1510"),
        ("deny-flight", date(1993, 6, 4), "836"),
        ("sharp-guard", date(1992, 11, 16), "787"),
        ("sharp-guard", date(1993, 4, 17), "820"),
    ],
)
def test_a_paper_appears_on_the_day_it_was_adopted(operation: str, day: date, resolution: str) -> None:
    """A mandate that was widened while the operation ran shows from that day on and is cited from then on."""
    before, after = (ask(operation, one) for one in (day - timedelta(days=1), day))
    assert f"UNSCR {resolution}" not in said(before)
    assert f"UNSCR {resolution}" in said(after)
    assert f"unscr-{resolution}" in {cite.source for cite in after.cites}


@pytest.mark.parametrize(
    ("operation", "day", "words"),
    [
        ("unified-protector", date(2011, 10, 27), "Ends on 31 October 2011"),
        ("sfor", date(1998, 6, 15), "another twelve months"),
        ("sharp-guard", date(1996, 10, 1), "Ends the sanctions"),
    ],
)
def test_an_end_or_renewal_between_two_days_shows(operation: str, day: date, words: str) -> None:
    """Asked of two days with a vote between them, the later answer has the vote and the earlier has not."""
    assert words not in said(ask(operation, day - timedelta(days=1)))
    assert words in said(ask(operation, day))


def test_votes_say_whether_the_operation_ran() -> None:
    """KFOR's resolution came before it; the draft against the air strikes came while they ran."""
    assert "1999-06-10, before the operation began" in said(ask("kfor", LAST))
    assert "1999-03-26, while it ran" in said(ask("allied-force", LAST))
    assert "It had ended by then" in said(ask("allied-force", date(1999, 6, 11)))
    assert "Under way" in said(ask("allied-force", date(1999, 6, 10)))
