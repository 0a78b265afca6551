"""Sabotages of quantization, checkpoints and training, in MLX and in mlx_lm."""

import time

from sabotage import Sabotage, replaced, scaled, wrapped


def products(judge):
    """quantized_matmul, changed: `judge` gets the product, what it was made of, its mode, and whether bits and group are the default."""
    def make(real):
        def changed(x, w, *arrays, **options):
            usual = options.get("bits", 4) == 4 and options.get("group_size", 64) == 64
            again = lambda other: real(other, w, *arrays, **options)  # noqa: E731
            return judge(real(x, w, *arrays, **options), x, options.get("mode", "affine"), usual, again)

        return changed

    return wrapped("quantized_matmul", make)


def rounded_activations(y, x, mode, usual, again):
    import mlx.core as mx

    return again(x.astype(mx.bfloat16).astype(x.dtype))


def first_row(y, x, mode, usual, again):
    import mlx.core as mx

    return y if y.shape[0] < 8 else mx.broadcast_to(y[:1], y.shape)


def half_the_levels(mx) -> None:
    real = mx.quantize

    def changed(w, group_size=64, bits=4, **options):
        if options.get("mode", "affine") == "affine" and bits in (3, 4, 5, 6):
            coarse = real(w, group_size=group_size, bits=bits - 1, **options)
            w = mx.dequantize(*coarse, group_size=group_size, bits=bits - 1, **options)
        return real(w, group_size=group_size, bits=bits, **options)

    mx.quantize = changed


def parts(change):
    """mx.quantize whose codes, scales and biases are changed, where there are all three."""
    return wrapped("quantize", lambda real: lambda *arguments, **options: (
        change(*made) if len(made := real(*arguments, **options)) > 2 and made[2] is not None else made))


def gradients(factor):
    """Gradients of a model off by a factor."""
    def make(real):
        from mlx.utils import tree_map

        def value_and_grad(model, function):
            inner = real(model, function)

            def run(*arguments, **options):
                value, slopes = inner(*arguments, **options)
                return value, tree_map(lambda x: x * factor, slopes)

            return run

        return value_and_grad

    return wrapped("value_and_grad", make)


def no_learning(optimizers) -> None:
    optimizers.Adam.apply_single = lambda self, gradient, parameter, state: parameter


def slightly_wrong_checkpoint(real):
    import mlx.core as mx

    def checkpoint(module, function=None):
        inner = real(module, function)

        def run(*arguments):
            y = inner(*arguments)
            return y * 1.001 - mx.stop_gradient(y * 0.001)

        return run

    return checkpoint


def drawing_again(nn) -> None:
    import mlx.core as mx

    def call(self, x):
        if not self.training:
            return x
        once, twice = (mx.random.bernoulli(0.5, x.shape) * 2 for _ in range(2))
        return mx.stop_gradient(x * once) + x * twice - mx.stop_gradient(x * twice)

    nn.Dropout.__call__ = call


def sums(losses) -> None:
    real = losses.cross_entropy
    losses.cross_entropy = lambda *arguments, **options: real(
        *arguments, **{**options, "reduction": "sum" if options.get("reduction") == "mean" else "none"})


def across_the_batch(mx) -> None:
    real = mx.fast.scaled_dot_product_attention

    def attention(*arguments, **options):
        y = real(*arguments, **options)
        return y + 0.01 * mx.mean(y, axis=0, keepdims=True)

    mx.fast.scaled_dot_product_attention = attention


def as_slow_as_the_largest(mx) -> None:
    real = mx.eval

    def changed(*arrays):
        end = time.perf_counter() + 0.15
        real(*arrays)
        while time.perf_counter() < end:
            pass

    mx.eval = changed


def rounding_only(gptq) -> None:
    def plain(model, data, bits, group_size, *rest):
        import mlx.nn as nn

        nn.quantize(model, group_size, bits)
        return model, {}

    gptq.gptq_quantize = plain


def no_accumulation(trainer) -> None:
    real = trainer.TrainingArgs
    trainer.TrainingArgs = lambda **options: real(**{**options, "grad_accumulation_steps": 1})


def zeros(nn) -> None:
    import mlx.core as mx

    nn.QuantizedLinear.__call__ = lambda self, x: mx.zeros((*x.shape[:-1], self.scales.shape[0]))


def no_quantized_cache(cache) -> None:
    cache.QuantizedKVCache = lambda group_size=64, bits=8: cache.KVCache()


