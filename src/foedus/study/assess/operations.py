"""How large an operation, what keeps it going, how often did such peace hold, is that in the data?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from foedus.ensemble.chance import BlockChance
from foedus.models.operations import Operations
from foedus.models.parameter import given, parameters
from foedus.study.assess.inquiry import DRAWS, Asked, Assessment, Given, Inquiry, spread
from foedus.study.assess.swings import Swings, swings
from foedus.study.hull import Reach, reach
from foedus.study.peacebuilding import COVARIATES, cases
from foedus.terms.chance import Array
from foedus.terms.errors import BadArgument
from foedus.terms.text import Text

_KINDS = ("stabilisation", "policing")
_MEANING = {
    "wartype": Text("1 an ethnic or religious war, else 0", "民族・宗教紛争なら1、それ以外は0"),
    "wardur": Text("months of war", "戦争の継続月数"),
    "factnum": Text("number of factions", "勢力の数"),
    "trnsfcap": Text("transfers from abroad per head, USD", "一人当たり対外移転（米ドル）"),
    "develop": Text("electricity per head, kWh", "一人当たり電力消費（kWh）"),
    "exp": Text("share of primary exports in GDP", "一次産品輸出のGDP比"),
    "decade": Text("decade of the war's end, 1 (1945-54) to 6", "終戦の年代（1＝1945～54年、6まで）"),
    "treaty": Text("1 if a peace treaty is signed, else 0", "和平条約があれば1、なければ0"),
}


def inquiry() -> Inquiry:
    """Return the inquiry; what is not said of the war is at the median of the cases."""
    seen = given(Operations).seen
    war = tuple(
        Asked(name, float(seen[name][1]), meaning, least=float("-inf")) for name, meaning in _MEANING.items()
    )
    return Inquiry(
        "operations",
        Text(
            "How large must the operation be, what rotation keeps it going, and how often did such a "
            "peace hold?",
            "作戦に必要な規模と交代要員はどれだけか。同様の条件で和平はどの程度続いたか",
        ),
        (
            Asked("population", 2_000_000.0, Text("inhabitants", "人口"), least=1.0),
            Asked("kind", "stabilisation", Text("kind of operation", "作戦の種類"), _KINDS),
            Asked(
                "deaths", 280_000.0, Text("killed and displaced in the war", "死者と避難民の数"), least=1.0
            ),
            *war,
            Asked(
                "data",
                "",
                Text(
                    "folder with peace.csv, for the exact hull test",
                    "peace.csvのあるフォルダー（凸包の厳密な検定用）",
                ),
            ),
            *DRAWS,
        ),
        _answer,
    )


def _answer(asked: Given) -> Assessment:
    model, case = given(Operations), _case(asked)
    size = _range(asked["kind"], asked["population"])
    base = [one * float(np.asarray(model.rotation_ratio)) for one in size]
    chances = _success(model, asked, case)
    found = [spread(chances[:, at]) for at in (0, 1)]
    gain = spread(chances[:, 1] - chances[:, 0])
    moved = swings(
        Operations,
        lambda other: float(np.asarray(other.base(other.size(asked["kind"], asked["population"])))),
    )
    far = _reach(asked, case)
    unseen = model.unseen(case)
    rows: list[list[Any]] = [
        ["security forces", *size],
        ["in the rotation", *base],
        ["peace after two years, without", *found[0]],
        ["peace after two years, with", *found[1]],
        ["difference", *gain],
    ]
    return Assessment(
        headline=_headline(asked, size, base, found),
        value=_value(rows, unseen, far, moved, model),
        columns=("quantity", "low", "middle", "high"),
        rows=rows,
        notes=(_warning(unseen, far), moved.note(), _TRANSFER),
    )


def _case(asked: Given) -> dict[str, float]:
    if asked["exp"] < 0:
        raise BadArgument("a share cannot be negative", remedy="give exp between 0 and 1")
    return {"logcost": float(np.log(asked["deaths"])), **{name: float(asked[name]) for name in _MEANING}}


def _range(kind: str, population: float) -> list[float]:
    """Return low, middle and high security forces."""
    one = parameters(Operations)[f"{kind}_density"].spread
    assert one is not None
    return [round(density * population / 1000) for density in (one.low, one.value, one.high)]


def _success(model: Operations, asked: Given, case: dict[str, float]) -> Array:
    return model.success(case, BlockChance(asked["seed"], 0, asked["draws"]))


def _reach(asked: Given, case: dict[str, float]) -> tuple[Reach, Reach] | None:
    """Test the question without and with the operation against the user's copy of the cases, if given."""
    if not asked["data"]:
        return None
    path = Path(asked["data"]) / "peace.csv"
    if not path.is_file():
        raise BadArgument(f"no peace.csv in {asked['data']}", remedy="leave data out, or give its folder")
    data = cases(path, "pbs2s3").covariates
    values = {**case, "factnum2": case["factnum"] ** 2}
    without, with_it = (
        reach(data, np.array([{**values, "untype4": treated}[name] for name in COVARIATES]))
        for treated in (0.0, 1.0)
    )
    return without, with_it


