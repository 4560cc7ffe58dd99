"""Whoever knows a word finds the place."""

from __future__ import annotations

import pytest

from foedus.record import bundled
from foedus.record.finder import find, find_some


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["liaison", "office"], "japan-liaison-office-2023"),
        (["連絡事務所"], "japan-liaison-office-2023"),
        (["Kfor"], "kfor"),
        (["enlargement"], "enlargement"),
        (["土耳古"], None),
        (["guideline", "counts"], "guideline_counts"),
    ],
)
def test_words_in_either_language_lead_to_the_row(words: list[str], wanted: str | None) -> None:
    """All words must occur, in any case; what is not on record is not found."""
    found = [hit.id for hit in find(bundled(), words)]
    assert wanted in found if wanted else not found


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Who commanded Resolute Support?", "foedus fact resolute-support commander"),
        ("KFOR strength", "foedus fact kfor strength"),
        ("Kosovo Force commander", "foedus fact kfor commander"),
        ("Italy KFOR contingent", "foedus fact kfor contingent --object ITA"),
        ("border of Finland with Russia", "foedus fact FIN land_border --object RUS"),
        ("Secretary General", "foedus table secretaries_general"),
        ("first Secretary General", "foedus table secretaries_general"),
        ("Tropic of Cancer", "foedus table treaty_articles --where id=nat-article-06"),
        ("事務総長", "foedus table secretaries_general"),
        ("Who is NATO Secretary General?", "foedus table secretaries_general"),
        ("EU members in NATO", "foedus members EU --and NATO"),
        ("NATO EU both", "foedus members NATO --and EU"),
        ("Denmark PESCO", "foedus fact DNK member --object PESCO"),
        ("日本 北大西洋協力会議", "foedus fact JPN member --object NACC"),
        ("日NATO共同政治宣言", "foedus table milestones --where id=japan-jpd-2013"),
        ("EDIP予算", "foedus fact edip budget"),
        ("Athens Guidelines", "foedus table milestones --where id=athens-guidelines-1962"),
    ],
)
def test_a_question_leads_to_the_fact(words: str, first: str) -> None:
    """Subject, attribute and object may each be named; empty words and the plural do not matter."""
    assert find(bundled(), words.split())[0].command == first


def test_documents_are_found_by_their_titles() -> None:
    """A source answers to its title, after what the record says itself; a short word must begin a word."""
    found = [hit.command for hit in find(bundled(), ["Conceptualising", "digital", "capability"])]
    assert found[-1] == "foedus table sources --where id=rand-europe-digital-2025"
    title = find_some(bundled(), ["北大西洋条約機構（NATO）の概要"])
    assert "mofa-japan-nato" in [hit.id for hit in title[:5]]
    assert not [hit for hit in find(bundled(), ["RAND"]) if "brandt" in hit.id]


def test_some_of_the_words_lead_to_the_place_that_has_the_rarest() -> None:
    """Where no place has all words, the one with the word that stands nowhere else comes first."""
    assert not find(bundled(), ["Vandenberg", "liaison"])
    assert "vandenberg-resolution" in [hit.id for hit in find_some(bundled(), ["Vandenberg", "alliance"])[:3]]


def test_every_command_that_is_found_works() -> None:
    """A hit names a command that answers."""
    from tests.cli.door import ask

    for hit in find(bundled(), ["council"])[:12]:
        reply = ask(*hit.command.split()[1:], "--json")
        assert reply.status == 0, (hit.command, reply.out, reply.err)


def test_a_place_leads_to_article_6() -> None:
    """A place of the gazetteer answers with the question whether the treaty covers it."""
    from tests.cli.door import ask

    assert ask("find", "Hawaii", "--json").json["rows"][0][0] == "foedus law nat.6 place=honolulu"
