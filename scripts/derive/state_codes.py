"""Write `data/codes/cow.csv` and `gw.csv`: numeric state codes of others, beside ours, with their spans.

Run `python scripts/derive/state_codes.py STATES GW` on the state list of the Correlates of War
(`states2016.csv` or `cow_states.csv` of the R package peacesciencer) and on that of Gleditsch and Ward
(`gw_states.csv`).
Spans, numbers and abbreviations are facts of the lists; the ISO code of each is ours, here.
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from foedus.record import bundled

CODES = Path(__file__).parents[2] / "src" / "foedus" / "data" / "codes"
# COW abbreviation and ISO 3166-1 alpha-3; states without an ISO code keep their abbreviation.
PAIRS = """
USA=USA CAN=CAN BHM=BHS CUB=CUB HAI=HTI DOM=DOM JAM=JAM TRI=TTO BAR=BRB DMA=DMA GRN=GRD SLU=LCA SVG=VCT
AAB=ATG SKN=KNA MEX=MEX BLZ=BLZ GUA=GTM HON=HND SAL=SLV NIC=NIC COS=CRI PAN=PAN COL=COL VEN=VEN GUY=GUY
SUR=SUR ECU=ECU PER=PER BRA=BRA BOL=BOL PAR=PRY CHL=CHL ARG=ARG URU=URY UKG=GBR IRE=IRL NTH=NLD BEL=BEL
LUX=LUX FRN=FRA MNC=MCO LIE=LIE SWZ=CHE SPN=ESP AND=AND POR=PRT GMY=DEU GFR=DEU GDR=DDR POL=POL AUS=AUT
HUN=HUN CZE=CSK CZR=CZE SLO=SVK ITA=ITA SNM=SMR MLT=MLT ALB=ALB MNG=MNE MAC=MKD CRO=HRV BOS=BIH KOS=XKX
SLV=SVN GRC=GRC CYP=CYP BUL=BGR MLD=MDA ROM=ROU RUM=ROU EST=EST LAT=LVA LIT=LTU UKR=UKR BLR=BLR ARM=ARM
GRG=GEO AZE=AZE FIN=FIN SWD=SWE NOR=NOR DEN=DNK ICE=ISL CAP=CPV STP=STP GNB=GNB EQG=GNQ GAM=GMB MLI=MLI
SEN=SEN BEN=BEN MAA=MRT NIR=NER CDI=CIV GUI=GIN BFO=BFA LBR=LBR SIE=SLE GHA=GHA TOG=TGO CAO=CMR NIG=NGA
GAB=GAB CEN=CAF CHA=TCD CON=COG DRC=COD UGA=UGA KEN=KEN TAZ=TZA BUI=BDI RWA=RWA SOM=SOM DJI=DJI ETH=ETH
ERI=ERI ANG=AGO MZM=MOZ ZAM=ZMB ZIM=ZWE MAW=MWI SAF=ZAF NAM=NAM LES=LSO BOT=BWA SWA=SWZ MAG=MDG COM=COM
MAS=MUS SEY=SYC MOR=MAR ALG=DZA TUN=TUN LIB=LBY SUD=SDN SSD=SSD IRN=IRN TUR=TUR IRQ=IRQ EGY=EGY SYR=SYR
LEB=LBN JOR=JOR ISR=ISR SAU=SAU YAR=YEM YEM=YEM YPR=YMD KUW=KWT BAH=BHR QAT=QAT UAE=ARE OMA=OMN AFG=AFG
TKM=TKM TAJ=TJK KYR=KGZ UZB=UZB KZK=KAZ CHN=CHN MON=MNG TAW=TWN PRK=PRK ROK=KOR JPN=JPN IND=IND BHU=BTN
PAK=PAK BNG=BGD MYA=MMR SRI=LKA MAD=MDV NEP=NPL THI=THA CAM=KHM LAO=LAO DRV=VNM MAL=MYS SIN=SGP BRU=BRN
PHI=PHL INS=IDN ETM=TLS AUL=AUS PNG=PNG NEW=NZL VAN=VUT SOL=SLB KIR=KIR TUV=TUV FIJ=FJI TON=TON NAU=NRU
MSI=MHL PAL=PLW FSM=FSM WSM=WSM SER=SRB
"""
ISO = dict(pair.split("=") for pair in PAIRS.split())
# An abbreviation that is another state's ISO code: Korea until 1910, Annam until 1893.
CLASHING = {"KOR": "COW730", "VNM": "GW815"}
# Where one number stands for several of our states in turn: from which day which code.
TURNS = {
    365: ((date(1922, 12, 30), "SUN"), (date(1991, 12, 26), "RUS")),
    345: ((date(1918, 12, 1), "YUG"), (date(2003, 2, 4), "SCG"), (date(2006, 6, 3), "SRB")),
}
FIRST = {365: "RUS", 345: "SRB"}
# Kosovo and the two Germanies are in neither list as in ours; names for states that our record does not have.
NAMES = {
    "HAN": ("Hanover", "ハノーファー"),
    "BAV": ("Bavaria", "バイエルン"),
    "BAD": ("Baden", "バーデン"),
    "SAX": ("Saxony", "ザクセン"),
    "WRT": ("Württemberg", "ヴュルテンベルク"),
    "HSE": ("Hesse-Kassel", "ヘッセン選帝侯国"),
    "HSG": ("Hesse-Darmstadt", "ヘッセン大公国"),
    "HSD": ("Hesse-Darmstadt", "ヘッセン大公国"),
    "MEC": ("Mecklenburg-Schwerin", "メクレンブルク＝シュヴェリーン"),
    "AUH": ("Austria-Hungary (Austria until 1867)", "オーストリア＝ハンガリー（1867年まではオーストリア）"),
    "PAP": ("Papal States", "教皇領"),
    "SIC": ("Two Sicilies", "両シチリア王国"),
    "MOD": ("Modena", "モデナ"),
    "PMA": ("Parma", "パルマ"),
    "TUS": ("Tuscany", "トスカーナ"),
    "ZAN": ("Zanzibar", "ザンジバル"),
    "YMD": ("People's Democratic Republic of Yemen", "イエメン人民民主共和国（南イエメン）"),
    "COW730": ("Korea until 1910", "朝鮮・大韓帝国（1910年まで）"),
    "RVN": ("Republic of Vietnam", "ベトナム共和国（南ベトナム）"),
    "UPC": ("United Provinces of Central America", "中央アメリカ連邦"),
    "GCL": ("Gran Colombia", "大コロンビア"),
    "TRA": ("Transvaal", "トランスヴァール"),
    "OFS": ("Orange Free State", "オレンジ自由国"),
    "TBT": ("Tibet", "チベット"),
    "GW815": ("Annam, Cochinchina and Tonkin", "ベトナム（阮朝）"),
}
HEADER = ("number", "abbreviation", "code", "name_en", "name_ja", "since", "until")


def rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file, compressed or not."""
    whole = path.read_bytes()
    text = (gzip.decompress(whole) if path.suffix == ".gz" else whole).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def day(row: dict[str, str], end: str) -> date:
    """Return a day that stands in three columns."""
    return date(*(int(float(row[f"{end}{part}"])) for part in ("year", "month", "day")))


