"""What MLX-007 does to the limit of wired memory, and what the system says of it."""

import ast
import re
import subprocess
import time
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Callable, Dict, Optional

import mlx.core as mx

from harness import timed
from harness.accelerator import backend, evaluate, settle

SHARE = 0.25  # of what the system recommends at most: wiring more freezes small Macs (exo#1672)


def values(set_limit: Callable[[int], int], limits) -> list:
    """Sets each limit twice; what the second call returned. The limit is 0 again afterwards."""
    try:
        seen = []
        for limit in limits:
            set_limit(limit)
            seen.append(set_limit(limit))
        return seen
    finally:
        set_limit(0)


def error_of(set_limit: Callable[[int], int], limit: int) -> Optional[str]:
    """The error that a limit raises, or None. The limit is 0 again afterwards."""
    try:
        set_limit(limit)
    except ValueError as error:
        return f"ValueError: {error}"
    finally:
        set_limit(0)
    return None


def counters(set_limit: Callable[[int], int], limit: int) -> Dict[str, int]:
    """By how much active and peak memory change while a limit is set and taken back."""
    settle()
    held = mx.ones((256, 1024))
    evaluate(held)
    before = {"active": mx.get_active_memory(), "peak": mx.get_peak_memory()}
    try:
        set_limit(limit)
        after = {"active": mx.get_active_memory(), "peak": mx.get_peak_memory()}
    finally:
        set_limit(0)
    del held
    return {name: after[name] - before[name] for name in before}


def product(limit: int, set_limit: Callable[[int], int] = mx.set_wired_limit):
    """Bits of a small network's output, computed under this limit."""
    try:
        set_limit(limit)
        x = mx.random.normal((128, 128), key=mx.random.key(7))
        for _ in range(4):
            x = mx.tanh(x @ x / 128**0.5)
        evaluate(x)
        return x.view(mx.uint32).flatten().tolist()
    finally:
        set_limit(0)


class Remembering:
    """Stands in for a backend that wires: it returns the former limit and refuses one that is too large."""

    def __init__(self, maximum: int = 2**34) -> None:
        self.limit, self.maximum = 0, maximum

    def __call__(self, limit: int) -> int:
        if limit > self.maximum:
            raise ValueError("Setting a wired limit larger than the maximum working set size is not allowed.")
        former, self.limit = self.limit, limit
        return former


@contextmanager
def leaking(set_limit: Callable[[int], int], limit: int):
    """A context manager that forgets to take its limit back."""
    set_limit(limit)
    yield


@contextmanager
def restoring(set_limit: Callable[[int], int], limit: int):
    """A context manager as it should be."""
    former = set_limit(limit)
    try:
        yield
    finally:
        set_limit(former)


def around(context, set_limit: Callable[[int], int], first: int = 500) -> Dict[str, int]:
    """How often the body of a context manager ran, and the limit before, inside and after it. It is not 0 before."""
    former = set_limit(first)
    try:
        before, ran, inside = _read(set_limit), 0, 0
        with context:
            ran += 1
            inside = _read(set_limit)
        return {"ran": ran, "before": before, "inside": inside, "after": _read(set_limit)}
    finally:
        set_limit(former)


def _read(set_limit: Callable[[int], int]) -> int:
    """The limit, which only setting it tells."""
    now = set_limit(0)
    set_limit(now)
    return now


def setter() -> Callable[[int], int]:
    """The real call where it remembers what was set, which is on Metal; elsewhere the stand-in that does."""
    return mx.set_wired_limit if backend() == "metal" else Remembering()


def mlx_lm_around(broken: bool = False) -> Dict[str, int]:
    """The same of `mlx_lm.generate.wired_limit` with a small model, in a fresh process.

    Where there is no Metal, mlx_lm is told that there is, so that what runs is its own code for it, on a stand-in for the
    limit. With `broken`, taking the limit back does nothing: the stand-in for one that forgets to.
    """
    import mlx.nn as nn

    set_limit = setter()
    if set_limit is not mx.set_wired_limit:
        mx.metal.is_available = lambda: True
        mx.metal.device_info = mx.device_info = lambda *device: {"max_recommended_working_set_size": 2**33}
    mx.set_wired_limit = (lambda limit: set_limit(max(limit, 1000))) if broken else set_limit
    generate = import_module("mlx_lm.generate")  # the package has a function of that name
    return around(generate.wired_limit(nn.Linear(64, 64)), set_limit)


