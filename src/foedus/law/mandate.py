"""On which title in international law did an operation rest."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache

from foedus.law.argument import Argument
from foedus.law.authority import papers, vote_cites, votes
from foedus.law.instrument import cite_of, fact_cite, instrument, provisions, text_of
from foedus.law.legitimacy import contested, legitimacy, views
from foedus.law.rule import Case, Rule
from foedus.law.ruling import Cite, Holding, Node, Ruling, any_of
from foedus.law.situation import Situation, horizon
from foedus.record import Fact
from foedus.terms.errors import NotRecorded, UnknownName
from foedus.terms.text import Text

NAME, FILE = "mandate", "un-charter"
LAW = Text("Legality: on which title did it rest?", "合法性：国際法上の根拠")
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
    operation = case["operation"]
    fact = _legal_basis(world, operation)
    titles = [instrument(FILE)["title"][key] for key in _values(fact)]
    said = "; ".join(papers(world, operation))
    held = any_of(Holding(row["held"]) for row in titles)
    basis = tuple(row["basis"] for row in titles)
    law = Node(LAW, held, ", ".join(basis), children=_steps(world, operation, titles, said))
    cites = (*_cites(said), fact_cite(fact), *vote_cites(world, operation))
    tree = (law, legitimacy(world, operation))
    told = tuple(view.cite for view in views(world, operation))
    return Ruling(held, basis, _reason(titles), tree).citing(*cites, *told)


def _steps(world: Situation, operation: str, titles: list[dict[str, str]], said: str) -> tuple[Node, ...]:
    path = f"{operation}.legal_basis"
    nodes = [Node(text_of(row), Holding(row["held"]), row["basis"], path) for row in titles]
    if said:
        nodes.append(Node(Text(f"On record: {said}", f"記録：{said}"), None, "", f"{operation}.mandate"))
    nodes.extend(votes(world, operation))
    dispute = contested(world, operation)
    if dispute is not None:
        nodes.append(dispute)
    return (*nodes, _running(world, operation))


def _running(world: Situation, operation: str) -> Node:
    """Whether the operation ran on the day; its end is told only once it was past."""
    span = world.record.table("operations").rows[operation]["legal_basis"].span
    over = span.until is not None and span.until.last <= horizon(world)
    if over and world.day not in span:
        return Node(
            Text(f"It had ended by then: {span}", f"その時点で終了済み：{span}"),
            None,
            "",
            f"{operation}.start",
        )
    return Node(
        Text(f"Under way since {span.since}", f"{span.since}から実施中"), None, "", f"{operation}.start"
    )


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
