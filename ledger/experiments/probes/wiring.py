"""What MLX-007 does to the limit of wired memory, and what the system says of it."""

import re
import subprocess
import time
from contextlib import contextmanager
from statistics import median
from typing import Callable, Dict, Optional

import mlx.core as mx

from harness import timed
from harness.accelerator import evaluate, settle

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


def around(context, set_limit: Callable[[int], int]) -> Dict[str, int]:
    """How often the body of a context manager ran, and the limit before and after it."""
    before = set_limit(0)
    set_limit(before)
    ran = 0
    with context:
        ran += 1
    after = set_limit(0)
    set_limit(before)
    return {"ran": ran, "before": before, "after": after}


def mlx_lm_around() -> Dict[str, int]:
    """The same of `mlx_lm.generate.wired_limit` with a small model, in a fresh process."""
    import mlx.nn as nn
    from mlx_lm.generate import wired_limit

    return around(wired_limit(nn.Linear(64, 64)), mx.set_wired_limit)


def wired_pages(vm_stat: str) -> int:
    """Bytes that the system holds wired, from what `vm_stat` prints."""
    page = re.search(r"page size of (\d+) bytes", vm_stat)
    pages = re.search(r"Pages wired down:\s+(\d+)", vm_stat)
    if not page or not pages:
        raise ValueError(f"this is not what vm_stat prints: {vm_stat[:80]!r}")
    return int(page.group(1)) * int(pages.group(1))


def _wired_now() -> int:
    return wired_pages(subprocess.run(["vm_stat"], capture_output=True, text=True, timeout=10, check=True).stdout)


def wired_run(wire: bool, mebibytes: int, idle: float) -> Dict[str, float]:
    """In a fresh process: an array with or without a limit that covers it.

    `grown` is the growth of wired memory over the array's size; `read_ms` one product of it with a vector,
    `after_idle_ms` the first one after some idle seconds. The limit goes back to what it was.
    """
    size = mebibytes * 2**20
    vector = mx.ones((1024, 1))
    evaluate(vector)
    before = _wired_now()
    former = mx.set_wired_limit(size + size // 4 if wire else 0)
    try:
        matrix = mx.random.uniform(shape=(size // 4096, 1024))
        evaluate(matrix)
        grown = (_wired_now() - before) / size
        read = median(timed(lambda: evaluate(matrix @ vector)) for _ in range(9))
        time.sleep(idle)
        late = timed(lambda: evaluate(matrix @ vector))
    finally:
        mx.set_wired_limit(former)
    return {"grown": grown, "read_ms": read * 1e3, "after_idle_ms": late * 1e3}
