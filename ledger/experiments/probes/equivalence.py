"""Parts against the whole: gradients of sequences of unequal length, and a model that looks across its batch."""

import mlx.core as mx
import mlx.nn as nn

from probes.batching import Task, flat

LENGTHS = (32, 4, 8, 32, 16, 4, 24, 8)  # tokens that count in each of eight sequences; the rest is padding


def unequal(task: Task):
    """Gradients of the mean loss per token over eight sequences: whole, from parts by tokens, from parts alike."""
    counts = mx.arange(task.tokens.shape[1] - 1) < mx.array(LENGTHS)[:, None]
    total = sum(LENGTHS)

    def gradients(rows: slice, tokens: int):
        def loss(model, windows, counted):
            losses = nn.losses.cross_entropy(model(windows[:, :-1]), windows[:, 1:])
            return mx.sum(losses * counted) / tokens

        return flat(nn.value_and_grad(task.model, loss)(task.model, task.tokens[rows], counts[rows])[1])

    parts = [gradients(slice(row, row + 1), length) for row, length in enumerate(LENGTHS)]
    return gradients(slice(None), total), _weighted(parts, [length / total for length in LENGTHS]), _weighted(
        parts, [1 / len(LENGTHS)] * len(LENGTHS))


def _weighted(parts, weights):
    return {name: sum(part[name] * weight for part, weight in zip(parts, weights)) for name in parts[0]}


def leaking(model):
    """The model with a normalisation over the batch behind it, as batch normalisation in training does."""
    def function(tokens):
        logits = model(tokens)
        return logits - mx.mean(logits, axis=0, keepdims=True)

    return function
