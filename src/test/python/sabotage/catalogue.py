"""Sabotages: each breaks MLX, mlx_lm or NumPy at run time in one way, and names what has to notice it.

`test_sabotages.py` runs the experiment with it. Where a sabotage stays green, a gate has no teeth.
"""

from typing import Callable, NamedTuple, Tuple


class Sabotage(NamedTuple):
    """`module` is changed by `change` once it is loaded; one of the checks of the experiment must then be red."""

    experiment: str
    checks: Tuple[str, ...]
    change: Callable[[object], None]
    module: str = "mlx.core"


def scaled(name: str, factor: float) -> Callable[[object], None]:
    """A function whose results are off by this factor; `name` may lie in a part of the module (`fast.rope`)."""
    def change(module) -> None:
        *parts, last = name.split(".")
        for part in parts:
            module = getattr(module, part)
        real = getattr(module, last)
        setattr(module, last, lambda *arguments, **named: real(*arguments, **named) * factor)

    return change


def replaced(name: str, make: Callable[[object], object]) -> Callable[[object], None]:
    """A function that is another one."""
    return lambda module: setattr(module, name, make(module))


def _eager(mx) -> None:
    real = mx.tanh

    def tanh(x, **named):
        y = real(x, **named)
        mx.eval(y)
        return y

    mx.tanh = tanh


def _wrong_product(mx) -> None:
    real = mx.array.__matmul__
    mx.array.__matmul__ = lambda one, other: real(one, other) * 1.01


def _far_too_early(mx) -> None:
    real = mx.bitwise_xor
    near = mx.default_stream(mx.cpu)

    def xor(a, b, stream=None):
        return real(a, b, stream=stream) + (1 if stream is not None and stream != near else 0)

    mx.bitwise_xor = xor


def _leaking(generate) -> None:
    from contextlib import contextmanager

    import mlx.core as mx

    @contextmanager
    def wired_limit(model, streams=None):
        mx.set_wired_limit(mx.metal.device_info()["max_recommended_working_set_size"])
        yield

    generate.wired_limit = wired_limit


def _remembering(mx) -> None:
    limit = [0]

    def set_wired_limit(wanted):
        former, limit[0] = limit[0], wanted
        return former

    mx.set_wired_limit = set_wired_limit


def _grown(mx) -> None:
    real, kept = mx.set_wired_limit, []

    def set_wired_limit(wanted):
        kept.append(mx.zeros((4096,)) + 1)
        mx.eval(kept)
        return real(wanted)

    mx.set_wired_limit = set_wired_limit


def _rounded_files(mx) -> None:
    real = mx.load
    mx.load = lambda *arguments, **named: {
        name: value.astype(mx.float16).astype(value.dtype) if value.dtype == mx.float32 else value
        for name, value in real(*arguments, **named).items()}


OPERATIONS = ("sin", "cos", "erf", "sigmoid", "power", "conv1d", "logsumexp", "std", "exp", "log", "tanh", "softmax")

SABOTAGES = {
    **{f"{name} is 5 % off": Sabotage("installation", ("C3",), scaled(name, 1.05)) for name in OPERATIONS},
    **{f"{name} is 5 % off, health check": Sabotage("health_check", ("H-operations",), scaled(name, 1.05))
       for name in ("sin", "cos", "erf", "sigmoid", "power", "conv1d", "logsumexp", "std")},
    **{f"fast.{name} is 10 % off": Sabotage("health_check", ("H-fast-kernels",), scaled(f"fast.{name}", 1.1))
       for name in ("rope", "layer_norm", "rms_norm", "scaled_dot_product_attention")},
    "quantized products are 1.5 % off": Sabotage("health_check", ("H-quantized-affine",), scaled("quantized_matmul", 1.015)),
    "products are 1 % off": Sabotage("installation", ("C3",), _wrong_product),
    "sort does nothing": Sabotage("installation", ("C3",), replaced("sort", lambda mx: lambda x, **named: x)),
    "gradients are 3 % off": Sabotage("installation", ("C4",), replaced("grad", lambda mx: (
        lambda function, real=mx.grad: lambda *arguments: real(function)(*arguments) * 1.03))),
    "vmap is off": Sabotage("installation", ("C4",), replaced("vmap", lambda mx: (
        lambda function, real=mx.vmap: lambda *arguments: real(function)(*arguments) * 1.01))),
    "a seed is ignored": Sabotage("installation", ("C5",), lambda mx: setattr(mx.random, "seed", lambda seed: None)),
    "files lose bits": Sabotage("installation", ("C6",), _rounded_files),
    "compile does nothing": Sabotage("lazy_evaluation", ("L11", "L12"), replaced("compile", lambda mx: (
        lambda function, *arguments, **named: function))),
    "async_eval is eval": Sabotage("lazy_evaluation", ("L10",), replaced("async_eval", lambda mx: mx.eval)),
    "tanh evaluates at once": Sabotage("lazy_evaluation", ("L1", "L4"), _eager),
    "memory is not counted": Sabotage("lazy_evaluation", ("L2",), replaced("get_active_memory", lambda mx: lambda: 0)),
    "one stream reads too early": Sabotage("unified_memory", ("U2",), _far_too_early),
    "NumPy copies": Sabotage("unified_memory", ("U4",), replaced("asarray", lambda numpy: numpy.array), "numpy"),
    "exp is 0.1 % off": Sabotage("unified_memory", ("U7",), scaled("exp", 1.001)),
    "mlx_lm never restores the limit": Sabotage("memory_wiring", ("W0-mlx-lm",), _leaking, "mlx_lm.generate"),
    "a limit is remembered off Apple silicon": Sabotage("memory_wiring", ("W0",), _remembering),
    "a limit takes memory": Sabotage("memory_wiring", ("W0-counters",), _grown),
}
FAST = ("mlx_lm never restores the limit", "a limit takes memory", "erf is 5 % off")
