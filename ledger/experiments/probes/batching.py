"""What MLX-005 measures: a tiny language model, and the matrix products of one decoded token, at several batch sizes."""

from typing import Callable, Dict, List, NamedTuple

import mlx.core as mx
import mlx.nn as nn
from mlx.utils import tree_flatten, tree_map

from harness.accelerator import evaluate
from harness.peak import device_memory, peak_of, throttle
from probes import tiny_lm
from probes.fits import largest_within, line


class Sizes(NamedTuple):
    """Width, layers, heads and sequence length of a language model, and its number type."""

    dims: int
    layers: int
    heads: int
    length: int
    dtype: str = "float32"

    @property
    def logits_bytes(self) -> int:
        """Bytes of one sequence's logits: no forward pass can return them in less."""
        return self.length * tiny_lm.VOCABULARY * getattr(mx, self.dtype).size


TINY = Sizes(32, 2, 2, 32)


class Task(NamedTuple):
    """A model with windows of text, `length` + 1 tokens each."""

    model: nn.Module
    tokens: mx.array

    def logits(self) -> mx.array:
        """Of all windows in one batch, not evaluated yet."""
        return self.model(self.tokens[:, :-1])

    def gradients(self, rows: slice = slice(None)):
        """Of the mean loss over these windows, not evaluated yet."""
        return nn.value_and_grad(self.model, tiny_lm.loss)(self.model, self.tokens[rows])[1]


def model_of(sizes: Sizes, seed: int = 3) -> nn.Module:
    """A model of these sizes, with the weights that this seed gives."""
    mx.random.seed(seed)
    model = tiny_lm.TinyLM(sizes.dims, sizes.layers, sizes.heads)
    model.set_dtype(getattr(mx, sizes.dtype))
    return model


def windows(length: int, count: int) -> mx.array:
    """Windows of `length` + 1 tokens, the same ones first whatever their number."""
    tokens = tiny_lm.training_tokens()
    starts = mx.arange(count) * 7919 % (tokens.size - length - 1)  # a prime, so that starts do not repeat soon
    return tokens[starts[:, None] + mx.arange(length + 1)]


def task(sizes: Sizes, batch: int) -> Task:
    """The same weights for every batch size, and the first `batch` windows of the text."""
    model, tokens = model_of(sizes), windows(sizes.length, batch)
    evaluate(model.parameters(), tokens)
    return Task(model, tokens)


def whole(each: Task, micro: int = 0):
    """Gradients of all windows at once."""
    return each.gradients()


def accumulated(each: Task, micro: int = 1):
    """The same gradients from parts of `micro` windows: each part is evaluated before the next one begins."""
    total, parts = None, len(each.tokens) // micro
    for start in range(0, len(each.tokens), micro):
        part = each.gradients(slice(start, start + micro))
        total = part if total is None else tree_map(mx.add, total, part)
        mx.eval(total)
    return tree_map(lambda x: x / parts, total)


WORK: Dict[str, Callable] = {
    "inference": lambda each: each.logits(),
    "training": whole,
    "accumulated": accumulated,
}


def peak(work: str, sizes: List, batch: int) -> int:
    """Bytes at the peak of one pass, above weights and tokens."""
    each = task(Sizes(*sizes), batch)
    return peak_of(lambda: WORK[work](each))


def throttled_peaks(work: str, sizes: List, batches: List[int]) -> List[List[int]]:
    """[batch, bytes] for rising batches, in a process started with `harness.peak.THROTTLED`.

    Of three tries the least counts: a queue that was not empty in time adds to a peak, and nothing takes from it. A
    batch that would need more than half of the memory, by a line through those before it, ends the list.
    """
    throttle()
    return peaks_within(lambda batch: min(peak(work, sizes, batch) for _ in range(3)), batches, device_memory() / 2)


def peaks_within(measure: Callable[[int], int], batches: List[int], limit: float) -> List[List[int]]:
    """[batch, bytes] for rising batches, as long as the next one is predicted to stay within the limit."""
    seen: List[List[int]] = []
    for batch in batches:
        if len(seen) > 1 and not largest_within(line(seen), limit, [batch]):
            break
        seen.append([batch, measure(batch)])
    return seen


def timed_pass(work: str, sizes: Sizes, batch: int) -> Callable[[], None]:
    """A function that runs one pass and waits for it."""
    each = task(sizes, batch)
    return lambda: evaluate(WORK[work](each))


def first_row_only(sizes: Sizes, batch: int) -> Callable[[], None]:
    """A wrong arm, which forgets its batch: it trains on the first window, whatever the batch size."""
    each = task(sizes, batch)
    return lambda: evaluate(each.gradients(slice(0, 1)))


def decoding(dims: int, layers: int, dtype: str) -> Callable[[int], Callable[[], None]]:
    """Makes functions that multiply one row a sequence with the weights of several layers: one decoded token each.

    The weights are read once a step, however many sequences share it; that is what a batch can gain.
    """
    scale = dims**-0.5
    weights = [(mx.random.normal((dims, dims), key=mx.random.key(layer)) * scale).astype(getattr(mx, dtype))
               for layer in range(layers)]
    evaluate(weights)

    def of(batch: int) -> Callable[[], None]:
        x = mx.random.normal((batch, dims), key=mx.random.key(99)).astype(getattr(mx, dtype))
        evaluate(x)

        def run():
            for _ in range(steps(batch)):
                y = x
                for weight in weights:
                    y = mx.tanh(y @ weight)
                mx.eval(y)
            mx.synchronize()

        return run

    return of


def steps(batch: int) -> int:
    """Decoding steps in one measurement: a small batch repeats, so that it is no shorter than one step of eight."""
    return max(1, 8 // batch)


def flat(gradients) -> Dict[str, mx.array]:
    """Evaluated gradients by parameter name."""
    named = dict(tree_flatten(gradients))
    evaluate(named)
    return named


def after_equal_tokens(sizes: Sizes, batch: int, sequences: int, seed: int) -> float:
    """The loss on text kept apart, after training on so many sequences in batches of this size."""
    model = model_of(sizes, seed)
    tiny_lm.train(model, sequences // batch, batch, sizes.length, seed=seed)
    return tiny_lm.loss(model, tiny_lm.held_out(64, sizes.length)).item()
