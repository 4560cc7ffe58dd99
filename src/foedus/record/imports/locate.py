"""Find a user's copy of a data set by the name of its file, anywhere under a folder."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from foedus.terms.errors import BadRow, NotRecorded, Refused


def located(folder: Path, names: Sequence[str]) -> Path:
    """Return the file that bears the first of the names that is there, plain or with `.gz`.

    Raises:
        NotRecorded: If there is none.
        Refused: If several files of that name differ.
    """
    here = sorted(path for path in folder.rglob("*") if path.is_file())
    for name in names:
        found = [path for path in here if _bears(path, name)]
        if found:
            return _only(found, folder)
    raise NotRecorded(
        f"no file {' or '.join(names)} under {folder}", remedy="get a copy and give its folder with --data"
    )


def _bears(path: Path, name: str) -> bool:
    called, wanted = (one.casefold().removesuffix(".gz") for one in (path.name, name))
    return fnmatchcase(called, wanted)


def _only(found: Sequence[Path], folder: Path) -> Path:
    if len(found) > 1 and len({content(path) for path in found}) > 1:
        raise Refused(
            f"{len(found)} files that could be meant differ: {_listed(found, folder)}",
            why="which release is meant cannot be told",
            remedy="give the folder of one release with --data",
        )
    return found[0]


def _listed(found: Iterable[Path], folder: Path) -> str:
    return ", ".join(str(path.relative_to(folder)) for path in found)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file as it lies on the disk."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def content(path: Path) -> bytes:
    """Return what a file holds, unpacked.

    Raises:
        BadRow: If it is cut short, broken or empty.
    """
    whole = path.read_bytes()
    if path.suffix == ".gz":
        try:
            whole = gzip.decompress(whole)
        except (EOFError, OSError, zlib.error) as error:
            raise BadRow(
                "the file is cut short or no gzip",
                where=path.name,
                why=str(error),
                remedy="copy or download it again",
            ) from None
    if not whole.strip():
        raise BadRow("the file is empty", where=path.name, remedy="copy or download it again")
    return whole
