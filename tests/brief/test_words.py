"""Words and numbers: the yardstick, two significant digits, one structure in two languages."""

from __future__ import annotations

import string
from itertools import pairwise

import pytest

from foedus.brief import messages, numbers, yardstick
from foedus.brief.typesetting import wrapped


def _names(wording: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(wording) if name}


def test_every_message_exists_in_both_languages_with_the_same_values() -> None:
    """A message has an English and a Japanese wording that ask for the same names."""
    for key, wordings in messages.catalogue().items():
        assert set(wordings) == set(messages.LANGUAGES), key
        assert all(wordings.values()), key
        japanese, english = _names(wordings["ja"]), _names(wordings["en"])
        assert japanese <= english, key
        assert english - japanese <= {"word"}, key


def test_japanese_messages_hold_no_half_width_punctuation() -> None:
    """Japanese sentences end in 。 and separate with 、."""
    for key, wordings in messages.catalogue().items():
        assert "。" not in wordings["en"], key
        assert ". " not in wordings["ja"], key
        assert ", " not in wordings["ja"], key


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (0.0, "a remote chance"),
        (0.05, "a remote chance"),
        (0.15, "highly unlikely"),
        (0.30, "unlikely"),
        (0.45, "a realistic possibility"),
        (0.60, "likely"),
        (0.85, "highly likely"),
        (0.97, "almost certain"),
        (1.0, "almost certain"),
    ],
)
def test_a_probability_takes_the_word_of_the_yardstick(probability: float, word: str) -> None:
    """Inside the bounds of a term, that term is the word."""
    assert yardstick.term(probability).en == word


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (0.07, "a remote chance"),
        (0.08, "highly unlikely"),
        (0.075, "highly unlikely"),
        (0.225, "unlikely"),
        (0.52, "a realistic possibility"),
        (0.53, "likely"),
        (0.775, "likely"),
        (0.925, "highly likely"),
    ],
)
def test_a_gap_goes_to_the_nearer_term_and_midway_towards_evens(probability: float, word: str) -> None:
    """Values that the yardstick leaves out are treated as the footnote says."""
    assert yardstick.term(probability).en == word


def test_terms_rise_and_do_not_overlap() -> None:
    """The yardstick runs from nought to a hundred percent."""
    terms = yardstick.terms()
    assert (terms[0].low, terms[-1].high) == (0, 100)
    assert all(lower.high < upper.low for lower, upper in pairwise(terms))


def test_confidence_falls_as_judgements_weigh_more() -> None:
    """The word of confidence is read off the judged share of the variance alone."""
    assert [yardstick.confidence(share, "en") for share in (0.1, 0.3, 0.5, 1.0)] == [
        "high",
        "moderate",
        "low",
        "low",
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.0312, "0.031"),
        (0.684, "0.68"),
        (3.14, "3.1"),
        (9.0, "9.0"),
        (14.6, "15"),
        (1234.0, "1\u202f200"),
        (-2.55, "\u22122.5"),
        (None, "never"),
    ],
)
def test_a_model_number_has_two_significant_digits(value: float | None, text: str) -> None:
    """Never more digits than the model can carry, thin spaces between thousands."""
    assert numbers.number(value) == text


def test_japanese_numbers_have_no_thin_spaces() -> None:
    """Thin spaces are for English; Japanese takes full-width signs."""
    texts = (
        numbers.percent(0.62, "ja"),
        numbers.percents(0.6, 0.75, "ja"),
        numbers.number(12345, "ja"),
        numbers.between(1.0, 2.0, "ja"),
    )
    assert texts == ("62％", "60～75％", "12,000", "1.0～2.0")


def test_open_ended_percentages_are_joined_by_words() -> None:
    """A dash never meets a sign of comparison."""
    assert numbers.percents(0.01, 0.999) == "1 to >99\u202f%"
    assert numbers.percents(0.01, 0.999, "ja") == "1％～99％超"
    assert numbers.percents(0.001, 0.15, "ja", bare=True) == "1未満～15"


def test_lines_break_at_words_and_by_the_rules_of_japanese_setting() -> None:
    """No line begins with a closing sign or ends with an opening one."""
    assert wrapped("Rail capacity east of Warsaw", 10) == "Rail capacity east\nof Warsaw"
    assert wrapped("クリミアとドンバス（2014）", 11) == "クリミアとドンバス\n（2014）"
    assert wrapped("増援が到着する。", 7) == "増援が到着す\nる。"


def test_percentages_never_claim_certainty_by_rounding() -> None:
    """A small chance is not nought and a large one not a hundred."""
    assert numbers.percent(0.001) == "<1\u202f%"
    assert numbers.percent(0.999) == ">99\u202f%"
    assert (numbers.percent(0.0), numbers.percent(1.0)) == ("0\u202f%", "100\u202f%")


@pytest.mark.parametrize(
    ("iso", "en", "ja"),
    [
        ("2027-03-02", "2 March 2027", "2027年3月2日"),
        ("2021-10", "October 2021", "2021年10月"),
        ("2021", "2021", "2021年"),
    ],
)
def test_dates_are_written_in_words_at_their_precision(iso: str, en: str, ja: str) -> None:
    """A month stays a month and a year a year."""
    assert (numbers.day_text(iso, "en"), numbers.day_text(iso, "ja")) == (en, ja)


def test_differences_carry_their_sign() -> None:
    """Plus and minus are written; nothing is nothing."""
    assert [numbers.signed(value) for value in (1.4, -1.9, 0.0, None)] == ["+1.4", "\u22121.9", "0", "never"]
    assert numbers.between(-3.1, -0.9) == "\u22123.1 to \u22120.90"
