"""A trained tiny language model, quantized: what it loses, and what learned quantization brings back.

Every function loads the weights that `trained` wrote, and may run in a process of its own.
"""

import inspect
import math
from functools import lru_cache
from typing import Dict, List, NamedTuple, Sequence

import mlx.core as mx
import mlx.nn as nn
from mlx.utils import tree_flatten

from harness.accelerator import evaluate
from probes import tiny_lm
from probes.quantizing import Mlx, Setting


KEPT_GROUP = 32  # of keys and values in a cache, and the size of a head


class Sizes(NamedTuple):
    """Of the model, its training, and the held-out text: `windows` of `length` tokens."""

    dims: int
    layers: int
    steps: int
    batch: int
    length: int
    windows: int


def trained(sizes: Sequence, path: str) -> List[float]:
    """Trains a model on the CPU and writes its weights; gives the loss of each step.

    A GPU may sum gradients in another order each time, and equal runs would have different models.
    """
    sizes, usual = Sizes(*sizes), mx.default_device()
    mx.set_default_device(mx.cpu)
    try:
        mx.random.seed(0)
        model = _model(sizes)
        losses = tiny_lm.train(model, sizes.steps, sizes.batch, 64)
        model.save_weights(path)
    finally:
        mx.set_default_device(usual)
    return losses


def loaded(sizes: Sequence, path: str) -> tiny_lm.TinyLM:
    """The trained model."""
    sizes = Sizes(*sizes)
    model = _model(sizes)
    model.load_weights(path)
    evaluate(model.parameters())
    return model


