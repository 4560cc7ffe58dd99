"""Sweep over every day on which anything changes: the law has neither gap nor overlap."""

from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import pytest

from foedus.law import Holding, Rule, rules, sources
from foedus.law.instrument import cited, instrument, own_sources
from foedus.law.situation import parties
from foedus.record import bundled
from foedus.terms.day import Day
from foedus.terms.errors import BadData, NotRecorded
from foedus.world import World

# Tables that rules read: each of their days is an edge.
TABLES = (
    "accessions",
    "article4",
    "article5",
    "legitimacy_assessments",
    "nuclear_hosting",
    "operations",
    "ratifications",
    "resolutions",
)
# One question for each rule.
QUESTIONS = {
    "council": {"objects": "FRA"},
    "eu.42.7": {"state": "SWE"},
    "jpn.influence": {},
    "jpn.survival": {"attacked": "USA"},
    "mandate": {"operation": "isaf"},
    "nat.10": {"state": "SWE"},
    "nat.11": {"party": "FRA", "act": "forces"},
    "nat.13": {"party": "FRA"},
    "nat.3": {"party": "POL"},
    "nat.4": {"party": "POL"},
    "nat.5": {"place": "istanbul"},
    "nat.6": {"place": "berlin"},
    "nat.8": {"party": "DEU", "engagement": "eu-42-7"},
    "nat.suspension": {"party": "HUN"},
    "npg": {"state": "FRA"},
    "npg.release": {},
    "npt": {"state": "DEU"},
    "sharing": {"state": "DEU"},
    "tpnw": {"state": "DEU"},
}
IN_FORCE = date(1949, 8, 24)
NAMES = sorted(rules())


@cache
def edges() -> list[date]:
    """Every day on which a provision, a statement, a membership or an area changes, and the day before."""
    days = {span.since.first for rule in rules().values() for span in spans(rule)}
    days |= {span.until.first for rule in rules().values() for span in spans(rule) if span.until}
    days |= {fact.span.since.first for fact in bundled().membership("NATO")}
    days |= {row["day"] for row in instrument("policy-statements")["statement"]}
    days |= {row["day"] for row in instrument("accessions")["step"]}
    days |= {row["since"] for row in instrument("article-6-area")["territorial_sea"]}
    days |= {row["since"] for row in instrument("article-8")["engagement"]}
    for treaty in ("npt", "tpnw"):
        days |= {fact.span.since.first for fact in bundled().membership(treaty)}
    for table in TABLES:
        rows = bundled().table(table).rows.values()
        days |= {value.first for row in rows for fact in row.values() if isinstance(value := fact.value, Day)}
        days |= {fact.span.since.first for row in rows for fact in row.values()}
    return sorted(days | {day - timedelta(days=1) for day in days})


def spans(rule: Rule) -> list:  # type: ignore[type-arg]
    """The spans of the wordings of a rule."""
    return [provision.span for provision in rule.provisions]


@pytest.mark.parametrize("name", NAMES)
def test_exactly_one_wording_is_in_force_from_the_first_day_on(name: str) -> None:
    """On each edge day the rule has one wording from entry into force on, and none before."""
    rule = rules()[name]
    first = min(span.since.first for span in spans(rule))
    assert first == IN_FORCE or not name.startswith("nat.")
    for day in edges():
        live = [span for span in spans(rule) if day in span]
        assert len(live) == (1 if day >= first else 0), day


@pytest.mark.parametrize("name", NAMES)
def test_wordings_join_without_gap_or_overlap(name: str) -> None:
    """Each wording ends on the day the next begins, and the last is open."""
    ordered = spans(rules()[name])
    assert all(one.until == other.since for one, other in pairwise(ordered))
    assert ordered[-1].until is None


@pytest.mark.parametrize("name", sorted({rule.name for rule in rules().values()}))
def test_every_rule_answers_on_every_edge_day(name: str) -> None:
    """No edge day makes a rule fail, known then or now; what is not on record is refused, not guessed."""
    rule, asked = rules()[name], QUESTIONS[name]
    for day in edges():
        for known in (None, day):
            world = World.of(bundled(), day, known)
            try:
                ruling = rule(world, **asked)
            except NotRecorded:
                assert name in ("mandate", "npt")
                continue
            assert ruling.basis
            assert ruling.cites
            assert ruling.reason.ja


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("nat.")])
def test_parties_begin_with_entry_into_force(name: str) -> None:
    """Nobody is bound before 24 August 1949, and somebody is on each edge day from then on."""
    for day in edges():
        assert bool(rules()[name].parties(World.of(bundled(), day))) == (day >= IN_FORCE)


@pytest.mark.parametrize("state", ["FIN", "SWE", "FRA", "NOR", "TUR", "GBR", "AUT"])
def test_article_8_and_the_union_clause_agree_by_ally_and_day(state: str) -> None:
    """On each edge day the engagement exists for a Party just where the Union's clause protects it."""
    for day in edges():
        world = World.of(bundled(), day)
        owed = rules()["eu.42.7"](world, state=state).holding is Holding.YES
        found = rules()["nat.8"](world, party=state, engagement="eu-42-7")
        assert found.holding is Holding.NO
        assert ("eu.42.7" in found.basis) == (owed and state in parties(world)), day


def test_parties_only_grow() -> None:
    """No Party has ever left: on each edge day the parties include all earlier ones."""
    held = [set(parties(World.of(bundled(), day))) for day in edges()]
    assert all(one <= other for one, other in pairwise(held))
    assert len(held[-1]) == 32


def test_two_wordings_at_once_are_an_error() -> None:
    """Overlapping wordings are our mistake and are said to be."""
    rule = rules()["nat.4"]
    doubled = Rule("x", rule.title, rule.arguments, rule.provisions * 2, rule.entry)
    with pytest.raises(BadData, match="2 wordings in force"):
        doubled(World.of(bundled(), date(2020, 1, 1)), party="POL")


def test_every_source_of_law_is_used_and_every_cited_source_exists() -> None:
    """What stanzas cite is on one of the lists, and the list of law holds nothing that no stanza cites."""
    assert cited() <= set(sources())
    assert set(own_sources()) <= cited()


def test_sources_are_published_before_they_are_read() -> None:
    """No source was read before it appeared, and each grade is one of ours."""
    for source in own_sources().values():
        assert source.published.first <= source.accessed.last, source.id
        assert source.grade in ("treaty", "official", "academic", "press", "reference")
