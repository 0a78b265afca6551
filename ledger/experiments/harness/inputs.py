"""Digests of what a run was made from, so that events brought from another host can be held against what stands here.

A module (a Python file of a package, or one beside the experiments) counts if the script imports it, however far away,
or names it in a text such as "probes.speed:rate". Every other file (data, scripts that are run by their path) counts,
except one that is named after another task. The tool computes the same (LocalFiles).
"""

import hashlib
import re
from pathlib import Path
from typing import Dict, List, Set

_OUTSIDE = {"__pycache__", "requirements", "tests", "test", "node_modules"}
_FROM = re.compile(r"^[ \t]*from[ \t]+(\.*)([A-Za-z_][\w.]*)?[ \t]+import[ \t]+(\([^)]*\)|[^\n#]*)", re.M | re.A)
_IMPORT = re.compile(r"^[ \t]*import[ \t]+([^\n#]+)", re.M | re.A)
_NAMED = re.compile(r"[\"']([A-Za-z_][\w.]*):[A-Za-z_]\w*[\"']", re.A)
_NAME = re.compile(r"[A-Za-z_][\w.]*", re.A)
_TASK = re.compile(r"[A-Z][A-Z0-9_]*-[0-9]{1,9}")


def inputs(script: Path, task: str) -> Dict[str, object]:
    """`script`: its digest without the header; `imports`: those of every file beside it that counts, by path."""
    folder = script.resolve().parent
    contents = {path.relative_to(folder).as_posix(): path.read_bytes().decode("latin-1") for path in _files(folder)}
    found = {path: _digest(contents[path]) for path in sorted(_needed(script.name, task, contents))}
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


def imported(source: str, path: str) -> Set[str]:
    """Modules that a source imports or names; of `from a import b` both `a` and `a.b`."""
    modules = set(_NAMED.findall(source))
    for dots, module, names in _FROM.findall(source):
        base = ".".join(path.split("/")[:-len(dots)]) if dots else ""
        parent = ".".join(part for part in (base, module) if part)
        names = [_NAME.search(name) for name in re.sub(r"#[^\n]*", "", names).split(",")]
        modules |= {parent} | {f"{parent}.{name.group()}" if parent else name.group() for name in names if name}
    for names in _IMPORT.findall(source):
        modules |= {name.group() for name in map(_NAME.search, names.split(",")) if name}
    return modules


def _needed(own: str, task: str, contents: Dict[str, str]) -> Set[str]:
    needed = {path for path in contents if not _is_module(path, contents) and not _is_of_another(path, task)}
    todo = [own, *needed]
    while todo:
        path = todo.pop()
        if path.endswith(".py"):
            for module in imported(contents.get(path, ""), path):
                new = _module_files(module, contents) - needed - {own}
                needed |= new
                todo += new
    return needed


def _is_module(path: str, contents: Dict[str, str]) -> bool:
    parent = path.rpartition("/")[0]
    return path.endswith(".py") and (not parent or f"{parent}/__init__.py" in contents)


def _is_of_another(path: str, task: str) -> bool:
    stem = Path(path).stem
    return _TASK.fullmatch(stem) is not None and stem != task


def _module_files(module: str, contents: Dict[str, str]) -> Set[str]:
    """The files that importing a module runs: its packages' and its own; none if it is not local."""
    path = module.replace(".", "/")
    own = {file for file in (f"{path}.py", f"{path}/__init__.py") if file in contents}
    parts = path.split("/")
    packages = {"/".join(parts[:end]) + "/__init__.py" for end in range(1, len(parts))}
    return own | (packages & contents.keys()) if own else set()


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


def _digest(text: str) -> str:
    """SHA-256 in which line ends count for nothing."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode("utf-8")).hexdigest()
