"""Key judgements: each sentence comes from numbers, in both languages."""

from __future__ import annotations

import re

import pytest

from foedus.brief.judgements import Judgement, judged, key_judgements
from foedus.brief.reader import Probability, Reader
from tests.brief.sample import finding

LANGUAGES = ("en", "ja")


def _told(lang: str) -> list[Judgement]:
    return key_judgements(Reader(finding(), lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_there_are_three_to_five_judgements_and_each_holds_a_number(lang: str) -> None:
    """No sentence stands without a number behind it."""
    told = _told(lang)
    assert 3 <= len(told) <= 5
    for each in told:
        sentences = [part for part in re.split(r"(?<=\.)\s+(?=[A-Z])|(?<=。)", each.sentence) if part]
        assert all(re.search(r"\d", sentence) for sentence in sentences), each


def test_a_judgement_gives_word_probability_and_range() -> None:
    """The word is never alone."""
    first = _told("en")[0].sentence
    assert "The Council is highly likely to agree by D+30 (82\u202f%, range 73–91\u202f%)" in first


def test_a_japanese_judgement_puts_the_predicate_last() -> None:
    """The Japanese sentence is built as Japanese: subject, deadline, event, degree."""
    assert (
        "北大西洋理事会がD+30までに合意に至る可能性がかなり高い（82％、幅73～91％）"
        in _told("ja")[0].sentence
    )


def test_a_wide_range_names_both_ends() -> None:
    """Where the range covers three terms, one word would claim too much."""
    reader = Reader(finding(), "en")
    text = judged(reader, "kj_blocked", Probability(0.45, 0.2, 0.7))
    assert "“highly unlikely” to “likely”" in text


def test_a_probability_without_range_says_none() -> None:
    """A bare probability is told with its word and no invented range."""
    assert judged(Reader(finding(), "en"), "kj_blocked", Probability(0.03)) == (
        "There is a remote chance (3\u202f%) that silence is broken at least once"
    )


def test_changing_a_number_changes_the_sentence() -> None:
    """The words follow the finding, they are not written beside it."""
    other = finding()
    other["plans"]["corridor"]["decision"]["within"]["30"] = {"p": 0.15, "low": 0.11, "high": 0.2}
    sentence = key_judgements(Reader(other, "en"))[0].sentence
    assert "highly unlikely to agree by D+30 (15\u202f%, range 11–20\u202f%)" in sentence


def test_a_council_that_does_not_decide_is_told_so() -> None:
    """A median that never comes is no number of days."""
    other = finding()
    other["plans"]["corridor"]["decision"]["days"] = {"p10": 9.0, "p50": None, "p90": None}
    assert (
        "in at least half of the draws no decision comes" in key_judgements(Reader(other, "en"))[0].sentence
    )


def test_plans_are_never_averaged() -> None:
    """Each plan has its own sentence under its own name."""
    assert [each.subject for each in _told("en")[:3]] == [
        "Seizure of the corridor",
        "Limited seizure",
        "Coercion without seizure",
    ]
