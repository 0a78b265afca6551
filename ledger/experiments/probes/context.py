"""The other side of a batch: how long its sequences are, and what their keys and values take while they are decoded."""

from typing import List

import mlx.core as mx

from harness.peak import throttle
from probes.batching import Sizes, peak


def peaks_by_length(work: str, sizes: List, tokens: int, lengths: List[int]) -> List[List[int]]:
    """[length, bytes at the peak of one pass] for so many tokens in sequences of these lengths, throttled."""
    throttle()
    sizes = Sizes(*sizes)
    return [[length, min(peak(work, sizes._replace(length=length), tokens // length) for _ in range(2))]
            for length in lengths]


def cache_bytes(heads: int, head: int, tokens: int) -> List[List[int]]:
    """[bits a number, bytes a token] of one layer of mlx_lm's KV cache: in float16, and quantized in groups of 64."""
    from mlx_lm.models.cache import KVCache, QuantizedKVCache

    seen = []
    for bits in (16, 8, 4):
        cache = KVCache() if bits == 16 else QuantizedKVCache(group_size=64, bits=bits)
        new = mx.zeros((1, heads, tokens, head), dtype=mx.float16)
        cache.update_and_fetch(new, new)
        seen.append([bits, _bytes(cache.state) / tokens])
    return seen


def _bytes(state) -> int:
    if isinstance(state, mx.array):
        return state.nbytes
    return sum(_bytes(each) for each in state) if isinstance(state, (list, tuple)) else 0
