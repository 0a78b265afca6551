"""The first moments of a fresh process with MLX. Called by `fresh.call`."""

from statistics import median
from time import perf_counter

from harness import blas

WORDS = 32


def first_use() -> dict:
    """Milliseconds of the import, of the first and of a later evaluation; the version; and seeded random bits."""
    start = perf_counter()
    import mlx.core as mx

    imported = perf_counter() - start

    def addition() -> float:
        begin = perf_counter()
        mx.eval(mx.ones((64,)) + 1)
        mx.synchronize()
        return (perf_counter() - begin) * 1e3

    first = addition()
    steady = median(addition() for _ in range(50))
    return {
        "import_ms": imported * 1e3,
        "first_eval_ms": first,
        "steady_ms": steady,
        "version": mx.__version__,
        "library": blas.loaded("libmlx"),
        "drawn": _seeded_bits(7),
        "other_seed": _seeded_bits(8),
        "streams": _bits_by_stream(7),
    }


def _seeded_bits(seed: int) -> list:
    """The bits of uniform numbers from the global generator after `mx.random.seed`."""
    import mlx.core as mx

    mx.random.seed(seed)
    return mx.random.uniform(shape=(WORDS,)).view(mx.uint32).tolist()


def _bits_by_stream(seed: int) -> dict:
    """One key split on every usable device: threefry works on integers, so the words must be equal."""
    import mlx.core as mx

    from harness.accelerator import usable_devices

    streams = {}
    for device in usable_devices():
        words = mx.random.split(mx.random.key(seed), WORDS // 2, stream=device)
        streams[f"{'gpu' if device == mx.gpu else 'cpu'} stream"] = words.flatten().tolist()
    return streams
