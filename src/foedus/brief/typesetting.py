"""Width of words and where lines break, estimated: drawings are laid out without measuring any font."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

LATIN_EM: Final = 0.55
NOT_FIRST: Final = "、。，．・：；？！」』）］｝〕〉》】ーぁぃぅぇぉっゃゅょァィゥェォッャュョ％%)]▲▼"
NOT_LAST: Final = "（「『［｛〔〈《【(["


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def text_width(text: str, size: float) -> float:
    """Width in pixels at a size: full-width characters one em, others a little over half."""
    wide = sum(_is_wide(character) for character in text)
    return size * (wide + LATIN_EM * (len(text) - wide))


def wrapped(text: str, most: float) -> str:
    """The text with line breaks so that no line is wider than `most` em, where it can be broken."""
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and text_width((lines[-1] + piece).rstrip(), 1) > most:
            lines.append("")
        lines[-1] += piece
    return "\n".join(line.strip() for line in lines)


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end between two characters: after a space, or beside a full-width character."""
    if before in NOT_LAST or after in NOT_FIRST:
        return False
    return before == " " or _is_wide(before) or _is_wide(after)


def _pieces(text: str) -> Iterator[str]:
    """What stays together: words with their space, full-width characters with what may not begin a line."""
    piece = ""
    for character in text:
        if piece and _may_break(piece[-1], character):
            yield piece
            piece = ""
        piece += character
    yield piece
