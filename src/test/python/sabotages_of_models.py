"""Sabotages of MLX and mlx_lm, each with the check that must turn red: quantization, checkpointing, batch size.

A sabotage is code that is run when Python starts, in the experiment and in every process of its own (see
`sabotaged/sitecustomize.py`). It breaks one thing, the way a defect would, and says nothing. An experiment that stays
green under it has a gate without teeth.
"""

from typing import NamedTuple, Tuple


class Sabotage(NamedTuple):
    """What is broken, where it must be seen, and how it is done; `fast` ones run in every test, the others nightly."""

    experiment: str
    red: Tuple[str, ...]
    code: str
    fast: bool = False


_MLX = "import mlx.core as mx, mlx.nn as nn\n"
_PRODUCT = _MLX + """
real = mx.quantized_matmul
def changed(x, w, *arrays, **options):
    default = options.get("bits", 4) == 4 and options.get("group_size", 64) == 64
    mode = options.get("mode", "affine")
    y = real(x, w, *arrays, **options)
    return {0}
mx.quantized_matmul = changed
"""
_GRADIENTS = _MLX + """
from mlx.utils import tree_map
real = nn.value_and_grad
def scaled(model, function):
    inner = real(model, function)
    def run(*arguments, **options):
        value, gradients = inner(*arguments, **options)
        return value, tree_map(lambda x: x * {0}, gradients)
    return run
nn.value_and_grad = scaled
"""
_ADAM = _MLX + """
import mlx.optimizers as optim
optim.Adam.apply_single = lambda self, gradient, parameter, state: parameter
"""
_LATER = """
import importlib.abc, importlib.util, sys
class After(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name != "{module}":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        load = spec.loader.exec_module
        def changed(module):
            load(module)
            {change}
        spec.loader.exec_module = changed
        return spec
sys.meta_path.insert(0, After())
"""


def _after(module: str, change: str) -> str:
    """Changes a module as soon as somebody imports it."""
    return _LATER.format(module=module, change=change)


