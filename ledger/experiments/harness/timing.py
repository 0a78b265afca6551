"""Timing: warm-ups kept apart, and arms interleaved so that a noisy moment hits all of them alike."""

from time import perf_counter
from typing import Callable, Iterator, Mapping, NamedTuple


class Timing(NamedTuple):
    """One measurement of one arm."""

    arm: str
    round: int
    warmup: bool
    seconds: float


def timed(function: Callable[[], object]) -> float:
    """Seconds that one call takes. The function itself must wait for its device."""
    start = perf_counter()
    function()
    return perf_counter() - start


def interleaved(
    arms: Mapping[str, Callable[[], object]],
    rounds: int,
    warmups: int = 1,
    measure: Callable[[Callable[[], object]], float] = timed,
) -> Iterator[Timing]:
    """Times every arm once a round; each round starts with another arm. Warm-up rounds come first."""
    names = list(arms)
    for index in range(warmups + rounds):
        first = index % len(names)
        for name in names[first:] + names[:first]:
            yield Timing(name, index, index < warmups, measure(arms[name]))
