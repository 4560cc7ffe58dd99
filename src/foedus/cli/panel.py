"""`foedus panel`: states or dyads by year, with covariates, out of a user's own copies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.cli.door import show
from foedus.cli.envelope import Answer
from foedus.cli.import_ import FOLDER
from foedus.terms.errors import BadArgument, UnknownName

if TYPE_CHECKING:
    from foedus.study.panel import Panel, Request, Spec

_SUMMARY = ("column", "unit", "missing", "dataset", "meaning", "meaning_ja", "absence", "absence_ja")


@click.command()
@click.argument("unit", type=click.Choice(["dyads", "states", "columns"]))
@FOLDER
@click.option("--from", "first", type=int, metavar="YEAR", help="First year (default: all).")
@click.option("--to", "last", type=int, metavar="YEAR", help="Last year (default: all).")
@click.option("--directed", is_flag=True, help="Two rows a dyad and year, one for each direction.")
@click.option("--relevant", is_flag=True, help="Only dyads that are contiguous or have a major power.")
@click.option(
    "--with", "columns", multiple=True, metavar="COLUMN[,COLUMN...]", help="Columns; may be repeated."
)
@click.option("--rules", metavar="NAME", help="Rows and columns of a published panel: dangerous-dyads.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write FILE.csv or FILE.parquet."
)
@click.option("--lang", type=click.Choice(["en", "ja"]), default="en", help="Language of the answer.")
@click.option("--json", "as_json", is_flag=True, help="Print a summary as JSON envelope.")
@click.option("--csv", "as_csv", is_flag=True, help="Print the panel as CSV.")
def panel(unit: str, out: Path | None, lang: str, **options: Any) -> None:
    """Build a panel of states or dyads by year out of your own copies of data sets (--data).

    `foedus panel columns` lists the columns: unit, source, what absence means. Missing is missing, never
    zero, unless that list says so. In dyads the name of a column of states gives both sides, as NAME_a and
    NAME_b.
    Without --out or --csv only a summary is printed; it names the releases by their digest.

    \b
    foedus panel columns
    foedus panel dyads --data ~/data --rules dangerous-dyads --out panel.parquet
    foedus panel dyads --data ~/data --from 1950 --to 2010 --relevant --with cinc,peace_years,nato_joint
    foedus panel states --data ~/data --with cinc --with nato --csv
    """
    as_json, as_csv = options["as_json"], options["as_csv"]
    if unit == "columns":
        show(_columns(as_csv=as_csv), as_json=as_json, as_csv=as_csv, lang=lang)
        return
    from foedus.study.panel import build, frames

    found = build(_request(unit, **options))
    if out is not None:
        frames.write(found, out)
    if as_csv:
        click.echo(frames.text(found), nl=False)
    else:
        show(_summary(found, out, options["rules"]), as_json=as_json, as_csv=False, lang=lang)


def _request(unit: str, *, folder: Path | None, columns: tuple[str, ...], **options: Any) -> Request:
    from foedus.study.panel import Request, rules

    if folder is None:
        raise BadArgument("where are your copies?", remedy="give their folder with --data")
    names = tuple(name.strip() for text in columns for name in text.split(",") if name.strip())
    flags = {name: options[name] for name in ("first", "last", "directed", "relevant")}
    request = Request(unit, folder, columns=names, **flags)
    if options["rules"] is None:
        return request
    if options["rules"] not in rules():
        raise UnknownName(f"no rules '{options['rules']}'", remedy=f"there are {', '.join(rules())}")
    chosen = rules()[options["rules"]]
    if chosen.unit != unit:
        raise BadArgument(f"'{chosen.name}' is a panel of {chosen.unit}", remedy=f"ask for {chosen.unit}")
    return request.under(chosen)


def _summary(found: Panel, out: Path | None, rules: str | None) -> Answer:
    missing, years = found.missing(), found.columns["year"]
    span = [int(years.min()), int(years.max())] if found.rows else []
    value: dict[str, Any] = {
        **{"unit": found.request.unit, "rows": found.rows, "years": span},
        **{"columns": list(found.columns), "missing": dict(missing)},
        **{"releases": [dict(one) for one in found.releases], "out": str(out) if out else None},
    }
    request = found.request
    args = {
        **{"unit": request.unit, "from": request.first, "to": request.last},
        **{"directed": request.directed, "relevant": request.relevant, "with": list(request.columns)},
        **{"rules": rules, "data": str(request.folder)},
    }
    answer = Answer("panel", value, args, columns=_SUMMARY)
    answer.rows = [
        [name, spec.unit, missing[name], _origin(spec), *_said(spec)] for name, spec in found.specs.items()
    ]
    span_text = f"{span[0]}–{span[1]}" if span else "–"
    answer.text = f"{found.rows:,} × {len(found.columns)}, {span_text}" + (f" → {out}" if out else "")
    _notes(answer, found)
    return answer


def _notes(answer: Answer, found: Panel) -> None:
    for one in found.releases:
        name = f"{one['dataset']}: {one['file']}, sha256 {one['sha256'][:12]}…"
        answer.say(
            f"{name}, {one['release'] or 'release not known'}", f"{name}、{one['release'] or '版は不明'}"
        )
    if found.request.shadowed:
        answer.say(
            "spells of contiguity of type 0 hide others, as in the published panel; not so without --rules",
            "公表されたパネルに合わせ、種別0の隣接期間が他の期間を覆い隠す。--rulesなしではそうならない",
        )


def _columns(*, as_csv: bool) -> Answer:
    from foedus.study.panel import dyad_columns, state_columns

    rows = [
        [of, spec.name, spec.unit, _origin(spec), *_said(spec)]
        for of, table in (("state", state_columns()), ("dyad", dyad_columns()))
        for spec in table.values()
    ]
    answer = Answer("panel", len(rows), {"unit": "columns"}, unit="columns", only_rows=not as_csv)
    answer.columns = ("of", "column", "unit", "dataset", *_SUMMARY[4:])
    answer.rows = rows
    return answer


def _origin(spec: Spec) -> str:
    return spec.dataset or ("foedus" if spec.rule == "membership" else ", ".join(spec.joins))


def _said(spec: Spec) -> tuple[str, str, str, str]:
    return (spec.meaning.en, spec.meaning.ja, spec.absence.en, spec.absence.ja)
