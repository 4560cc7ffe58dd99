"""On which title in international law did an operation rest."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache

from foedus.law.argument import Argument
from foedus.law.instrument import cite_of, fact_cite, instrument, provisions, text_of
from foedus.law.rule import Case, Rule
from foedus.law.ruling import Cite, Holding, Node, Ruling, any_of
from foedus.law.situation import Situation
from foedus.record import Fact
from foedus.terms.errors import NotRecorded, UnknownName
from foedus.terms.text import Text

NAME, FILE = "mandate", "un-charter"
TITLE = Text("Title of an operation in international law", "作戦の国際法上の根拠")


@cache
def rule() -> Rule:
    """Return the rule on the title of operations."""
    arguments = (
        Argument(
            "operation", "id", Text("an operation of the record", "作戦名（記録の識別子）"), required=True
        ),
    )
    return Rule(NAME, TITLE, arguments, provisions(FILE, NAME, _apply), "un.110")


def _apply(world: Situation, case: Case) -> Ruling:
    fact = _legal_basis(world, case["operation"])
    titles = [instrument(FILE)["title"][key] for key in _values(fact)]
    path = f"{case['operation']}.legal_basis"
    nodes = tuple(Node(text_of(row), Holding(row["held"]), row["basis"], path) for row in titles)
    said = _papers(world, case["operation"])
    if said:
        label = Text(f"On record: {said}", f"記録：{said}")
        nodes += (Node(label, None, "", f"{case['operation']}.mandate"),)
    held = any_of(Holding(row["held"]) for row in titles)
    basis = tuple(row["basis"] for row in titles)
    return Ruling(held, basis, _reason(titles), nodes).citing(*_cites(said), fact_cite(fact))


def _papers(world: Situation, operation: str) -> str:
    """The resolutions, treaties and requests that the record names, as printed."""
    papers = world.record.table("operations").rows[operation].get("mandate")
    return "; ".join(_values(papers)) if papers is not None and papers.value else ""


def _cites(said: str) -> tuple[Cite, ...]:
    """The sources of the papers named."""
    return tuple(cite_of(row) for row in instrument(FILE)["paper"] if row["name"] in said)


def _legal_basis(world: Situation, operation: str) -> Fact:
    rows = world.record.table("operations").rows
    if operation not in rows:
        near = get_close_matches(operation, rows, n=3)
        raise UnknownName(
            f"no operation '{operation}'", remedy="`foedus table operations` lists them", suggestions=near
        )
    fact = rows[operation].get("legal_basis")
    begun = fact is not None and fact.span.since.first <= world.day
    if fact is None or not begun or (world.known is not None and fact.public > world.known):
        raise NotRecorded(
            f"no legal basis of {operation} on {world.day}", why="it had not begun, or nothing is on record"
        )
    return fact


def _values(fact: Fact) -> tuple[str, ...]:
    return tuple(str(one) for one in fact.value) if isinstance(fact.value, tuple) else (str(fact.value),)


def _reason(titles: list[dict[str, str]]) -> Text:
    return Text(" ".join(row["en"] for row in titles), "".join(row["ja"] for row in titles))
