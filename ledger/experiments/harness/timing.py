"""Timing: warm-ups kept apart, and arms interleaved so that a noisy moment hits all of them alike."""

from time import perf_counter
from typing import Callable, Dict, Iterator, Mapping, NamedTuple


class Round(NamedTuple):
    """One measurement of every arm, in the order taken."""

    index: int
    warmup: bool
    seconds: Dict[str, float]


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
) -> Iterator[Round]:
    """Times every arm once a round; each round starts with another arm. Warm-up rounds come first."""
    names = list(arms)
    for index in range(warmups + rounds):
        first = index % len(names)
        order = names[first:] + names[:first]
        yield Round(index, index < warmups, {name: measure(arms[name]) for name in order})