def code(abbreviation: str) -> str:
    """Return our code."""
    return CLASHING.get(abbreviation) or ISO.get(abbreviation, abbreviation)


def split(
    number: int, short: str, since: date, until: date | None
) -> Iterator[tuple[str, date, date | None]]:
    """Yield the codes of a spell in turn, each with its half-open span."""
    turns = TURNS.get(number, ())
    current, begin = FIRST.get(number, code(short)), since
    for change, following in turns:
        if change <= begin:
            current = following
        elif until is None or change < until:
            yield current, begin, change
            current, begin = following, change
    yield current, begin, until


def write(name: str, spells: Iterable[tuple[int, str, date, date]], last: date) -> None:
    """Write a table; a spell that reaches the last day of the list is still open."""
    known = bundled().entities
    lines: list[tuple[str, ...]] = []
    for number, short, since, end in spells:
        until = None if end >= last else end + timedelta(days=1)
        for ours, begin, stop in split(number, short, since, until):
            entity = known.get(ours)
            names = (entity.name.en, entity.name.ja) if entity else NAMES[ours]
            lines.append((str(number), short, ours, *names, str(begin), str(stop or "")))
    with (CODES / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(HEADER)
        lines.sort(key=lambda line: (int(line[0]), line[5]))
        writer.writerows(lines)


def main(states: str, gleditsch_ward: str) -> None:
    """Write both tables."""
    CODES.mkdir(exist_ok=True)
    cow = [
        (int(float(row["ccode"])), row["stateabb"], day(row, "st"), day(row, "end"))
        for row in rows(Path(states))
    ]
    write("cow.csv", cow, max(one[3] for one in cow))
    ward = [
        (int(float(row["gwcode"])), row["stateabb"], iso(row["startdate"]), iso(row["enddate"]))
        for row in rows(Path(gleditsch_ward))
    ]
    write("gw.csv", ward, max(one[3] for one in ward))


iso = date.fromisoformat

if __name__ == "__main__":
    main(*sys.argv[1:])
