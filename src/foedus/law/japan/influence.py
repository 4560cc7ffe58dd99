"""Is this a situation of important influence on Japan, and what support may it give."""

from __future__ import annotations

from functools import cache, partial

from foedus.law.argument import Argument
from foedus.law.instrument import cite_of, instrument, provision, wordings
from foedus.law.japan.answers import HELD, asked
from foedus.law.japan.survival import japan
from foedus.law.rule import Case, Rule
from foedus.law.ruling import Holding, Node, Ruling, all_of
from foedus.law.situation import Situation, name
from foedus.terms.text import Text

NAME, FILE = "jpn.influence", "japan-security"
TITLE = Text("Japan: situation of important influence", "日本：重要影響事態")
FORCE = "use_of_force"
MEASURES = {
    "logistic_support": Text("logistic support", "後方支援"),
    "search_rescue": Text("search and rescue", "捜索救助"),
    "ship_inspection": Text("ship inspection", "船舶検査"),
    FORCE: Text("the use of force", "武力の行使"),
}
NO_FORCE = Text("The rule gives no title to use force", "この規則は武力の行使を認めない")
REASONS = {
    Holding.YES: Text("Japan may give this support.", "日本はこの支援を行うことができる。"),
    Holding.NO: Text("Japan may not give this support.", "日本はこの支援を行うことができない。"),
    Holding.OPEN: Text(
        "Whether the influence is important is for the government to judge, with the Diet's approval.",
        "重要な影響を与えるかは政府が判断し、国会の承認を求める。",
    ),
}


@cache
def rule() -> Rule:
    """Return the rule on situations of important influence through its two wordings."""
    arguments = (
        asked(
            "influence",
            "whether it has an important influence if left alone",
            "放置すれば重要な影響を与えるか",
        ),
        Argument(
            "measure",
            "choice",
            Text("what Japan would do", "日本がとる措置"),
            tuple(MEASURES),
            default="logistic_support",
        ),
        Argument("supported", "state", Text("whose forces are supported", "支援の対象国"), default="USA"),
        Argument(
            "area",
            "choice",
            Text("where the situation arises", "事態の発生地域"),
            ("surrounding", "elsewhere"),
            default="surrounding",
        ),
        Argument(
            "combat",
            "choice",
            Text("whether combat is taking place on the spot", "現に戦闘が行われている現場か"),
            ("yes", "no", "unknown"),
            default="no",
        ),
    )
    texts = wordings(FILE, NAME)
    first, *_ = texts
    provisions = tuple(provision(text, partial(_apply, text is first)) for text in texts)
    return Rule(NAME, TITLE, arguments, provisions, NAME, bound=japan)


def _apply(narrow: bool, world: Situation, case: Case) -> Ruling:
    who, partner = name(world, case["supported"]), instrument(FILE)["partners"]["united_states"]
    steps = [
        Node(
            Text("An important influence on Japan's peace and security", "日本の平和及び安全への重要な影響"),
            HELD[case["influence"]],
            NAME,
        ),
        Node(
            NO_FORCE if case["measure"] == FORCE else _measure(case["measure"]),
            Holding.NO if case["measure"] == FORCE else Holding.YES,
            NAME,
        ),
        Node(
            Text("Not where combat is taking place", "現に戦闘行為が行われている現場ではない"),
            {"yes": Holding.NO, "no": Holding.YES}.get(case["combat"], Holding.OPEN),
            NAME,
        ),
        _supported(narrow, who, is_partner=case["supported"] == partner),
    ]
    if narrow:
        near = Holding.YES if case["area"] == "surrounding" else Holding.NO
        steps.append(Node(Text("In areas surrounding Japan", "日本周辺の地域"), near, NAME))
    held = all_of(step.holding for step in steps if step.holding)
    deciding = next((step.label for step in steps if step.holding is held), REASONS[held])
    reason = _reason(held, deciding)
    return Ruling(held, (NAME,), reason, tuple(steps)).citing(cite_of(instrument(FILE)["partners"]))


def _measure(name: str) -> Text:
    text = MEASURES[name]
    return Text(f"The measure is {text.en}", f"措置：{text.ja}")


def _supported(narrow: bool, who: Text, *, is_partner: bool) -> Node:
    if is_partner:
        return Node(Text("Forces of the United States", "米軍"), Holding.YES, NAME)
    if narrow:
        return Node(
            Text("Support is for forces of the United States alone", "支援の対象は米軍に限られる"),
            Holding.NO,
            NAME,
        )
    return Node(
        Text(
            f"Forces of {who.en}, if they contribute to the purposes of the Japan-US Security Treaty",
            f"{who.ja}軍（日米安保条約の目的の達成に寄与する活動を行う場合）",
        ),
        Holding.OPEN,
        NAME,
    )


def _reason(held: Holding, deciding: Text) -> Text:
    if held is not Holding.NO:
        return REASONS[held]
    return Text(
        f"{REASONS[held].en} Not met: {deciding.en}.", f"{REASONS[held].ja}満たさない要件：{deciding.ja}。"
    )