SETTERS = ("set_wired_limit", "maybe_set_recommended_wired_limit")  # MLX's call, and what newer versions of mlx_lm put around it


def setting_files(folder: Path) -> Dict[str, bool]:
    """Python files below a folder that set the limit, and whether each keeps what was set before (only then can it go back)."""
    files = {path.relative_to(folder).as_posix(): keeps_former(path.read_text("utf-8")) for path in sorted(folder.rglob("*.py"))}
    return {name: kept for name, kept in files.items() if kept is not None}


def keeps_former(source: str) -> Optional[bool]:
    """Whether a source that sets the limit keeps the former one by a name, or hands it on; None if it sets none."""
    def sets(node) -> bool:
        return isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in SETTERS

    nodes = list(ast.walk(ast.parse(source)))
    if not any(map(sets, nodes)):
        return None
    return any(isinstance(node, ast.Return) and sets(node.value) or isinstance(node, ast.Assign) and sets(node.value)
               and getattr(node.targets[0], "id", "a part") != "_" for node in nodes)


def wired_pages(vm_stat: str) -> int:
    """Bytes that the system holds wired, from what `vm_stat` prints."""
    page = re.search(r"page size of (\d+) bytes", vm_stat)
    pages = re.search(r"Pages wired down:\s+(\d+)", vm_stat)
    if not page or not pages:
        raise ValueError(f"this is not what vm_stat prints: {vm_stat[:80]!r}")
    return int(page.group(1)) * int(pages.group(1))


def _wired_now() -> int:
    return wired_pages(subprocess.run(["vm_stat"], capture_output=True, text=True, timeout=10, check=True).stdout)


def unwired_after(mebibytes: int, step: float, longest: float) -> Optional[float]:
    """In a fresh process, without a limit: seconds from the last use of an array until the system has unwired most of it.

    Used pages are wired in any case, and for a while: about one second was seen on macOS 26 (llama.cpp#17766). None if
    they still are after the longest time, or if they never were.
    """
    size, before, former = mebibytes * 2**20, _wired_now(), mx.set_wired_limit(0)
    try:
        matrix = mx.random.uniform(shape=(size // 4096, 1024))
        evaluate(matrix)
        if _wired_now() - before < size / 2:
            return 0.0
        waited = 0.0
        while waited < longest:
            time.sleep(step)
            waited += step
            if _wired_now() - before < size / 2:
                return waited
        return None
    finally:
        mx.set_wired_limit(former)


def wired_run(wire: bool, mebibytes: int, idle: float) -> Dict[str, float]:
    """In a fresh process: an array with or without a limit that covers it.

    `grown` is the growth of wired memory over the array's size, some idle seconds after its last use: directly after it
    (`grown_at_once`) used pages are wired with and without a limit. `read_ms` is one product of the array with a vector,
    `after_idle_ms` the first one after the pause. The limit goes back to what it was.
    """
    size = mebibytes * 2**20
    vector = mx.ones((1024, 1))
    evaluate(vector)
    before = _wired_now()
    former = mx.set_wired_limit(size + size // 4 if wire else 0)
    try:
        matrix = mx.random.uniform(shape=(size // 4096, 1024))
        evaluate(matrix)
        read = median(timed(lambda: evaluate(matrix @ vector)) for _ in range(9))
        at_once = (_wired_now() - before) / size
        time.sleep(idle)
        grown = (_wired_now() - before) / size
        late = timed(lambda: evaluate(matrix @ vector))
    finally:
        mx.set_wired_limit(former)
    return {"grown": grown, "grown_at_once": at_once, "read_ms": read * 1e3, "after_idle_ms": late * 1e3}