def _model(sizes: Sizes) -> tiny_lm.TinyLM:
    """One head for each group of a quantized KV cache: it knows groups of 32 numbers and more."""
    return tiny_lm.TinyLM(sizes.dims, sizes.layers, sizes.dims // KEPT_GROUP)


def quantizable(model) -> Dict[str, nn.Module]:
    """The layers that `nn.quantize` replaces, by path."""
    return {path: module for path, module in model.named_modules() if hasattr(module, "to_quantized")}


def really(model, setting: Setting, predicate=None):
    """Quantizes the model's layers in place by `nn.quantize`."""
    if predicate is None:
        def predicate(_, module):
            return hasattr(module, "to_quantized")
    nn.quantize(model, setting.group, setting.bits, mode=setting.mode, class_predicate=predicate)
    evaluate(model.parameters())
    return model


def rounded(model, setting: Setting, quantizer=None):
    """Replaces each layer's weights by what quantization makes of them: the same numbers, at a plain matmul's speed."""
    quantizer = quantizer or Mlx()
    for module in quantizable(model).values():
        module.weight = quantizer.dequantize(quantizer.quantize(module.weight, setting), setting)
    evaluate(model.parameters())
    return model


@lru_cache
def _held_out(windows: int, length: int):
    return tiny_lm.held_out(windows, length)


def logits(model, sizes: Sizes):
    """Of every held-out token, in float32."""
    out = model(_held_out(sizes.windows, sizes.length)[:, :-1]).astype(mx.float32)
    evaluate(out)
    return out


def divergence(reference, other) -> float:
    """KL(reference || other): nats a token that the other model's prediction costs beyond the reference's."""
    p, q = (each - mx.logsumexp(each, axis=-1, keepdims=True) for each in (reference, other))
    return mx.mean(mx.sum(mx.exp(p) * (p - q), axis=-1)).item()


def perplexity(out, sizes: Sizes) -> float:
    """exp of the mean cross-entropy of the held-out text."""
    targets = _held_out(sizes.windows, sizes.length)[:, 1:]
    return math.exp(nn.losses.cross_entropy(out, targets, reduction="mean").item())


def model_bits(model) -> float:
    """Bytes of all parameters as bits a weight of the unquantized model."""
    weights = sum(module.weight.size * 32 // module.bits if hasattr(module, "bits") else 0
                  for _, module in model.named_modules())
    quantized = {path for path, module in model.named_modules() if hasattr(module, "bits")}
    plain = sum(array.size for path, array in tree_flatten(model.parameters())
                if path.rsplit(".", 1)[0] not in quantized)
    return sum(array.nbytes for _, array in tree_flatten(model.parameters())) * 8 / (weights + plain)


def mixed(recipe: str, sizes: Sequence, path: str) -> Dict:
    """mlx_lm's own recipe: bits a weight, divergence and perplexity."""
    from mlx_lm.convert import mixed_quant_predicate_builder

    sizes = Sizes(*sizes)
    reference = logits(loaded(sizes, path), sizes)
    model = loaded(sizes, path)
    build = mixed_quant_predicate_builder(recipe, model, 64)

    def predicate(where, module):
        return build(where, module) if hasattr(module, "to_quantized") else False

    return _measured(really(model, Setting("affine", 4, 64), predicate), reference, sizes)


def uniform(bits: int, sizes: Sequence, path: str) -> Dict:
    """The same with as many bits everywhere, really quantized."""
    sizes = Sizes(*sizes)
    reference = logits(loaded(sizes, path), sizes)
    return _measured(really(loaded(sizes, path), Setting("affine", bits, 64)), reference, sizes)


def dynamic(low: int, high: int, sizes: Sequence, path: str) -> Dict:
    """mlx_lm's dynamic quantization: `low` bits, and `high` in the layers whose rounding the loss minds most.

    As large as 3 bits everywhere, so that the two can be compared.
    """
    from mlx_lm.quant.dynamic_quant import estimate_sensitivities, estimate_threshold

    sizes = Sizes(*sizes)
    reference = logits(loaded(sizes, path), sizes)
    same_size = model_bits(really(loaded(sizes, path), Setting("affine", 3, 64)))
    usual = mx.default_device()
    mx.set_default_device(mx.cpu)  # where equal gradients have equal bits, so that the same layers are chosen each time
    data = tiny_lm.training_tokens()[: 32 * 64].reshape(32, 64)
    minds = dict(estimate_sensitivities(loaded(sizes, path), data, low, 64, high, 64))
    threshold = estimate_threshold(loaded(sizes, path), minds, same_size, low, 64, high, 64)
    mx.set_default_device(usual)

    def predicate(where, module):
        return hasattr(module, "to_quantized") and {"group_size": 64, "bits": high if minds[where] > threshold else low}

    return _measured(really(loaded(sizes, path), Setting("affine", low, 64), predicate), reference, sizes)


def kept(bits: Sequence[int], sizes: Sequence, path: str) -> List[List]:
    """[bits, KL] of the unquantized model whose keys and values go through mlx_lm's cache of so many bits.

    A cache of 32 bits is the one that quantizes nothing.
    """
    from mlx_lm.models.cache import KVCache, QuantizedKVCache

    sizes = Sizes(*sizes)
    model = loaded(sizes, path)
    reference = logits(model, sizes)

    def caches(wide: int) -> List:
        return [KVCache() if wide == 32 else QuantizedKVCache(KEPT_GROUP, wide) for _ in model.layers]

    return [[wide, divergence(reference, logits(lambda tokens: model(tokens, caches(wide)), sizes))] for wide in bits]


def real_beside_rounded(setting: Sequence, sizes: Sequence, path: str) -> Dict:
    """Quantized layers beside weights that were only rounded, for a process of its own.

    `apart` is how far their logits are apart (RMS over RMS), `control` how far those of 2-bit weights are. A number beyond
    1e9, or none, counts as 1e9: wrong products need not be finite.
    """
    sizes, setting = Sizes(*sizes), Setting(*setting)
    two = Setting("affine", 2, 64)
    reference = logits(loaded(sizes, path), sizes)
    real = logits(really(loaded(sizes, path), setting), sizes)
    fake, other = (logits(rounded(loaded(sizes, path), each), sizes) for each in (setting, two))
    return {
        "apart": _bounded(lambda: apart(real, fake)),
        "control": _bounded(lambda: apart(real, other)),
        "kl": _bounded(lambda: divergence(reference, real)),
        "ppl": _bounded(lambda: perplexity(real, sizes)),
    }


def apart(one, other) -> float:
    """Root mean square of the difference over that of the second."""
    return (mx.linalg.norm(one - other) / mx.linalg.norm(other)).item()


def _bounded(function) -> float:
    try:
        value = function()
    except OverflowError:
        return 1e9
    return min(value, 1e9) if math.isfinite(value) else 1e9


def _measured(model, reference, sizes: Sizes) -> Dict:
    out = logits(model, sizes)
    return {"bits": model_bits(model), "kl": divergence(reference, out), "ppl": perplexity(out, sizes)}


def learned(trainings: Sequence, steps: int, sizes: Sequence, path: str) -> List[Dict]:
    """mlx_lm's `dwq_quantize` for each [bits, rate, seed]: KL and perplexity before and after.

    It trains scales and biases to predict as the unquantized model does, and takes token lists, so it needs no tokenizer
    and no download. It shuffles by NumPy's generator, which it does not seed (0.28.3).
    """
    import mlx.optimizers as optim
    import numpy
    from mlx_lm.quant.dwq import dwq_quantize

    sizes = Sizes(*sizes)
    teacher = loaded(sizes, path)
    reference = logits(teacher, sizes)
    tokens = tiny_lm.training_tokens().tolist()
    length, batch, seen = 64, 4, []
    starts = [(n * 7919) % (len(tokens) - length) for n in range(steps * batch)]
    train = [(tokens[start:start + length], 0) for start in starts]
    valid = train[:batch]
    for bits, rate, seed in trainings:
        numpy.random.seed(seed)
        model = really(loaded(sizes, path), Setting("affine", bits, 64))
        before, start = _measured(model, reference, sizes), dict(tree_flatten(model.parameters()))
        optimizer = optim.Adam(learning_rate=rate, bias_correction=True)
        if "q_model" in inspect.signature(dwq_quantize).parameters:  # before 0.29
            dwq_quantize(teacher, model, optimizer, train, valid, batch_size=batch, max_seq_length=length + 1,
                         dtype=mx.float32)
        else:
            dwq_quantize(model, lambda each, _, split: teacher(each), optimizer, train, valid, batch, length + 1, seed,
                         dtype=mx.float32)
        model.eval()
        seen.append({"before": before, "after": _measured(model, reference, sizes), **_changed(model, start)})
    return seen


def _changed(model, start: Dict) -> Dict:
    """How far scales and biases moved, as a share of what they were, and whether a code changed."""
    ends = {name: array for name, array in tree_flatten(model.parameters()) if name.endswith((".scales", ".biases"))}
    moved = math.sqrt(sum(mx.sum((array - start[name]) ** 2).item() for name, array in ends.items())
                      / sum(mx.sum(start[name] ** 2).item() for name in ends))
    codes = [mx.array_equal(array, start[name]).item() for name, array in tree_flatten(model.parameters())
             if array.dtype == mx.uint32]
    return {"moved": moved, "codes_changed": not all(codes)}


def gptq(bits: int, sizes: Sequence, path: str) -> Dict:
    """mlx_lm's `gptq_quantize` on token arrays, beside plain rounding of the same layers."""
    from mlx_lm.quant.gptq import gptq_quantize

    sizes = Sizes(*sizes)
    reference = logits(loaded(sizes, path), sizes)
    before = _measured(really(loaded(sizes, path), Setting("affine", bits, 64)), reference, sizes)
    data = tiny_lm.training_tokens()[: 32 * 64].reshape(32, 64)
    model, _ = gptq_quantize(loaded(sizes, path), data, bits, 64, bits, 64)
    return {"before": before, "after": _measured(model, reference, sizes)}


def awq_models() -> List[str]:
    """The model types that mlx_lm's AWQ knows: it needs to be told which layers follow which."""
    from mlx_lm.quant.awq import AWQ_MODEL_CONFIGS

    return sorted(AWQ_MODEL_CONFIGS)
