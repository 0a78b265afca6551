"""The memory behind an array: its address, who else takes some, who sees a write, and what it costs to hand it over.

NumPy is the witness: `numpy.asarray` of an array of MLX is a view of its memory, not a copy.
"""

import resource
import sys
from pathlib import Path
from statistics import linear_regression
from time import perf_counter
from typing import Callable, Dict, List, NamedTuple

import mlx.core as mx
import numpy as np

from harness.accelerator import settle
from probes.places import Places, cpu_streams, places

RACE = 2_000_000  # numbers to sort, so that an operation takes tens of milliseconds


def shared(array, places: Places):
    """Hands an array over as MLX does: not at all."""
    return array


def copied(array, places: Places):
    """Hands over a copy: the stand-in for two memories."""
    with mx.stream(places.near):
        copy = mx.array(np.array(array))
    places.finish(copy)
    return copy


def numbers(places: Places, count: int):
    """Evaluated float32 numbers, made on the near place."""
    array = mx.add(mx.arange(count, dtype=mx.float32, stream=places.near), 1, stream=places.near)
    places.finish(array)
    return array


def addresses(places: Places, hand_over: Callable = shared) -> List[int]:
    """The address of an array before the far place worked on it, and of what the far place was given, after it."""
    array = numbers(places, 4096)
    before = np.asarray(array)
    given = hand_over(array, places)
    places.finish(mx.multiply(given, 2, stream=places.far))
    after = np.asarray(given)  # while the first view is alive, so that a copy cannot lie where another one was
    return [before.ctypes.data, after.ctypes.data]


def write_seen(places: Places, hand_over: Callable = shared) -> float:
    """Writes 77 through a view of an array; the value that the far place then reads."""
    array = numbers(places, 4096)
    given = hand_over(array, places)
    np.array(array, copy=False)[5] = 77
    result = mx.add(given, 0, stream=places.far)
    places.finish(result)
    return float(np.asarray(result)[5])


class Written(NamedTuple):
    """Smallest and largest value that the operation gave, and which share of its time had passed at the write."""

    values: List[float]
    passed: float


def write_while_read(wait: bool) -> Written:
    """An operation reads ones behind a slow one; then 5 is written over them through a view.

    With `wait` the write comes after the operation is done. Without, it is a race: MLX cannot see such a write. All
    operations run on the CPU, on every host: one on a GPU between them would make `async_eval` wait.
    """
    streams = cpu_streams()
    ones, big = mx.ones((4096,), stream=streams.near), mx.random.normal((RACE,), stream=streams.near)
    streams.finish(ones, big)
    view = np.array(ones, copy=False)
    start = perf_counter()
    with mx.stream(streams.far):
        slow = mx.sort(big)
        result = mx.add(ones, mx.multiply(slow[:1], 0))
    mx.async_eval(result)
    if wait:
        streams.finish(result)
    written = perf_counter() - start
    view[:] = 5
    streams.finish(result)
    whole = perf_counter() - start
    seen = np.asarray(result)
    return Written([float(seen.min()), float(seen.max())], written / whole)


def bytes_of_two_results(places: Places, mebibytes: int, hand_over: Callable = shared) -> Dict[str, int]:
    """One array is read in both places: active memory that this adds, and the size of the two results."""
    array = numbers(places, mebibytes * 2**18)
    settle()
    base = mx.get_active_memory()
    near = mx.add(array, 1, stream=places.near)
    given = hand_over(array, places)
    far = mx.multiply(given, 2, stream=places.far)
    places.finish(near, far)
    added = mx.get_active_memory() - base
    return {"added": added, "results": near.nbytes + far.nbytes, "kept": given.nbytes}


def resident_growth(mebibytes: int, stand_in: bool) -> float:
    """In a fresh process: by how many times its size an array, made far and read near, lets this process grow.

    The system's own count (peak resident memory), which knows nothing of MLX's counters.
    """
    both = places()
    both.finish(mx.add(mx.ones((1024,), stream=both.near), 1, stream=both.far))
    before = _peak_resident()
    array = mx.add(mx.zeros((mebibytes * 2**18,), stream=both.far), 1, stream=both.far)
    both.finish(array)
    given = copied(array, both) if stand_in else array
    total = float(np.asarray(given)[:: 1024].sum())
    grown = _peak_resident() - before
    if total != mebibytes * 2**8:
        raise AssertionError(f"the sum of ones is {total}")
    return grown / array.nbytes


def _peak_resident() -> int:
    """Bytes. Linux hands the parent's peak on through getrusage, so there the kernel's own record is read."""
    if sys.platform == "darwin":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


def handover_seconds(places: Places, mebibytes: int) -> Dict[str, float]:
    """What it takes to read an element of what the far place made, once and once more; and to copy all of it."""
    made = mx.add(mx.arange(mebibytes * 2**18, dtype=mx.float32, stream=places.far), 1, stream=places.far)
    places.finish(made)
    seconds = {"first": _seconds(lambda: np.asarray(made)[7]), "again": _seconds(lambda: np.asarray(made)[7])}
    there = np.ones(made.size, dtype=np.float32)  # its pages are there before the clock starts
    seconds["copy"] = _seconds(lambda: np.copyto(there, np.asarray(made)))
    return seconds


class Slopes:
    """How times grow with size, over several sizes: a slope is seconds a byte, without what every call costs."""

    def __init__(self) -> None:
        self._sizes: List[float] = []
        self._seconds: List[Dict[str, float]] = []

    def add(self, mebibytes: float, seconds: Dict[str, float]) -> None:
        """Takes what one size took."""
        self._sizes.append(mebibytes)
        self._seconds.append(seconds)

    def share(self, arm: str) -> float:
        """The slope of this arm over that of the copy; 0 where it does not grow."""
        slope, copy = (linear_regression(self._sizes, [each[name] for each in self._seconds]).slope
                       for name in (arm, "copy"))
        return max(0.0, slope / copy)


def _seconds(function: Callable[[], object]) -> float:
    start = perf_counter()
    function()
    return perf_counter() - start