def _headline(asked: Given, size: list[float], base: list[float], found: list[list[float | None]]) -> Text:
    (_, without, _), (low, with_it, high) = ([0.0 if one is None else one for one in row] for row in found)
    kind = {"stabilisation": "安定化", "policing": "治安維持"}[asked["kind"]]
    return Text(
        f"{asked['population']:,.0f} inhabitants ask for {size[1]:,.0f} security forces ({size[0]:,.0f} to "
        f"{size[2]:,.0f}) for {asked['kind']} and {base[1]:,.0f} in the rotation; in such wars peace held "
        f"two years in {without:.0%} of cases, with a multidimensional operation in {with_it:.0%} "
        f"({low:.0%} to {high:.0%}).",
        f"人口{asked['population']:,.0f}人の{kind}に要する治安部隊は{size[1]:,.0f}人（{size[0]:,.0f}～"
        f"{size[2]:,.0f}人）、交代要員を含め{base[1]:,.0f}人。同様の戦争で和平が2年続く確率は"
        f"{without:.0%}、多機能型の国連活動がある場合{with_it:.0%}（{low:.0%}～{high:.0%}）。",
    )


def _value(
    rows: list[list[Any]],
    unseen: tuple[str, ...],
    far: tuple[Reach, Reach] | None,
    moved: Swings,
    model: Operations,
) -> dict[str, Any]:
    names = ("low", "middle", "high")
    keys = ("security_forces", "rotation_base", "success_without", "success_with", "difference")
    return {
        **{key: dict(zip(names, row[1:], strict=True)) for key, row in zip(keys, rows, strict=True)},
        "killings_factor_8000_troops": round(float(np.asarray(model.killings_factor(8000.0))), 4),
        "outside_seen": list(unseen),
        "hull": None
        if far is None
        else [{"inside": one.inside, "nearby": round(one.nearby, 4)} for one in far],
        "drivers": moved.as_json(),
        "judgement_share": round(moved.judged, 3),
    }


def _warning(unseen: tuple[str, ...], far: tuple[Reach, Reach] | None) -> Text:
    """Say how far the success figures extrapolate."""
    if far is not None:
        without, with_it = far[0].note(), far[1].note()
        return Text(
            f"Without: {without.en} With: {with_it.en}", f"活動なし：{without.ja}活動あり：{with_it.ja}"
        )
    seen = f"; outside what the cases have seen: {', '.join(unseen)}" if unseen else ""
    seen_ja = f"データの範囲外の変数：{'、'.join(unseen)}。" if unseen else ""
    return Text(
        f"Extrapolation: of 122 such what-ifs none lies inside the convex hull of the data, and 1.3 % of "
        f"the cases are near on average (King and Zeng){seen}. With data=FOLDER this question is tested.",
        f"外挿：同種の反実仮想122件のうちデータの凸包の内側にあるものはなく、"
        f"近い事例は平均1.3％である（キング＝ゼン）。{seen_ja}data=フォルダーを指定すると、"
        f"この問い自体を検定する。",
    )


_TRANSFER = Text(
    "Transfer: neither data set contains an operation led by NATO; seven cases had a multidimensional "
    "operation of the United Nations. Drivers are those of the rotation base.",
    "転用：いずれのデータにもNATO主導の作戦は含まれず、多機能型の国連活動は7件のみ。"
    "主因は交代要員数に関するもの。",
)
