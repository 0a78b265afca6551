"""Quantized arrays: how large they are, how far off, and how their products compare. Each mode as MLX names it.

A quantizer is what the gates judge: `quantize(w, setting)` gives arrays, `dequantize(arrays, setting)` the matrix that
they stand for, `matmul(x, arrays, setting)` the product of x with its transpose. `Mlx` is the real one.
"""

import itertools
import math
from typing import Dict, List, NamedTuple, Optional, Sequence

import mlx.core as mx

from harness import interleaved
from harness.accelerator import evaluate


class Setting(NamedTuple):
    """A mode with its bits a weight and weights a group."""

    mode: str
    bits: int
    group: int

    @property
    def name(self) -> str:
        """`affine-4-64`, `nvfp4`."""
        return f"{self.mode}-{self.bits}-{self.group}" if self.mode == "affine" else self.mode

    @property
    def options(self) -> Dict[str, object]:
        """What MLX's functions take. 0.29 needs the group's size spelt out in every mode."""
        return {"group_size": self.group, "bits": self.bits, "mode": self.mode}


AFFINE = [Setting("affine", bits, group) for bits in (2, 3, 4, 5, 6, 8) for group in (32, 64, 128)]
BLOCK = [Setting("mxfp4", 4, 32), Setting("mxfp8", 8, 32), Setting("nvfp4", 4, 16)]


class Mlx:
    """MLX itself."""

    def quantize(self, w, setting):
        return mx.quantize(w, **setting.options)

    def dequantize(self, arrays, setting):
        return mx.dequantize(*arrays, **setting.options)

    def matmul(self, x, arrays, setting):
        return mx.quantized_matmul(x, *arrays, transpose=True, **setting.options)


class Identity:
    """Quantizes nothing: the array stays as it is. Stands for a quantization that went away."""

    def quantize(self, w, setting):
        return (w,)

    def dequantize(self, arrays, setting):
        return arrays[0]

    def matmul(self, x, arrays, setting):
        return x @ arrays[0].T


class OneBitShort(Mlx):
    """Rounds to a bit less than it says, at the size that it says."""

    def dequantize(self, arrays, setting):
        fewer = setting._replace(bits={8: 6, 2: 2}.get(setting.bits, setting.bits - 1))
        return super().dequantize(super().quantize(super().dequantize(arrays, setting), fewer), fewer)


class Shifted(Mlx):
    """Restores zeros as something else."""

    def dequantize(self, arrays, setting):
        return super().dequantize(arrays, setting) + 0.01


class Inflated(Mlx):
    """Restores and multiplies 1.5 % too much: wrong, and hard to see in a model's text."""

    def dequantize(self, arrays, setting):
        return super().dequantize(arrays, setting) * 1.015

    def matmul(self, x, arrays, setting):
        return super().matmul(x, arrays, setting) * 1.015


def refusal(setting: Setting) -> Optional[str]:
    """Why this version or backend has no such mode, in its own words; None if it quantizes."""
    try:
        evaluate(Mlx().quantize(mx.ones((32, 256)), setting))
    except (ValueError, RuntimeError) as error:
        return f"{type(error).__name__}: {error}"
    return None


def gaussian(rows: int, columns: int, seed: int = 1, dtype=mx.float32):
    """A matrix of independent standard normal numbers."""
    return mx.random.normal((rows, columns), key=mx.random.key(seed)).astype(dtype)


def bits_per_weight(quantizer, setting: Setting, dtype) -> float:
    """Bytes of all arrays of a 256 x 1024 matrix, as bits a weight."""
    arrays = quantizer.quantize(gaussian(256, 1024, dtype=dtype), setting)
    return sum(array.nbytes for array in arrays) * 8 / (256 * 1024)


def expected_bits(setting: Setting, dtype) -> float:
    """The codes, and for each group a scale and a bias in the weights' type, or a scale of 8 bits in the block modes."""
    overhead = 2 * dtype.size * 8 if setting.mode == "affine" else 8
    return setting.bits + overhead / setting.group


def error_in_steps(quantizer, setting: Setting, w) -> float:
    """The largest error of a restored weight, in steps of its group (affine only)."""
    arrays = quantizer.quantize(w, setting)
    restored = quantizer.dequantize(arrays, setting)
    groups = mx.abs(restored - w).astype(mx.float32).reshape(w.shape[0], -1, setting.group)
    whole = w.astype(mx.float32).reshape(groups.shape)
    step = (mx.max(whole, axis=-1) - mx.min(whole, axis=-1)) / (2**setting.bits - 1)
    return mx.max(mx.max(groups, axis=-1) / step).item()


def snr_db(quantizer, setting: Setting, w) -> float:
    """Power of the weights over power of the error, in decibels; 200 where there is no error at all."""
    restored = quantizer.dequantize(quantizer.quantize(w, setting), setting)
    noise = mx.mean((restored - w) ** 2).item()
    return 10 * math.log10(mx.mean(w**2).item() / noise) if noise > 0 else 200.0


def predicted_db(setting: Setting, w) -> float:
    """The same for ideal rounding to 2^bits even levels over each group's range: an error of step^2 / 12."""
    groups = w.reshape(-1, setting.group)
    step = (mx.max(groups, axis=-1) - mx.min(groups, axis=-1)) / (2**setting.bits - 1)
    return 10 * math.log10(mx.mean(w**2).item() / mx.mean(step**2 / 12).item())


def largest_zero(quantizer, setting: Setting, w) -> float:
    """What zeros are restored as, at most, over the largest weight."""
    sparse = mx.where(mx.arange(w.size).reshape(w.shape) % 5 == 0, 0, w)
    restored = quantizer.dequantize(quantizer.quantize(sparse, setting), setting)
    return (mx.max(mx.abs(mx.where(sparse == 0, restored, 0))) / mx.max(mx.abs(sparse))).item()


class Arm(NamedTuple):
    """One way to multiply: dense, or quantized in a setting, with activations of this type."""

    dtype: str
    setting: Optional[Setting] = None

    @property
    def name(self) -> str:
        """`float32`, `affine-4-64 float16`."""
        return f"{self.setting.name} {self.dtype}" if self.setting else self.dtype


def product(arm: Arm, size: int, rows: int, copies: int):
    """A function that multiplies rows x size by size x size.

    Each call takes the next of `copies` matrices, so that a small one is not served from a cache (mlx#3852).
    """
    dtype = getattr(mx, arm.dtype)
    x = gaussian(rows, size, 99, dtype)
    matrices = [gaussian(size, size, seed, dtype) for seed in range(copies)]
    if arm.setting:
        matrices = [Mlx().quantize(w, arm.setting) for w in matrices]
    evaluate(x, matrices)
    turns = itertools.cycle(matrices)
    if arm.setting:
        return lambda: evaluate(Mlx().matmul(x, next(turns), arm.setting))
    return lambda: evaluate(x @ next(turns).T)


def product_times(size: int, rows: int, arms: Sequence, copies: int, rounds: int) -> List[Dict[str, float]]:
    """Milliseconds of each arm by round, after two warm-ups; for a process of its own."""
    named = [Arm(dtype, Setting(*setting) if setting else None) for dtype, setting in arms]
    functions = {arm.name: product(arm, size, rows, copies) for arm in named}
    return [{name: seconds * 1e3 for name, seconds in turn.seconds.items()}
            for turn in interleaved(functions, rounds=rounds, warmups=2) if not turn.warmup]