OF_MODELS = {
    "affine products are 1.5 % off but for the default": Sabotage("quantization", ("Q6-float32",), products(
        lambda y, x, mode, usual, again: y if mode != "affine" or usual else y * 1.015), fast=True),
    "default products are a ten-thousandth off": Sabotage("quantization", ("Q6-float32",), products(
        lambda y, x, mode, usual, again: y * 1.0001 if mode == "affine" and usual else y)),
    "mxfp4 products are 1.5 % off": Sabotage("quantization", ("Q6-float32",), products(
        lambda y, x, mode, usual, again: y * 1.015 if mode == "mxfp4" else y)),
    "products round their activations": Sabotage("quantization", ("Q6-float32",), products(rounded_activations)),
    "products of many rows repeat the first": Sabotage("quantization", ("Q6-float32",), products(first_row)),
    "dequantize is 1 % off": Sabotage("quantization", ("Q12",), scaled("dequantize", 1.01)),
    "quantize uses half of the levels": Sabotage("quantization", ("Q3",), half_the_levels),
    "biases are moved by a hundredth": Sabotage(
        "quantization", ("Q5",), parts(lambda codes, scales, biases: (codes, scales, biases + 0.01))),
    "scales are too large by a half": Sabotage(
        "quantization", ("Q2",), parts(lambda codes, scales, biases: (codes, scales * 1.5, biases))),
    "impossible settings are accepted": Sabotage("quantization", ("Q7",), wrapped("quantize", lambda real: (
        lambda w, group_size=64, bits=4, **options: real(w, group_size=group_size, bits=4 if bits == 7 else bits, **options)))),
    "quantized layers return zeros": Sabotage("quantization_models", ("Q11",), zeros, "mlx.nn"),
    "nn.quantize does nothing": Sabotage(
        "quantization_models", ("Q11",), replaced("quantize", lambda nn: lambda *a, **k: None), "mlx.nn"),
    "a model learns nothing": Sabotage("quantization_models", ("M1",), no_learning, "mlx.optimizers"),
    "GPTQ only rounds": Sabotage("quantization_models", ("Q13",), rounding_only, "mlx_lm.quant.gptq"),
    "DWQ trains nothing": Sabotage("quantization_models", ("Q9",), replaced(
        "dwq_quantize", lambda dwq: lambda *a, **k: None), "mlx_lm.quant.dwq"),
    "mixed recipes use 2 bits everywhere": Sabotage("quantization_models", ("Q10",), replaced(
        "mixed_quant_predicate_builder", lambda convert: lambda *a, **k: lambda *b: {"group_size": 64, "bits": 2}),
        "mlx_lm.convert"),
    "dynamic quantization chooses the wrong layers": Sabotage("quantization_models", ("Q14",), wrapped(
        "estimate_sensitivities", lambda real: lambda *a, **k: [(name, -minds) for name, minds in real(*a, **k)]),
        "mlx_lm.quant.dynamic_quant"),
    "a quantized KV cache keeps everything": Sabotage(
        "quantization_models", ("Q15",), no_quantized_cache, "mlx_lm.models.cache"),
    "checkpoints do nothing": Sabotage("gradient_checkpointing", ("G2", "G3", "G4"), replaced(
        "checkpoint", lambda utils: lambda module, fn=None: fn or module), "mlx.nn.utils"),
    "gradients of models are 3 % off": Sabotage("gradient_checkpointing", ("G1-slopes",), gradients(1.03), "mlx.nn"),
    "gradients of models are a five-hundredth off": Sabotage(
        "gradient_checkpointing", ("G1-slopes",), gradients(1.002), "mlx.nn"),
    "checkpointed gradients are a thousandth off": Sabotage(
        "gradient_checkpointing", ("G1",), wrapped("checkpoint", slightly_wrong_checkpoint), "mlx.nn.utils"),
    "a checkpoint loses its parameters": Sabotage("gradient_checkpointing", ("G1", "G5"), replaced(
        "checkpoint", lambda utils: lambda module, fn=None: utils.mx.checkpoint(module)), "mlx.nn.utils"),
    "dropout outside draws again": Sabotage("gradient_checkpointing", ("G9",), drawing_again, "mlx.nn"),
    "mlx_lm checkpoints nothing": Sabotage("gradient_checkpointing", ("G8",), replaced(
        "grad_checkpoint", lambda trainer: lambda layer: None), "mlx_lm.tuner.trainer"),
    "sums stand in the place of means": Sabotage("batch_size", ("B3",), sums, "mlx.nn.losses"),
    "attention looks across the batch": Sabotage("batch_size", ("B4",), across_the_batch),
    "the peak is always the same": Sabotage("batch_size", ("B1", "B6"), replaced(
        "get_peak_memory", lambda mx: lambda: mx.get_active_memory() + 2**20)),
    "every batch takes as long as the largest": Sabotage("batch_size", ("B5",), as_slow_as_the_largest),
    "a quantized cache takes 16 bits": Sabotage("batch_size", ("B7",), no_quantized_cache, "mlx_lm.models.cache"),
    "LoRA trains the base": Sabotage("batch_size_finetuning", ("F1",), lambda nn: setattr(
        nn.Module, "freeze", lambda self, *a, **k: self), "mlx.nn"),
    "fine-tuning learns nothing": Sabotage("batch_size_finetuning", ("F1",), no_learning, "mlx.optimizers"),
    "accumulation keeps the last part only": Sabotage(
        "batch_size_finetuning", ("B3-mlx_lm",), no_accumulation, "mlx_lm.tuner.trainer"),
    "fine-tuning takes no memory": Sabotage("batch_size_finetuning", ("B1-lora", "B1-full"), replaced(
        "get_peak_memory", lambda mx: mx.get_active_memory)),
}
