"""Random numbers inside a checkpoint: whether loss and gradient see the same ones."""

from typing import Callable, Dict, List

import mlx.core as mx
import mlx.nn as nn
from mlx.utils import tree_flatten

from harness.accelerator import evaluate

PLACES, RATE = 1024, 0.5


class _Dropped(nn.Module):
    """Dropout, then something that keeps a value for the backward pass."""

    def __init__(self) -> None:
        super().__init__()
        self.dropout = nn.Dropout(RATE)

    def __call__(self, x):
        return mx.sin(self.dropout(x))


def _inside(x):
    return nn.utils.checkpoint(_Dropped())(x)


def _outside(x):
    return mx.checkpoint(mx.sin)(nn.Dropout(RATE)(x))


def _mask_as_input(x):
    mask = mx.random.bernoulli(1 - RATE, x.shape) / (1 - RATE)
    return mx.checkpoint(lambda x, mask: mx.sin(x * mask))(x, mask)


def _key_closed_over(x):
    """A key that is an *input* does not do: what it draws has no derivative, and MLX raises."""
    key = mx.random.split(mx.random.key(3))[0]
    return mx.checkpoint(lambda x: mx.sin(x * mx.random.bernoulli(1 - RATE, x.shape, key=key) / (1 - RATE)))(x)


ARMS: Dict[str, Callable] = {"plain": lambda x: _Dropped()(x), "inside": _inside, "outside": _outside,
                               "mask": _mask_as_input, "key": _key_closed_over}


def masks_apart(arm: str, seed: int) -> float:
    """The share of places that are dropped in the loss and not in the gradient, or the other way round."""
    mx.random.seed(seed)
    x = mx.ones((PLACES,))
    out, slopes = mx.vjp(ARMS[arm], [x], [mx.ones((PLACES,))])
    evaluate(out, slopes)
    return mx.mean((out[0] != 0) != (slopes[0] != 0)).item()


def lora(rates: List[float], seeds: List[int]) -> List[List[float]]:
    """[dropout, seed, how far the gradient of `lora_a` is off, how far the loss is] under mlx_lm's own checkpoint.

    Off, as a share of what they are without a checkpoint. `grad_checkpoint` changes a class for good, so everything
    without it comes first; run it in a process of its own.
    """
    from mlx_lm.tuner.trainer import grad_checkpoint

    plain = {(rate, seed): _lora_gradients(rate, seed) for rate in rates for seed in seeds}
    grad_checkpoint(_lora_model(0.0).layers[0])
    seen = []
    for (rate, seed), (loss, slopes) in plain.items():
        other, kept = _lora_gradients(rate, seed)
        seen.append([rate, seed, _norm(kept - slopes) / _norm(slopes), abs(other - loss) / abs(loss)])
    return seen


def _norm(x) -> float:
    return mx.sqrt(mx.sum(x * x)).item()


def _lora_model(rate: float):
    from mlx_lm.tuner.utils import linear_to_lora_layers

    from probes.batching import TINY, model_of

    model = model_of(TINY)
    model.freeze()
    linear_to_lora_layers(model, len(model.layers), {"rank": 4, "scale": 20.0, "dropout": rate})
    drawn = mx.random.key(11)  # `lora_b` begins as zeros, behind which `lora_a` has no gradient
    model.load_weights([(name, 0.01 * mx.random.normal(array.shape, key=drawn))
                        for name, array in tree_flatten(model.parameters()) if name.endswith("lora_b")], strict=False)
    model.train()
    evaluate(model.parameters())
    return model


def _lora_gradients(rate: float, seed: int):
    """The loss, and the gradients of every `lora_a` in a row."""
    from probes import tiny_lm
    from probes.batching import TINY, windows

    model, tokens = _lora_model(rate), windows(TINY.length, 4)
    mx.random.seed(seed)
    loss, tree = nn.value_and_grad(model, tiny_lm.loss)(model, tokens)
    rows = [array.flatten() for name, array in tree_flatten(tree) if name.endswith("lora_a")]
    slopes = mx.concatenate(rows)
    evaluate(loss, slopes)
    return loss.item(), slopes
