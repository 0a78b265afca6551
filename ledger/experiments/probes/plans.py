"""How large MLX-005 measures: small where a reference BLAS has to do it in a minute, large where a GPU would idle."""

from typing import Dict, List, NamedTuple, Tuple

from probes.batching import TINY, Sizes


class Plan(NamedTuple):
    """Models for the sweeps, for fine-tuning and for what batches learn; width, layers and type of the decoder; batch sizes by work.

    `rounds` is how often each time is taken, `sequences` how many of them each batch size learns from, once a seed;
    `tokens` is how many make up each pass in which only the `lengths` of sequences differ.
    """

    sizes: Sizes
    tuned: Sizes
    learner: Sizes
    decoder: Tuple[int, int, str]
    batches: Dict[str, List[int]]
    rounds: int
    seeds: Tuple[int, ...]
    sequences: int
    tokens: int
    lengths: Tuple[int, ...]


SEEDS = tuple(range(1, 8))


def plan_for(backend: str, quick: bool) -> Plan:
    """The sizes for this backend."""
    if quick:
        small, few = Sizes(32, 2, 2, 32), [1, 4, 16, 32]
        batches = {**dict.fromkeys(("inference", "training", "decoding"), few), "accumulated": few[:3], "tuning": [1, 4, 8]}
        return Plan(small, small, small._replace(length=16), (512, 4, "float32"), batches, 7, SEEDS, 128, 512, (32, 128, 512))
    if backend == "cpu":
        return Plan(Sizes(64, 2, 4, 64), Sizes(64, 2, 4, 64), TINY, (1024, 8, "float32"), _batches(64, 32, 8), 9, SEEDS, 256,
                    1024, (32, 128, 512))
    tuned, decoder = Sizes(512, 4, 8, 256), (4096, 8, "bfloat16")
    if backend == "metal":  # from a laptop upwards
        return Plan(Sizes(512, 4, 8, 256, "bfloat16"), tuned, TINY, decoder, _batches(256, 256, 8), 9, SEEDS, 256,
                    8192, (128, 512, 2048))
    return Plan(Sizes(1024, 4, 16, 512, "bfloat16"), tuned, TINY, decoder, _batches(1024, 1024, 8), 9, SEEDS, 256,
                16384, (128, 512, 2048))


def _batches(largest: int, decoding: int, tuning: int) -> Dict[str, List[int]]:
    """Powers of two; training stops at half of what inference does, and accumulation needs no more than 32."""
    def powers(end: int) -> List[int]:
        return [2**exponent for exponent in range(end.bit_length())]

    return {"inference": powers(largest), "training": powers(largest // 2), "accumulated": powers(min(32, largest // 2)),
            "decoding": powers(decoding), "tuning": powers(tuning)}
