"""The published regressions from the user's data, and the operations inquiry."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from foedus.record import bundled
from foedus.study.assess import inquiries
from foedus.study.peacebuilding import logit, other_world, poisson
from foedus.study.validate import validate
from foedus.terms.errors import BadArgument

PEACE = Path(__file__).parents[3] / "shared" / "data" / "peace"
ASK = inquiries()["operations"]
FEW = {"draws": "64"}


def test_a_logit_of_groups_is_their_log_odds() -> None:
    """With one yes-or-no covariate the coefficients are log odds, known without any iteration."""
    x = np.repeat([0.0, 1.0], [10, 20])
    y = np.concatenate([np.arange(10) < 3, np.arange(20) < 15]).astype(np.float64)
    found = logit(np.stack([np.ones(30), x], axis=1), y).coefficients
    np.testing.assert_allclose(found, [np.log(3 / 7), np.log(15 / 5) - np.log(3 / 7)])


def test_a_poisson_regression_of_groups_is_their_log_means() -> None:
    """With one yes-or-no covariate the coefficients are log means, even beside an outlier."""
    x = np.repeat([0.0, 1.0], [4, 5])
    y = np.array([1.0, 2.0, 3.0, 2.0, 0.0, 0.0, 0.0, 0.0, 145_844.0])
    found = poisson(np.stack([np.ones(9), x], axis=1), y)
    np.testing.assert_allclose(found, [np.log(2), np.log(145_844 / 5) - np.log(2)])


def test_clusters_of_one_are_heteroscedastic_errors() -> None:
    """With every case its own cluster the sandwich is White's, times G/(G - 1)."""
    luck = np.random.default_rng(1)
    x = np.stack([np.ones(40), luck.normal(size=40)], axis=1)
    y = (luck.random(40) < 0.5).astype(np.float64)
    one, many = logit(x, y, [str(at) for at in range(40)]), logit(x, y)
    residual = y - 1 / (1 + np.exp(-(x @ many.coefficients)))
    meat = (x.T * residual**2) @ x
    np.testing.assert_allclose(one.covariance, many.covariance @ meat @ many.covariance * 40 / 39)


def test_the_other_world_turns_the_treatment_alone() -> None:
    """Counterfactuals differ from the cases in the last column only, and turning twice is nothing."""
    cases = np.array([[1.0, 0.0], [2.0, 1.0]])
    np.testing.assert_array_equal(other_world(cases), [[1, 1], [2, 0]])
    np.testing.assert_array_equal(other_world(other_world(cases)), cases)


def test_a_larger_population_asks_for_a_larger_force() -> None:
    """Force and base grow in proportion; success does not depend on the population."""
    small, large = (ASK({**FEW, "population": people}).value for people in ("1e6", "3e6"))
    assert large["security_forces"]["middle"] == 3 * small["security_forces"]["middle"]
    assert large["success_with"] == small["success_with"]


def test_every_answer_warns_of_extrapolation() -> None:
    """Without the data the general finding is told; values never seen are named."""
    plain, odd = ASK(FEW), ASK({**FEW, "factnum": "40"})
    assert any("Extrapolation" in note.en and "外挿" in note.ja for note in plain.notes)
    assert odd.value["outside_seen"] == ["factnum"]


def test_a_folder_without_the_data_is_refused(tmp_path: Path) -> None:
    """Whoever names a folder means it: no silent fall-back."""
    with pytest.raises(BadArgument, match=r"peace\.csv"):
        ASK({**FEW, "data": str(tmp_path)})


@pytest.mark.skipif(not PEACE.exists(), reason="the cases are not here")
def test_the_published_tables_come_out() -> None:
    """The logit, the lenient one and the hull test give the published figures."""
    names = ["ops.king_zeng_original", "ops.minerva_any_un", "ops.king_zeng_hull"]
    assert [one.status for one in validate(names, bundled(), PEACE).results] == ["pass"] * 3


@pytest.mark.skipif(not PEACE.exists(), reason="the cases are not here")
def test_with_the_data_the_question_itself_is_tested() -> None:
    """Given the cases, both worlds of the question are tested against their hull."""
    hull = ASK({**FEW, "data": str(PEACE)}).value["hull"]
    assert len(hull) == 2
    assert not hull[1]["inside"]


def test_rotation_adds_up_units_over_ratios(tmp_path: Path) -> None:
    """The sum of units times troops over ratios, low from the high ratio, decides the target."""
    rows = "option,units,troops,ratio_low,ratio_high\nactive,10,19200,3,5.0526\nall,10,31800,3,4.7463\n"
    (tmp_path / "cbo_units.csv").write_text(rows, encoding="utf-8")
    (result,) = validate(["ops.cbo_rotation"], bundled(), tmp_path).results
    assert result.status == "pass"


def test_violence_reads_the_users_table(tmp_path: Path) -> None:
    """The check fits the columns that it names; an invented table gives other figures and fails."""
    names = "osvAll,troopLag,policeLag,militaryobserversLag,brv_AllLag,osvAllLagDum,incomp,epduration,lntpop"
    luck = np.random.default_rng(3)
    lines = [",".join(f"{value:.4f}" for value in luck.random(9)) for _ in range(60)]
    (tmp_path / "hks.csv").write_text("\n".join([names, *lines]) + "\n", encoding="utf-8")
    (result,) = validate(["ops.hks_poisson"], bundled(), tmp_path).results
    assert result.status == "fail"
    assert len(result.ours) == 9
