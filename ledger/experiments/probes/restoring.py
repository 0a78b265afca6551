"""What quantized arrays stand for, computed from their bits alone in float64: an oracle that calls nothing of MLX.

The layout is that of MLX's arrays: the codes of a row follow each other from the lowest bit of the first word on, each
group has a scale and (in mode affine) a bias, and a block mode's codes and scales are small floating point numbers.
"""

import mlx.core as mx
import numpy as np

from probes.quantizing import Mlx, Setting, gaussian

E2M1 = np.array([0, 0.5, 1, 1.5, 2, 3, 4, 6, -0.0, -0.5, -1, -1.5, -2, -3, -4, -6])  # OCP MX specification, 5.3.3


def e4m3(codes):
    """Floating point numbers of 8 bits: a sign, 4 bits of exponent (bias 7), 3 of mantissa; no infinity (OCP OFP8)."""
    codes = codes.astype(np.int64)
    exponent, mantissa = codes >> 3 & 15, codes & 7
    size = np.where(exponent == 0, mantissa / 8 * 2.0**-6, (1 + mantissa / 8) * 2.0 ** (exponent - 7))
    return np.where(codes >> 7, -size, size)


def restored(arrays, setting: Setting):
    """The matrix in float64. An array that was not quantized stands for itself."""
    if len(arrays) == 1:
        return _wide(arrays[0])
    words, scales = np.array(arrays[0]), arrays[1]
    bits = np.unpackbits(words.astype("<u4").view(np.uint8), axis=1, bitorder="little")
    codes = bits.reshape(len(words), -1, setting.bits) @ (1 << np.arange(setting.bits))
    if setting.mode == "affine":
        scale, bias = _wide(scales), _wide(arrays[2])
        return np.repeat(scale, setting.group, axis=1) * codes + np.repeat(bias, setting.group, axis=1)
    scale = np.array(scales)
    scale = e4m3(scale) if setting.mode == "nvfp4" else 2.0 ** (scale.astype(np.float64) - 127)
    return np.repeat(scale, setting.group, axis=1) * (e4m3(codes) if setting.bits == 8 else E2M1[codes])


def _wide(array):
    return np.array(array.astype(mx.float32)).astype(np.float64)


def restored_error(quantizer, setting: Setting, dtype) -> float:
    """`dequantize` off what the bits say: largest difference over largest value."""
    arrays = quantizer.quantize(gaussian(64, 512, 1, dtype), setting)
    due = restored(arrays, setting)
    return float(np.abs(_wide(quantizer.dequantize(arrays, setting)) - due).max() / np.abs(due).max())


def product_error(quantizer, setting: Setting, rows: int, dtype, columns: int = 512) -> float:
    """`quantized_matmul` off the product in float64: largest difference over largest value."""
    w, x = gaussian(256, columns, 1, dtype), gaussian(rows, columns, 2, dtype)
    arrays = quantizer.quantize(w, setting)
    due = _wide(x) @ restored(arrays, setting).T
    return float(np.abs(_wide(quantizer.matmul(x, arrays, setting)) - due).max() / np.abs(due).max())


def product_errors(settings, rows, dtype: str):
    """[mode, bits, group, rows, error] of each; for a process of its own. An error that is no number counts as 1e9."""
    seen = []
    for setting in (Setting(*each) for each in settings):
        for count in rows:
            error = product_error(Mlx(), setting, count, getattr(mx, dtype))
            seen.append([*setting, count, error if np.isfinite(error) else 1e9])
    return seen
