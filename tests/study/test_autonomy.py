"""The autonomy inquiry, on the record."""

from __future__ import annotations

import pytest

from foedus.record import bundled
from foedus.study.assess import inquiries
from foedus.study.validate import validate
from foedus.terms.errors import BadArgument, NotRecorded

ASK = inquiries()["autonomy"]
FEW = {"draws": "64"}


def test_the_study_comes_out() -> None:
    """Troops, brigades and the yearly step of some EUR 250 bn follow from our own GDP figures."""
    assert validate(["autonomy.bruegel"], bundled()).results[0].status == "pass"


def test_half_a_withdrawal_leaves_no_wider_gap() -> None:
    """With half the share withdrawn, no kind is missing more."""
    whole, half = (ASK({**FEW, "share": share}).value["by_kind"] for share in ("1", "0.5"))
    assert all(half[kind]["gap_p50"] <= whole[kind]["gap_p50"] for kind in whole)


def test_studies_stand_side_by_side() -> None:
    """IISS 2019 and 2025 and Bruegel 2025 are in the answer, none of them averaged."""
    found = ASK(FEW)
    assert {"iiss_2019_sea_lanes", "iiss_2019_territory", "iiss_2025", "bruegel_2025"} == set(
        found.value["studies"]
    )
    assert any("IISS" in note.en for note in found.notes)


def test_any_ally_with_formations_may_leave() -> None:
    """For others than the United States what leaves is their brigades on record, and nothing else."""
    assert list(ASK({**FEW, "without": "POL"}).value["by_kind"]) == ["brigades"]
    with pytest.raises(NotRecorded):
        ASK({**FEW, "without": "ISL"})


def test_more_than_all_cannot_leave() -> None:
    """A share above one is refused."""
    with pytest.raises(BadArgument):
        ASK({**FEW, "share": "1.5"})


def test_the_answer_says_that_it_is_judgement() -> None:
    """Paces and substitution are judged, and the share of judgement says so."""
    assert ASK(FEW).value["judgement_share"] > 0.9
