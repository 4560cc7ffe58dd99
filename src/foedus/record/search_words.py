"""What a question asks for in words: what counts, how it may be written, and whether it stands in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foedus.record.names import folded

# Words of a question that say nothing of its matter.
_EMPTY_WORDS = """
a an and are as at be by did do does for from had has have how in is it its many much of on or s than that the
their there they this to under was were what when where which who whom whose will with
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
# Japanese sets no spaces: marks and a change of script part the words; what stands in hiragana says little.
_MARKS = re.compile(r"[\s,;:/()\[\]?!\"“”「」『』、。]+")
_RUNS = re.compile(r"[\u3005-\u3007\u4e00-\u9fff]{2,}|[\u30a1-\u30f6\u30fc]{2,}|[0-9a-z][0-9a-z.%]+")
_SHORT = 4


def wanted(words: Sequence[str]) -> list[str]:
    """Return the words that count, folded; all of them where none does."""
    parts = [part for word in words for part in _MARKS.split(folded(word).replace("_", " "))]
    given = [part for part in (one.strip(".'’") for one in parts) if part]
    return [word for word in given if word not in _EMPTY] or given


def apart(wanted: Sequence[str]) -> list[str]:
    """Return the words with each Japanese one taken apart where its script changes."""
    apart = [part for word in wanted for part in ((word,) if word.isascii() else _RUNS.findall(word))]
    return list(dict.fromkeys(apart))


def stands(form: str, text: str) -> bool:
    """Tell whether a word stands in a text; a short one, such as RAND or EU, only where a word begins."""
    if form not in text or len(form) > _SHORT or not form.isascii():
        return form in text
    return re.search(rf"(?<![0-9a-z]){re.escape(form)}", text) is not None


def forms(word: str) -> tuple[str, ...]:
    """Return a word with its other number in English; what is too short or not English stays alone."""
    if len(word) < 4 or not word.isascii():
        return (word,)
    if word.endswith("ies"):
        return (word, word[:-3] + "y")
    if word.endswith("y"):
        return (word, word[:-1] + "ies")
    return (word, word[:-1]) if word.endswith("s") and not word.endswith("ss") else (word,)


def begins(word: str, text: str) -> bool:
    """Tell whether a word of the text begins so; in Japanese, without spaces, whether it stands there."""
    return any(
        re.search(rf"\b{re.escape(form)}", text) if form.isascii() else form in text for form in forms(word)
    )
