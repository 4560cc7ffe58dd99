"""What an auditor asks of every row of the record, whatever it says."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date

from foedus.record import Fact, bundled

RECORD = bundled()
CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
# Names that are written in Latin letters in Japanese too.
LATIN = re.compile(r"^(NATO|(FIPS|BALTOPS) [\d-]+)$")
# Targets and pledges, whose remarks name years to come because the texts themselves do.
PLANS = {
    *("nato-awacs", "data-strategy-2025", "dt-strategy-2023", "ghg-methodology", "climate-targets-2022"),
    *("hague-pledge", "readiness-initiative-2018", "nato-readiness-initiative"),
    *("ukraine-ankara-draft-2026", "support-ankara-pledge-2026", "japan-itpp-2023"),
}


def japanese() -> Iterator[tuple[str, str]]:
    """Every text of the record that a Japanese reader sees, with the place where it stands."""
    for entity in RECORD.entities.values():
        yield entity.where, entity.name.ja
    for fact in RECORD.all_facts:
        if fact.note_ja:
            yield fact.where, fact.note_ja
        if fact.attribute.endswith("_ja") and isinstance(fact.value, str):
            yield fact.where, fact.value


def inside(group: str, day: date) -> set[str]:
    """Who the record lists as a member of a group on a day."""
    return {
        fact.subject
        for fact in RECORD.membership(group)
        if fact.series == "listed" and day in fact.span and fact.value
    }


def test_every_fact_says_where_in_its_source() -> None:
    """A source without a place in it sends the reader to search a whole document."""
    assert not {fact.where for fact in RECORD.all_facts if not fact.locator.strip()}


def test_no_fact_is_of_the_future() -> None:
    """Nothing became public after the day on which its source was read."""
    late = {fact.where for fact in RECORD.all_facts if fact.public > fact.source.accessed.last}
    assert not late


def test_own_notes_are_never_more_than_estimates() -> None:
    """What rests on nothing but our own general knowledge is marked as an estimate."""
    own = [
        fact for fact in RECORD.all_facts if fact.source.publisher == "Foedus" and fact.attribute != "owner"
    ]
    assert not {fact.where for fact in own if fact.status == "known"}


def test_primary_grades_are_for_those_who_answer_for_them() -> None:
    """An encyclopaedia is reference, whoever copied it, and never official or a treaty."""
    wiki = re.compile(r"wikipedia|fandom|handwiki", re.IGNORECASE)
    wrong = {
        source.id
        for source in RECORD.sources.values()
        if wiki.search(source.publisher) and source.grade != "reference"
    }
    assert not wrong


def test_documents_have_an_address_or_a_number() -> None:
    """Few sources have no address; each of these is named by publisher and title, and they do not grow."""
    without = [source for source in RECORD.sources.values() if not source.url]
    assert all(source.publisher and source.title for source in without)
    assert len(without) <= 34


def test_remarks_do_not_know_the_future_unsaid() -> None:
    """A remark of a table that knows a later year says 'Later' (no hindsight, §3); plans name their years."""
    for fact in RECORD.all_facts:
        if fact.attribute in ("remark_en", "detail_en", "meaning_en") and fact.subject not in PLANS:
            told = str(fact.value).split("Later:")[0]
            years = re.findall(r"(?<![\d,.-])(?:19[4-9]|20[0-4])\d(?![\d,])", told)
            assert all(int(year) <= fact.public.year for year in years), (fact.where, fact.public, told)


def test_japanese_texts_are_japanese() -> None:
    """A Japanese name or remark is written in Japanese, but for names that have no other form."""
    assert not [text for _, text in japanese() if not CJK.search(text) and not LATIN.match(text)]


def test_japanese_brackets_are_full_width() -> None:
    """Brackets that stand after or around Japanese words are full-width."""
    half = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]\(|\([^()]*[\u3040-\u30ff\u4e00-\u9fff][^()]*\)")
    assert not [(where, text) for where, text in japanese() if half.search(text)]


def test_names_in_japanese_are_composed() -> None:
    """Half-width kana and decomposed marks do not occur: two spellings of one name would not meet."""
    loose = re.compile(r"[\uff61-\uff9f]")
    assert not [
        text for _, text in japanese() if loose.search(text) or text != unicodedata.normalize("NFC", text)
    ]


def test_counts_of_participants_match_the_lists() -> None:
    """Where the record calls its list of a group complete, a stated count equals it."""
    for fact in RECORD.all_facts:
        if fact.attribute != "participant_count":
            continue
        day = fact.span.since.last
        listed = inside(fact.subject, day)
        held = RECORD.held(fact.subject, "member_list_complete", day)
        partial = any(not one.value for one in held)
        if listed and not partial:
            assert len(listed) == fact.value, (fact.where, len(listed))


def test_enlargement_counts_the_allies_on_record() -> None:
    """The number of Allies after each round is the number of members on that day."""
    for row in RECORD.table("enlargement").rows.values():
        fact = row["members_after"]
        assert fact.value == len(inside("NATO", fact.span.since.last)), fact.where


def test_accessions_agree_with_membership_and_with_their_own_days() -> None:
    """A state accedes on the day from which it is listed, and the counted days come out."""
    for row in RECORD.table("accessions").rows.values():
        acceded, state = row["acceded"].value, row["state"].value
        first = min(
            fact.span.since.first
            for fact in RECORD.membership("NATO")
            if fact.subject == state and fact.series == "listed"
        )
        assert acceded.first == first, row["acceded"].where  # type: ignore[union-attr]
        for column, start in (("days_from_invitation", "invited"), ("days_from_protocol", "protocol_signed")):
            if column in row and isinstance(row[column].value, int):
                days = (acceded.first - row[start].value.first).days  # type: ignore[union-attr]
                assert days == row[column].value, row[column].where


def test_operations_end_once() -> None:
    """The end in the ledger is the last day of the row of the operation, or the day after."""
    for name, row in RECORD.table("operations").rows.items():
        until = next(iter(row.values())).span.until
        ends = RECORD.facts(name, "end")
        assert bool(until) == bool(ends), name
        for fact in ends:
            low, high = fact.value.first, fact.value.last  # type: ignore[union-attr]
            assert low <= until.first, name  # type: ignore[union-attr]
            assert (until.first - high).days <= 1, name  # type: ignore[union-attr]


def test_weapon_estimates_of_the_bases_add_up() -> None:
    """The estimates for the bases or states of a year enclose that for Europe."""
    rows = RECORD.table("nuclear_weapon_estimates").rows.values()
    for year in {row["estimate_year"].value for row in rows}:
        of_year = [row for row in rows if row["estimate_year"].value == year]
        whole = [row for row in of_year if row["place"].value == "Europe"]
        parts = [row for row in of_year if row["place"].value != "Europe"]
        if whole and parts:
            low = sum(row["weapons_low"].value for row in parts)  # type: ignore[misc]
            high = sum(row["weapons_high"].value for row in parts)  # type: ignore[misc]
            assert low <= whole[0]["weapons_high"].value, year  # type: ignore[operator]
            assert high >= whole[0]["weapons_low"].value, year  # type: ignore[operator]


def test_shares_of_gdp_come_out() -> None:
    """NATO's share is expenditure over GDP at constant prices; a slip of the pen would show."""
    shares = [fact for fact in RECORD.all_facts if fact.attribute == "spending_share" and fact.release]
    checked = 0
    for fact in shares:
        edition = fact.release.removesuffix("-share")
        spent = figure(fact, "spending_constant", f"{edition}-constant")
        product = figure(fact, "gdp_constant", f"{edition}-gdp")
        if spent and product and isinstance(fact.value, float):
            share = 100 * spent / product
            near = min(abs(share * scale - fact.value) for scale in (1, 1000, 0.001))
            assert near <= max(0.02, 0.01 * fact.value), fact.where
            checked += 1
    assert checked > 500


def figure(fact: Fact, attribute: str, release: str) -> float | None:
    """The figure of the same state and year in a sister table of the edition."""
    for one in RECORD.facts(fact.subject, attribute):
        if one.release == release and one.span == fact.span and isinstance(one.value, float):
            return one.value
    return None


def test_summits_have_names_of_their_own() -> None:
    """Two summits of one year in one city are told apart by their names."""
    names = Counter(RECORD.entities[name].name.en for name in RECORD.table("summits").rows)
    assert max(names.values()) == 1
