"""How results are shown: values as a reader wants them, and the page that lists them all."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from foedus.study.checks.target import KINDS, Tolerance, Value
from foedus.study.validate import Result, Validation, figures
from foedus.terms.text import Text

# Lists with more parts or letters are shown by their ends.
_LONGEST = 4
_WIDEST = 21


@cache
def words(lang: str) -> Mapping[str, Any]:
    """Return the words of the page in `en` or `ja`."""
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    stanza: Mapping[str, Any] = tomllib.loads(text)[lang]
    return stanza


def said(text: Text, lang: str) -> str:
    """Return one language of a text."""
    return text.ja if lang == "ja" else text.en


def shown(value: Value | None, lang: str) -> str:
    """Return a figure to four significant digits; whole numbers whole, long lists by their ends."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return str(words(lang)["yes" if value else "no"])
    if isinstance(value, list):
        parts = [shown(part, lang) for part in value]
        whole = ", ".join(parts)
        short = len(parts) <= _LONGEST and len(whole) <= _WIDEST
        return whole if short else f"{parts[0]} … {parts[-1]} ({len(parts)})"
    if isinstance(value, float) and not value.is_integer():
        return f"{value:.4g}"
    return value if isinstance(value, str) else str(int(value))


def margin(tolerance: Tolerance, name: str, published: Value, lang: str) -> str:
    """Return the tolerance of one figure in words."""
    sample = published[0] if isinstance(published, list) and published else published
    stated = tolerance.value.get(name, 0) if isinstance(tolerance.value, Mapping) else tolerance.value
    if tolerance.rule == "above":
        return str(words(lang)["above"])
    if isinstance(sample, (str, bool)) or not stated:
        return str(words(lang)["exact"])
    if tolerance.rule == "band":
        return str(words(lang)["band"]).format(low=stated[0], high=stated[1])
    return f"±{100 * stated:g} %" if tolerance.rule == "relative" else f"±{stated:g}"


def counted(validation: Validation, kind: str, lang: str) -> str:
    """Return how many targets of a kind passed, failed or could not be checked, in words."""
    counts = validation.summary()[kind]
    text = str(words(lang)["counts"]).format(**counts)
    if counts["pass_looked_up"] or counts["pass_unpublished"]:
        text += (" " if lang == "en" else "") + str(words(lang)["of_which"]).format(**counts)
    return text


def needed(result: Result, lang: str) -> str:
    """Return which data a target needs, with their licence, or why else it was not run."""
    needs, word = result.target.needs, words(lang)
    if needs is None:
        return result.why
    licence = f"{word['licence']}: {needs.licence}"
    return f"{word['needs']}: {said(needs.data, lang)} ({licence})"


def left(validation: Validation, collected: int, lang: str) -> str:
    """Return how many collected results have no target here, in words."""
    listed = sum(one.target.evidence != "own" for one in validation.results)
    return str(words(lang)["missing"]).format(collected=collected, left=collected - listed)


def markdown(validation: Validation, collected: int, lang: str = "en") -> str:
    """Return the page of all results, ending with a line break."""
    return "\n".join(_page(validation, collected, lang)) + "\n"


def _page(validation: Validation, collected: int, lang: str) -> Iterator[str]:
    word = words(lang)
    yield from (f"# {word['title']}", "", str(word["made"]), "", str(word["kinds"]))
    for kind in KINDS:
        results = validation.of(kind)
        yield from ("", f"## {word[kind]}", "", str(word[f"{kind}_is"]), counted(validation, kind, lang), "")
        yield f"| {' | '.join(word['columns'])} |"
        yield f"|{'---|' * len(word['columns'])}"
        for result in results:
            yield from _rows(result, lang)
        notes = [one for one in results if one.target.note.en or one.status in ("needs-data", "not-run")]
        yield from ("", *(f"- `{one.target.id}`: {_remark(one, lang)}" for one in notes))
    yield from ("", str(word["held"]), "", left(validation, collected, lang))


def _rows(result: Result, lang: str) -> Iterator[str]:
    target, word = result.target, words(lang)
    source = f"{target.source} ({word['evidence'][target.evidence]})"
    head = (f"`{target.id}`", said(target.title, lang), str(word[result.status]))
    for index, (name, (ours, published)) in enumerate(figures(result).items()):
        own = (shown(ours, lang), shown(published, lang), margin(target.tolerance, name, published, lang))
        cells = (*(head if index == 0 else ("", "", "")), name, *own, source if index == 0 else "")
        yield f"| {' | '.join(cells)} |"


def _remark(result: Result, lang: str) -> str:
    undone = needed(result, lang) if result.status in ("needs-data", "not-run") else ""
    return " ".join(part for part in (undone, said(result.target.note, lang)) if part)
