"""What stands on the page: the finding's parts in the order of the brief, those without data left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from foedus.brief import tables, yardstick
from foedus.brief.charts import decision, drivers, forces, outcome
from foedus.brief.charts.theme import Figure
from foedus.brief.judgements import Judgement, key_judgements
from foedus.brief.reader import Reader
from foedus.brief.typesetting import wrapped

KINDS: Final = ("fact", "estimate", "judgement", "chance")
LATE: Final = 90
MOST_EM: Final = 45.0


@dataclass(frozen=True, slots=True)
class Rest:
    """What the answer rests on: shares by kind, the judgements that matter most, confidence."""

    line: str
    shares: list[tuple[str, float, str]]
    judgements: list[dict[str, Any]]
    confidence: str


@dataclass(frozen=True, slots=True)
class Note:
    """One numbered note."""

    n: int
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the template shows."""

    reader: Reader
    judgements: list[Judgement]
    rest: Rest | None
    timelines: list[Figure]
    blockers: list[Figure]
    fans: list[Figure]
    groups: list[Figure]
    groups_message: str
    outcomes: list[Figure]
    reference: Figure | None
    drivers: list[Figure]
    differences: list[Figure]
    notes: list[Note]
    yardstick_note: int


def page(reader: Reader) -> Page:
    """Gather the page of one finding."""
    notes = _notes(reader)
    return Page(
        reader=reader,
        judgements=key_judgements(reader),
        rest=_rest(reader),
        timelines=_each(reader, decision.timeline),
        blockers=_each(reader, decision.blockers),
        fans=_each(reader, forces.fan),
        groups=forces.groups(reader),
        groups_message=_groups_message(reader),
        outcomes=_each(reader, outcome.outcome),
        reference=outcome.reference(reader),
        drivers=_each(reader, drivers.drivers),
        differences=_each(reader, outcome.difference),
        notes=notes,
        yardstick_note=len(notes) - 2,
    )


def _each(reader: Reader, chart: Callable[[Reader, str], Figure | None]) -> list[Figure]:
    return [figure for plan in reader.plans if (figure := chart(reader, plan))]


def _rest(reader: Reader) -> Rest | None:
    shares = reader.finding.get("rests_on")
    if not shares:
        return None
    rows = [(kind, float(shares.get(kind, 0.0)), reader.percent(shares.get(kind, 0.0))) for kind in KINDS]
    judged = float(shares.get("judgement", 0.0))
    confidence = reader.say(
        "confidence", word=yardstick.confidence(judged, reader.lang), share=reader.percent(judged)
    )
    return Rest(_rest_line(reader), [row for row in rows if row[1] > 0], _two_judgements(reader), confidence)


def _rest_line(reader: Reader) -> str:
    measure = reader.text(drivers.ranking(reader, reader.lead).get("measure"))
    return reader.say("rests_line", measure=measure) if measure else reader.say("rests_line_all")


def _two_judgements(reader: Reader) -> list[dict[str, Any]]:
    ranked = sorted(drivers.ranking(reader, reader.lead).get("rows", ()), key=lambda row: -row["share"])
    judged = [row for row in ranked if row["kind"] == "judgement"][:2]
    told = {row["driver"]: reader.text(row["statement"]) for row in reader.finding.get("tipping") or ()}
    return [
        {
            "label": drivers.CUT.split(reader.text(row["label"]))[0],
            "share": reader.say("rests_share", share=reader.percent(row["share"])),
            "tipping": told.get(row["name"], ""),
            "note": reader.note(row["name"]),
        }
        for row in judged
    ]


def _groups_message(reader: Reader) -> str:
    entry = reader.plans[reader.lead].get("forces")
    if not entry or not entry.get("groups"):
        return ""
    index = min(range(len(entry["day"])), key=lambda each: abs(entry["day"][each] - LATE))
    late = {name: series[index] for name, series in entry["groups"].items()}
    first, total = max(late, key=lambda name: late[name]), sum(late.values())
    return reader.say(
        "groups_message",
        total=reader.number(total),
        day=entry["day"][index],
        first=reader.name(first),
        share=reader.percent(late[first] / total if total else 0.0),
        plan=reader.plan(reader.lead),
    )


def _notes(reader: Reader) -> list[Note]:
    notes = [_note(reader, entry) for entry in reader.finding.get("footnotes") or ()]
    n = max((note.n for note in notes), default=0)
    source = yardstick.publication()
    joined = (", " if reader.lang == "en" else "、").join(_term(reader, term) for term in yardstick.terms())
    scale = reader.say("note_yardstick", publisher=source["publisher"], title=source["title"], terms=joined)
    return [
        *notes,
        Note(n + 1, scale, source["url"]),
        Note(n + 2, reader.say("note_confidence")),
        Note(n + 3, reader.say("note_digits")),
    ]


def _term(reader: Reader, term: yardstick.Term) -> str:
    word = term.short_ja if reader.lang == "ja" else term.en.removeprefix("a ")
    return reader.say("term_range", word=word, low=f"{term.low:g}", high=f"{term.high:g}")


def _note(reader: Reader, entry: Mapping[str, Any]) -> Note:
    parts = [
        reader.say("note_judgement") if entry["kind"] == "judgement" else entry.get("publisher") or "",
        reader.text(entry.get("title")),
        reader.day(entry.get("published")),
        reader.text(entry.get("locator")),
    ]
    text = reader.say("list_sep").join(part for part in parts if part)
    if entry.get("grade"):
        text = reader.say("note_grade", note=text, grade=reader.say(f"grade_{entry['grade']}"))
    if entry.get("used_for"):
        text = reader.say("note_used", note=text, used=_cut(reader.text(entry["used_for"])))
    return Note(entry["n"], text, entry.get("url") or "")


def _cut(text: str) -> str:
    """A long list of uses, cut where a word ends; the finding's JSON holds it whole."""
    head = wrapped(text, MOST_EM).split("\n", 1)
    return head[0] if len(head) == 1 else head[0].rstrip(",;、；") + " …"


def alt_of_map(reader: Reader) -> tuple[str, str]:
    """The map's title and its description, both from the leading plan's arrivals."""
    entry = reader.plans[reader.lead]
    marks = sorted(entry.get("marks", ()), key=lambda mark: -mark["90"])
    told = "; ".join(
        f"{reader.name(mark['ally'])} {reader.number(mark['90'])}" for mark in marks if mark["90"] > 0
    )
    place = (entry.get("bottleneck") or {}).get("name")
    bottleneck = reader.say("map_bottleneck_alt", place=reader.text(place)) if place else ""
    title = _map_title(reader, entry, marks) if marks else reader.say("h_map")
    return title, reader.say("map_alt", plan=reader.plan(reader.lead), told=told, bottleneck=bottleneck)


def _map_title(reader: Reader, entry: Mapping[str, Any], marks: Sequence[Mapping[str, Any]]) -> str:
    median = reader.number(entry["arrivals"]["90"]["p50"])
    first = reader.name(marks[0]["ally"])
    return reader.say("map_title", plan=reader.plan(reader.lead), first=first, d90=median)


def tables_of(reader: Reader) -> dict[str, Any]:
    """All tables by name; None where the finding holds nothing for them."""
    return {
        "glance": tables.glance(reader),
        "plans": tables.plans(reader),
        "arrivals": [(plan, table) for plan in reader.plans if (table := tables.arrivals(reader, plan))],
        "crises": tables.crises(reader),
        "carried": tables.carried(reader),
        "overlays": tables.overlays(reader),
        "validation": tables.validation(reader),
        "against": tables.against(reader),
        "blocked": tables.blocked(reader),
    }