SABOTAGES = {
    "affine-products-1.5-percent-off-but-for-the-default": Sabotage(
        "quantization", ("Q6-float32",), _PRODUCT.format("y if mode != 'affine' or default else y * 1.015"), fast=True),
    "default-products-off-by-a-ten-thousandth": Sabotage(
        "quantization", ("Q6-float32",), _PRODUCT.format("y * 1.0001 if mode == 'affine' and default else y")),
    "mxfp4-products-1.5-percent-off": Sabotage(
        "quantization", ("Q6-float32",), _PRODUCT.format("y * 1.015 if mode == 'mxfp4' else y")),
    "products-from-rounded-activations": Sabotage(
        "quantization", ("Q6-float32",), _PRODUCT.format("real(x.astype(mx.bfloat16).astype(x.dtype), w, *arrays, **options)")),
    "products-of-many-rows-repeat-the-first": Sabotage(
        "quantization", ("Q6-float32",), _PRODUCT.format("y if y.shape[0] < 8 else mx.broadcast_to(y[:1], y.shape)")),
    "dequantize-1-percent-off": Sabotage(
        "quantization", ("Q12",), _MLX + "real = mx.dequantize\nmx.dequantize = lambda *a, **k: real(*a, **k) * 1.01"),
    "quantize-to-half-the-levels": Sabotage("quantization", ("Q3",), _MLX + """
real = mx.quantize
def changed(w, group_size=64, bits=4, **options):
    if options.get("mode", "affine") == "affine" and bits in (3, 4, 5, 6):
        coarse = real(w, group_size=group_size, bits=bits - 1, **options)
        w = mx.dequantize(*coarse, group_size=group_size, bits=bits - 1, **options)
    return real(w, group_size=group_size, bits=bits, **options)
mx.quantize = changed
"""),
    "biases-moved-by-a-hundredth": Sabotage("quantization", ("Q5",), _MLX + """
real = mx.quantize
def changed(*a, **k):
    arrays = real(*a, **k)
    return (*arrays[:2], arrays[2] + 0.01) if len(arrays) > 2 and arrays[2] is not None else arrays
mx.quantize = changed
"""),
    "scales-of-a-half-too-large": Sabotage("quantization", ("Q2",), _MLX + """
real = mx.quantize
def changed(*a, **k):
    arrays = real(*a, **k)
    return (arrays[0], arrays[1] * 1.5, *arrays[2:]) if len(arrays) > 2 else arrays
mx.quantize = changed
"""),
    "impossible-settings-are-accepted": Sabotage("quantization", ("Q7",), _MLX + """
real = mx.quantize
def changed(w, group_size=64, bits=4, **options):
    return real(w, group_size=group_size, bits=4 if bits == 7 else bits, **options)
mx.quantize = changed
"""),
    "quantized-layers-return-zeros": Sabotage(
        "quantization_models", ("Q11",),
        _MLX + "nn.QuantizedLinear.__call__ = lambda self, x: mx.zeros((*x.shape[:-1], self.scales.shape[0]))"),
    "nn-quantize-does-nothing": Sabotage(
        "quantization_models", ("Q11",), _MLX + "nn.quantize = lambda *a, **k: None"),
    "a-training-that-learns-nothing": Sabotage("quantization_models", ("M1",), _ADAM),
    "gptq-only-rounds": Sabotage("quantization_models", ("Q13",), _after("mlx_lm.quant.gptq", """
            def plain(model, data, bits, group_size, *rest):
                import mlx.nn as nn
                nn.quantize(model, group_size, bits)
                return model, {}
            module.gptq_quantize = plain""")),
    "dwq-trains-nothing": Sabotage(
        "quantization_models", ("Q9",), _after("mlx_lm.quant.dwq", """
            module.dwq_quantize = lambda model, q_model=None, *a, **k: None""")),
    "mixed-recipes-use-2-bits-everywhere": Sabotage(
        "quantization_models", ("Q10",), _after("mlx_lm.convert", "module.mixed_quant_predicate_builder = "
                                                "lambda *a, **k: lambda *b: {'group_size': 64, 'bits': 2}")),
    "dynamic-quantization-chooses-the-wrong-layers": Sabotage(
        "quantization_models", ("Q14",), _after("mlx_lm.quant.dynamic_quant", """
            real = module.estimate_sensitivities
            module.estimate_sensitivities = lambda *a, **k: [(name, -minds) for name, minds in real(*a, **k)]""")),
    "a-kv-cache-that-keeps-everything": Sabotage("quantization_models", ("Q15",), _after(
        "mlx_lm.models.cache", "module.QuantizedKVCache = lambda group_size=64, bits=8: module.KVCache()")),
    "checkpoints-do-nothing": Sabotage(
        "gradient_checkpointing", ("G2", "G3", "G4"),
        _MLX + "import mlx.nn.utils\nnn.utils.checkpoint = lambda module, fn=None: fn or module"),
    "gradients-3-percent-off": Sabotage("gradient_checkpointing", ("G1-slopes",), _GRADIENTS.format("1.03")),
    "gradients-a-five-hundredth-off": Sabotage("gradient_checkpointing", ("G1-slopes",), _GRADIENTS.format("1.002")),
    "checkpointed-gradients-a-thousandth-off": Sabotage("gradient_checkpointing", ("G1",), _MLX + """
import mlx.nn.utils
real = nn.utils.checkpoint
def changed(module, fn=None):
    inner = real(module, fn)
    def run(*arguments):
        y = inner(*arguments)
        return y * 1.001 - mx.stop_gradient(y * 0.001)
    return run
nn.utils.checkpoint = changed
"""),
    "a-checkpoint-that-loses-its-parameters": Sabotage(
        "gradient_checkpointing", ("G1", "G5"),
        _MLX + "import mlx.nn.utils\nnn.utils.checkpoint = lambda module, fn=None: mx.checkpoint(module)"),
    "dropout-outside-draws-again": Sabotage(
        "gradient_checkpointing", ("G9",), _MLX + """
def changed(self, x):
    if not self.training:
        return x
    once, twice = (mx.random.bernoulli(0.5, x.shape) * 2 for _ in range(2))
    return mx.stop_gradient(x * once) + x * twice - mx.stop_gradient(x * twice)
nn.Dropout.__call__ = changed
"""),
    "mlx-lm-checkpoints-nothing": Sabotage(
        "gradient_checkpointing", ("G8",), _after("mlx_lm.tuner.trainer", "module.grad_checkpoint = lambda layer: None")),
    "sums-in-the-place-of-means": Sabotage("batch_size", ("B3",), _MLX + """
real = nn.losses.cross_entropy
nn.losses.cross_entropy = lambda *a, **k: real(*a, **{**k, "reduction": "sum" if k.get("reduction") == "mean" else "none"})
"""),
    "attention-looks-across-the-batch": Sabotage("batch_size", ("B4",), _MLX + """
real = mx.fast.scaled_dot_product_attention
def changed(*a, **k):
    y = real(*a, **k)
    return y + 0.01 * mx.mean(y, axis=0, keepdims=True)
mx.fast.scaled_dot_product_attention = changed
"""),
    "the-peak-is-always-the-same": Sabotage(
        "batch_size", ("B1", "B6"), _MLX + "mx.get_peak_memory = lambda: mx.get_active_memory() + 2**20", fast=True),
    "eval-does-not-wait-for-its-batch": Sabotage("batch_size", ("B5",), _MLX + """
import time
real = mx.eval
def changed(*arrays):
    end = time.perf_counter() + 0.06
    real(*arrays)
    while time.perf_counter() < end:
        pass
mx.eval = changed
"""),
    "a-quantized-cache-of-16-bits": Sabotage("batch_size", ("B7",), _after(
        "mlx_lm.models.cache", "module.QuantizedKVCache = lambda group_size=64, bits=8: module.KVCache()")),
    "lora-trains-the-base": Sabotage(
        "batch_size_finetuning", ("F1",), _MLX + "nn.Module.freeze = lambda self, *a, **k: self"),
    "fine-tuning-learns-nothing": Sabotage("batch_size_finetuning", ("F1",), _ADAM),
    "accumulation-keeps-the-last-part-only": Sabotage("batch_size_finetuning", ("B3-mlx_lm",), _after(
        "mlx_lm.tuner.trainer", """
            real = module.TrainingArgs
            module.TrainingArgs = lambda **k: real(**{**k, "grad_accumulation_steps": 1})""")),
    "fine-tuning-takes-no-memory": Sabotage(
        "batch_size_finetuning", ("B1-lora", "B1-full"), _MLX + "mx.get_peak_memory = mx.get_active_memory"),
}
