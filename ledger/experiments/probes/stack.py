"""A stack of MLX's own transformer layers, and the ways to checkpoint it that MLX-006 compares."""

from typing import Callable, Dict, NamedTuple

import mlx.core as mx
import mlx.nn as nn

from harness.accelerator import evaluate


class Sizes(NamedTuple):
    """Width, attention heads, sequence length, batch size, number type and activation of an experiment."""

    dims: int
    heads: int
    length: int
    batch: int
    dtype: str = "float32"
    activation: str = "relu"


TINY = Sizes(32, 2, 16, 2)
SMOOTH = Sizes(32, 2, 16, 2, "float64", "tanh")  # for differences: a ReLU has a corner, and float64 runs on a CPU only


def plain(module):
    """No checkpoint: every intermediate value is kept for the backward pass."""
    return module


def checkpoint(module):
    """MLX's own: keeps the module's input and output, and computes the rest again in the backward pass."""
    return nn.utils.checkpoint(module)


def cheap(module):
    """The wrong thing checkpointed: a function that keeps nothing has nothing to give back."""
    light = mx.checkpoint(lambda x: x * 1.0)
    return lambda x: module(light(x))


def naive(module):
    """`mx.checkpoint` on the module itself: it knows no parameters but its arguments, and drops the gradients of others."""
    return mx.checkpoint(module)


ARMS: Dict[str, Callable] = {"plain": plain, "checkpoint": checkpoint, "cheap": cheap, "naive": naive}


def _relu(x):
    return mx.maximum(x, 0)  # nn.relu is compiled, which needs g++ on a CPU


ACTIVATIONS: Dict[str, Callable] = {"relu": _relu, "tanh": mx.tanh}


class Group(nn.Module):
    """Some layers that are kept, or computed again, together."""

    def __init__(self, sizes: Sizes, layers: int) -> None:
        super().__init__()
        self.layers = [nn.TransformerEncoderLayer(sizes.dims, sizes.heads, activation=ACTIVATIONS[sizes.activation]) for _ in range(layers)]

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x, None)
        return x


class Stack(nn.Module):
    """`depth` layers in groups of `every`; `wrap` makes each group what is called."""

    def __init__(self, sizes: Sizes, depth: int, wrap: Callable, every: int = 1) -> None:
        super().__init__()
        self.groups = [Group(sizes, every) for _ in range(depth // every)]
        self._wrap = wrap

    def __call__(self, x):
        for group in self.groups:
            x = self._wrap(group)(x)
        return x


class Training(NamedTuple):
    """A model with its data; the same for every arm."""

    model: Stack
    x: mx.array
    y: mx.array

    def loss_and_gradients(self):
        """The mean squared error and the gradients, not evaluated yet."""
        return nn.value_and_grad(self.model, _loss)(self.model, self.x, self.y)

    def loss(self):
        """The mean squared error alone, not evaluated yet."""
        return _loss(self.model, self.x, self.y)


def training(arm: str, sizes: Sizes, depth: int, every: int = 1) -> Training:
    """Weights and data come from fixed keys, so that arms differ in nothing but their checkpoints."""
    mx.random.seed(7)
    model = Stack(sizes, depth, ARMS[arm], every)
    dtype = getattr(mx, sizes.dtype)
    model.set_dtype(dtype)
    x, y = (mx.random.normal((sizes.batch, sizes.length, sizes.dims)).astype(dtype) for _ in range(2))
    evaluate(model.parameters(), x, y)
    return Training(model, x, y)


def _loss(model, x, y):
    wide = y.dtype if y.dtype == mx.float64 else mx.float32
    return mx.mean(mx.square((model(x) - y).astype(wide)))
