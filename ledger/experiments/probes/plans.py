"""How large MLX-005 measures: small where a reference BLAS has to do it in a minute, large where a GPU would idle."""

from typing import Dict, List, NamedTuple, Tuple

from probes.batching import Sizes


class Plan(NamedTuple):
    """Models for the sweeps and for fine-tuning; width, layers and type of the decoder; batch sizes by work.

    `rounds` is how often each time is taken, `sequences` how many of them each batch size learns from, once a seed.
    """

    sizes: Sizes
    tuned: Sizes
    decoder: Tuple[int, int, str]
    batches: Dict[str, List[int]]
    rounds: int
    seeds: Tuple[int, ...]
    sequences: int


def plan_for(backend: str, quick: bool) -> Plan:
    """The sizes for this backend."""
    if quick:
        small = Sizes(32, 2, 2, 32)
        return Plan(small, small, (512, 4, "float32"), _batches(64, 32, 8), 7, (1,), 128)
    if backend == "cpu":
        return Plan(Sizes(64, 2, 4, 64), Sizes(64, 2, 4, 64), (1024, 8, "float32"), _batches(64, 32, 8), 9, (1, 2), 256)
    tuned, decoder = Sizes(512, 4, 8, 256), (4096, 8, "bfloat16")
    if backend == "metal":  # from a laptop upwards
        return Plan(Sizes(512, 4, 8, 256, "bfloat16"), tuned, decoder, _batches(256, 256, 8), 9, (1, 2), 256)
    return Plan(Sizes(1024, 4, 16, 512, "bfloat16"), tuned, decoder, _batches(1024, 1024, 8), 9, (1, 2), 256)


def _batches(largest: int, decoding: int, tuning: int) -> Dict[str, List[int]]:
    """Powers of two; training stops at half of what inference does, and accumulation needs no more than 32."""
    def powers(end: int) -> List[int]:
        return [2**exponent for exponent in range(end.bit_length())]

    return {"inference": powers(largest), "training": powers(largest // 2), "accumulated": powers(min(32, largest // 2)),
            "decoding": powers(decoding), "tuning": powers(tuning)}
