"""Sabotages of arrays and of the installation: numbers, laziness, streams, files, wiring."""

from contextlib import contextmanager

from sabotage import Sabotage, replaced, scaled, wrapped


def eager(mx) -> None:
    real = mx.tanh

    def tanh(x, **named):
        y = real(x, **named)
        mx.eval(y)
        return y

    mx.tanh = tanh


def wrong_product(mx) -> None:
    real = mx.array.__matmul__
    mx.array.__matmul__ = lambda one, other: real(one, other) * 1.01


def far_too_early(mx) -> None:
    real, near = mx.bitwise_xor, mx.default_stream(mx.cpu)

    def xor(a, b, stream=None):
        return real(a, b, stream=stream) + (1 if stream is not None and stream != near else 0)

    mx.bitwise_xor = xor


def leaking(generate) -> None:
    import mlx.core as mx

    @contextmanager
    def wired_limit(model, streams=None):
        mx.set_wired_limit(mx.metal.device_info()["max_recommended_working_set_size"])
        yield

    generate.wired_limit = wired_limit


def remembering(mx) -> None:
    limit = [0]

    def set_wired_limit(wanted):
        former, limit[0] = limit[0], wanted
        return former

    mx.set_wired_limit = set_wired_limit


def growing(mx) -> None:
    real, kept = mx.set_wired_limit, []

    def set_wired_limit(wanted):
        kept.append(mx.zeros((4096,)) + 1)
        mx.eval(kept)
        return real(wanted)

    mx.set_wired_limit = set_wired_limit


def rounded_files(mx) -> None:
    real = mx.load
    mx.load = lambda *arguments, **named: {
        name: value.astype(mx.float16).astype(value.dtype) if value.dtype == mx.float32 else value
        for name, value in real(*arguments, **named).items()}


OPERATIONS = ("sin", "cos", "erf", "sigmoid", "power", "conv1d", "logsumexp", "std", "exp", "log", "tanh", "softmax")

OF_ARRAYS = {
    **{f"{name} is 5 % off": Sabotage("installation", ("C3",), scaled(name, 1.05), fast=name == "erf") for name in OPERATIONS},
    **{f"{name} is 5 % off, health check": Sabotage("health_check", ("H-operations",), scaled(name, 1.05))
       for name in ("sin", "cos", "erf", "sigmoid", "power", "conv1d", "logsumexp", "std")},
    **{f"fast.{name} is 10 % off": Sabotage("health_check", ("H-fast-kernels",), scaled(f"fast.{name}", 1.1))
       for name in ("rope", "layer_norm", "rms_norm", "scaled_dot_product_attention")},
    "quantized products are 1.5 % off": Sabotage("health_check", ("H-quantized-affine",), scaled("quantized_matmul", 1.015)),
    "products are 1 % off": Sabotage("installation", ("C3",), wrong_product),
    "sort does nothing": Sabotage("installation", ("C3",), replaced("sort", lambda mx: lambda x, **named: x)),
    "gradients are 3 % off": Sabotage("installation", ("C4",), wrapped("grad", lambda real: (
        lambda function: lambda *arguments: real(function)(*arguments) * 1.03))),
    "vmap is 1 % off": Sabotage("installation", ("C4",), wrapped("vmap", lambda real: (
        lambda function: lambda *arguments: real(function)(*arguments) * 1.01))),
    "a seed is ignored": Sabotage("installation", ("C5",), lambda mx: setattr(mx.random, "seed", lambda seed: None)),
    "files lose bits": Sabotage("installation", ("C6",), rounded_files),
    "compile does nothing": Sabotage("lazy_evaluation", ("L11", "L12"), replaced("compile", lambda mx: (
        lambda function, *arguments, **named: function))),
    "async_eval is eval": Sabotage("lazy_evaluation", ("L10",), replaced("async_eval", lambda mx: mx.eval)),
    "tanh evaluates at once": Sabotage("lazy_evaluation", ("L1", "L4"), eager),
    "memory is not counted": Sabotage("lazy_evaluation", ("L2",), replaced("get_active_memory", lambda mx: lambda: 0)),
    "one stream reads too early": Sabotage("unified_memory", ("U2",), far_too_early),
    "NumPy copies": Sabotage("unified_memory", ("U4",), replaced("asarray", lambda numpy: numpy.array), "numpy"),
    "NumPy takes what it cannot read": Sabotage("unified_memory", ("U8",), wrapped("array", lambda real: (
        lambda x, *rest, **named: real(memoryview(b"12") if "bfloat16" in str(getattr(x, "dtype", "")) else x, *rest, **named))),
        "numpy"),
    "exp is 0.1 % off": Sabotage("unified_memory", ("U7",), scaled("exp", 1.001)),
    "mlx_lm never restores the limit": Sabotage("memory_wiring", ("W0-mlx-lm",), leaking, "mlx_lm.generate"),
    "a limit is remembered off Apple silicon": Sabotage("memory_wiring", ("W0",), remembering),
    "a limit takes memory": Sabotage("memory_wiring", ("W0-counters",), growing),
}
