"""The finding in the terminal: one table of the plans, then arrivals, judgements and what they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.brief.judgements import decided, key_judgements, leading_outcome
from foedus.brief.page import KINDS
from foedus.brief.reader import Finding, Probability, Reader

if TYPE_CHECKING:
    from rich.console import Group
    from rich.table import Table

DAYS = ("10", "30", "90")


def render(finding: Finding, lang: str) -> Group:
    """What a console prints of a finding.

    Args:
        finding: the value of `foedus crisis --json`.
        lang: `en` or `ja`.
    """
    from rich.console import Group
    from rich.markup import escape

    reader = Reader(finding, lang)
    return Group(
        f"[bold]{escape(reader.text(finding['scenario']['question']))}[/bold]",
        f"[dim]{escape(_meta(reader))}[/dim]",
        _plans(reader),
        f"[bold]{reader.say('h_judgements')}[/bold]",
        _judgements(reader),
        f"[bold]{reader.say('h_rests')}[/bold]{reader.say('colon')}{rests(reader)}",
    )


def _meta(reader: Reader) -> str:
    manifest = reader.finding["manifest"]
    parts = [
        (reader.say("label_day"), reader.day(manifest["day"])),
        (reader.say("label_known"), reader.day(manifest["known"]) or reader.say("known_all")),
        (reader.say("label_draws"), str(manifest["draws"])),
    ]
    return "   ".join(f"{name}{reader.say('colon')}{value}" for name, value in parts)


def rests(reader: Reader) -> str:
    """Shares of the variance by what they rest on, in one line."""
    shares = reader.finding.get("rests_on") or {}
    told = (
        f"{reader.say('kinds_' + kind)} {reader.percent(shares[kind])}" for kind in KINDS if shares.get(kind)
    )
    return reader.say("list_sep").join(told)


def _judgements(reader: Reader) -> Table:
    from rich.markup import escape
    from rich.table import Table

    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for number, each in enumerate(key_judgements(reader), start=1):
        sentence = f"[bold]{escape(each.subject)}[/bold]{reader.say('colon')}{escape(each.sentence)}"
        grid.add_row(f"{number}.", sentence)
    return grid


def _plans(reader: Reader) -> Table:
    from rich.table import Table

    table = Table(title=reader.say("table_plans"), title_justify="left", header_style="bold")
    table.add_column("")
    for plan in reader.plans:
        table.add_column(reader.plan(plan), justify="right")
    rows = [_row(reader, plan) for plan in reader.plans]
    for cells in zip(_heads(reader), *rows, strict=True):
        table.add_row(*cells)
    return table


def _heads(reader: Reader) -> list[str]:
    arrivals = [reader.say("terminal_arrivals", day=day) for day in DAYS]
    names = ("col_warning", "terminal_agrees", "col_decision", "terminal_blocked", "terminal_blocker")
    return [
        *(reader.say(name) for name in names),
        *arrivals,
        reader.say("col_outcome"),
        reader.say("col_cost"),
    ]


def _row(reader: Reader, plan: str) -> list[str]:
    entry = reader.plans[plan]
    decision, arrivals = entry["decision"], entry.get("arrivals") or {}
    blockers = sorted(decision.get("blockers") or (), key=lambda row: -row["share"])
    first = f"{reader.name(blockers[0]['ally'])} {reader.percent(blockers[0]['share'])}" if blockers else ""
    outcome, chance = leading_outcome(entry["outcome"])
    return [
        reader.quantiles(entry["warning_days"]),
        reader.chance(decided(decision)[0], short=True),
        reader.quantiles(decision["days"]),
        reader.chance(Probability.blocked(decision), short=True),
        first,
        *(reader.quantiles(arrivals[day]) if day in arrivals else "" for day in DAYS),
        f"{reader.say(f'outcome_{outcome}')} {reader.chance(chance, short=True)}",
        reader.quantiles(entry["cost"]["bn_usd"]),
    ]
