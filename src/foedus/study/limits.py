"""What a reader must know about how far an answer reaches."""

from __future__ import annotations

from foedus.study.crisis import CrisisRun
from foedus.study.question import Prepared
from foedus.study.wording import percent, told_day
from foedus.terms.text import Text


def limits(ready: Prepared, run: CrisisRun) -> list[Text]:
    """Return the limits of this answer, those of the models after those of the run."""
    found = [_extrapolated(run), _beyond(ready)]
    failed = sum(len(plan.run.failures) for plan in run.plans.values())
    if failed:
        found.append(
            Text(f"{failed} draws failed and are left out.", f"{failed}回の試行が失敗し、除外した。")
        )
    return [*found, *ALWAYS]


def _extrapolated(run: CrisisRun) -> Text:
    share = percent(max(float(plan.column("extrapolated").mean()) for plan in run.plans.values()))
    return Text(
        f"In up to {share.en} of draws the fighting goes beyond the battles that the exchange of losses "
        "rests on (in length or in force ratio): there the outcome is extrapolated.",
        f"最大{share.ja}の試行で、戦闘の期間又は兵力比が、損耗の推計に用いた戦例の範囲を超える。"
        "当該部分の結果は外挿による。",
    )


def _beyond(ready: Prepared) -> Text:
    complete, day = told_day(ready.world.record.complete_to), told_day(ready.world.day)
    return Text(
        f"The record claims to be complete to {complete.en}; the scenario lies on {day.en}. "
        "Open facts are taken to hold; carried figures are listed.",
        f"記録の収録範囲は{complete.ja}までであるのに対し、シナリオの発生日は{day.ja}である。"
        "継続中の事実はそのまま有効とみなし、据え置いた数値は一覧に示した。",
    )


ALWAYS = (
    Text(
        "Land forces only: air and naval operations enter through interdiction and the scatter of losses, "
        "not as forces of their own; no nuclear use is modelled.",
        "対象は陸上戦力に限る。航空・海上作戦は輸送路の阻害と損耗のばらつきを通じてのみ反映し、核の使用は扱わない。",
    ),
    Text(
        "The adversary follows the plan it began with; it does not react to what the Alliance sends.",
        "敵対側は当初の計画に従うものとし、同盟側の増援への対応は扱わない。",
    ),
    Text(
        "Counting forces explains little of who wins: since 1939 the force ratio explains about 3 % of the "
        "exchange of losses. The outcome is a distribution, not a forecast of a winner.",
        "兵力の多寡は勝敗のごく一部しか説明しない。1939年以降、兵力比で説明できるのは損耗比の分散の約3％である。"
        "示すのは結果の分布であり、勝者の予測ではない。",
    ),
)
