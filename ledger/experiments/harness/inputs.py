"""Digests of what a run was made from, so that events brought from another host can be held against what stands here."""

import hashlib
import re
from pathlib import Path
from typing import Dict, List

_OUTSIDE = {"__pycache__", "requirements", "tests", "test", "node_modules"}


def inputs(script: Path) -> Dict[str, object]:
    """`script`: its digest without the header; `imports`: those of every file beside it that it could read, by path."""
    folder = script.resolve().parent
    found = {path.relative_to(folder).as_posix(): _digest(path.read_bytes().decode("latin-1"))
             for path in _files(folder) if not _is_experiment(path, folder)}
    return {"script": _digest(without_header(script.read_text("utf-8"))), "imports": found}


def without_header(source: str) -> str:
    """The script without its PEP 723 block: an edited claim or an accepted finding is no edit of it."""
    lines = source.replace("\r\n", "\n").split("\n")
    texts = [line.rstrip() for line in lines]
    if "# /// script" not in texts:
        return "\n".join(lines)
    start = end = texts.index("# /// script")
    for index in range(start + 1, len(lines)):
        if texts[index] != "#" and not lines[index].startswith("# "):
            break
        if texts[index] == "# ///":
            end = index
    return "\n".join(lines if end == start else lines[:start] + lines[end + 1:])


def _files(folder: Path) -> List[Path]:
    found = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name in _OUTSIDE and path.is_dir() or path.suffix == ".pyc":
            continue
        if path.is_dir() and not path.is_symlink():
            found += _files(path)
        elif path.is_file():
            found.append(path)
    return found


def _is_experiment(path: Path, folder: Path) -> bool:
    if path.parent != folder or path.suffix != ".py":
        return False
    return re.search(r"^# \[tool\.ledger\b", path.read_text("utf-8", "replace"), re.MULTILINE) is not None


def _digest(text: str) -> str:
    """SHA-256 in which line ends count for nothing."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode("utf-8")).hexdigest()
