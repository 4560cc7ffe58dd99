"""`foedus diff`: what differs between two records or two runs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from foedus.cli.door import output
from foedus.cli.envelope import Answer

_BUNDLED = "bundled"
_KEY = ("subject", "attribute", "object", "series", "since", "public")


@click.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@output
def diff(before: str, after: str) -> Answer:
    """Show what differs from A to B: two records, or two runs.

    A record is a folder of data, a folder that `foedus publish` wrote, or `bundled`; a run is a JSON file of
    `foedus crisis`.

    \b
    foedus diff out/record-2026-01 bundled
    foedus diff out/suwalki-2027.json out2/suwalki-2027.json
    """
    answer = Answer("diff", None, {"a": before, "b": after}, only_rows=True)
    if all(name.endswith(".json") for name in (before, after)):
        _runs(answer, Path(before), Path(after))
    else:
        _records(answer, before, after)
    answer.value = len(answer.rows)
    return answer


def _runs(answer: Answer, before: Path, after: Path) -> None:
    from foedus.study.run_difference import finding_of, moved

    answer.columns = ("path", "before", "after")
    answer.rows = [
        (one.path.lstrip("/").replace("/", " / "), one.before, one.after)
        for one in moved(finding_of(before), finding_of(after))
    ]
    answer.unit = "figures"
    if not answer.rows:
        answer.say("the two runs say the same", "二つの実行結果に違いはない")


def _records(answer: Answer, before: str, after: str) -> None:
    from foedus.record.difference import differences

    changes = differences(_facts(before), _facts(after))
    answer.columns = (
        "what",
        "subject",
        "attribute",
        "object",
        "series",
        "since",
        "public",
        "before",
        "after",
    )
    answer.rows = [
        (one.what, *one.key[:-1], _told(one.before, one.fields), _told(one.after, one.fields))
        for one in changes
    ]
    answer.unit = "facts"
    counts = Counter(one.what for one in changes)
    answer.say(
        f"{counts['added']} added, {counts['removed']} removed, {counts['changed']} changed",
        f"追加{counts['added']}件、削除{counts['removed']}件、変更{counts['changed']}件",
    )


def _facts(place: str) -> list[dict[str, Any]]:
    from foedus.record import bundled
    from foedus.record.difference import rows, stated

    return rows(bundled()) if place == _BUNDLED else stated(Path(place))


def _told(fact: Mapping[str, Any] | None, fields: tuple[str, ...]) -> str | None:
    """Return the value of a fact that came or went, and of a changed one what differs."""
    if fact is None:
        return None
    if not fields or fields == ("value",):
        return None if fact["value"] is None else str(fact["value"])
    return json.dumps({name: fact[name] for name in fields}, ensure_ascii=False)
