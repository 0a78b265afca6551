"""A byte-level language model that learns English in seconds, and the text that it learns from.

No download and no tokenizer: the text is part of Python's own documentation, a token is a byte. The layers bear the
names that mlx_lm's models have (`layers`, `v_proj`, `down_proj`, `lm_head`), so that its recipes find them.
"""

import hashlib
from functools import lru_cache

import mlx.core as mx
import mlx.nn as nn
import mlx.optimizers as optim
from mlx.utils import tree_flatten

VOCABULARY = 128  # ASCII; other bytes are left out of the text
HELD_OUT = 0.1  # share of the text, at its end, that no model is trained on


class Attention(nn.Module):
    """Causal self-attention with rotary positions."""

    def __init__(self, dims: int, heads: int):
        super().__init__()
        self.heads = heads
        self.q_proj, self.k_proj, self.v_proj, self.o_proj = (nn.Linear(dims, dims, bias=False) for _ in range(4))
        self.rope = nn.RoPE(dims // heads)

    def __call__(self, x, cache=None):
        batch, length, dims = x.shape
        queries, keys, values = (each(x).reshape(batch, length, self.heads, -1).transpose(0, 2, 1, 3)
                                 for each in (self.q_proj, self.k_proj, self.v_proj))
        queries, keys, how = self.rope(queries), self.rope(keys), {"scale": (dims // self.heads) ** -0.5, "mask": "causal"}
        if cache is None:
            mixed = mx.fast.scaled_dot_product_attention(queries, keys, values, **how)
        else:  # of whole texts only: positions count from 0
            from mlx_lm.models.base import scaled_dot_product_attention

            mixed = scaled_dot_product_attention(queries, *cache.update_and_fetch(keys, values), cache=cache, **how)
        return self.o_proj(mixed.transpose(0, 2, 1, 3).reshape(batch, length, dims))


class FeedForward(nn.Module):
    """Two projections with a ReLU between them: needs no compiler at run time."""

    def __init__(self, dims: int):
        super().__init__()
        self.up_proj, self.down_proj = nn.Linear(dims, 4 * dims, bias=False), nn.Linear(4 * dims, dims, bias=False)

    def __call__(self, x):
        return self.down_proj(mx.maximum(self.up_proj(x), 0))


class Block(nn.Module):
    """Attention and feed-forward, each behind a norm and beside a residual path."""

    def __init__(self, dims: int, heads: int):
        super().__init__()
        self.self_attn, self.mlp = Attention(dims, heads), FeedForward(dims)
        self.input_layernorm, self.post_attention_layernorm = nn.RMSNorm(dims), nn.RMSNorm(dims)

    def __call__(self, x, cache=None):
        x = x + self.self_attn(self.input_layernorm(x), cache)
        return x + self.mlp(self.post_attention_layernorm(x))


class TinyLM(nn.Module):
    """A decoder of `layers` blocks; `model(tokens)` gives logits of shape (batch, length, VOCABULARY)."""

    def __init__(self, dims: int = 64, layers: int = 2, heads: int = 4):
        super().__init__()
        self.embed_tokens = nn.Embedding(VOCABULARY, dims)
        self.layers = [Block(dims, heads) for _ in range(layers)]
        self.norm = nn.RMSNorm(dims)
        self.lm_head = nn.Linear(dims, VOCABULARY, bias=False)

    def __call__(self, tokens, cache=None):  # mlx_lm's caches, one a layer, where a text's keys and values are to be kept
        x = self.embed_tokens(tokens)
        for layer, kept in zip(self.layers, cache or [None] * len(self.layers)):
            x = layer(x, kept)
        return self.lm_head(self.norm(x))


@lru_cache
def text() -> bytes:
    """About 460 kB of English from Python's documentation; it differs by Python's version (`text_digest`)."""
    from pydoc_data.topics import topics

    whole = "\n".join(topics[name] for name in sorted(topics))
    return whole.encode("ascii", "ignore")


def text_digest() -> str:
    """Twelve digits of the text's SHA-256."""
    return hashlib.sha256(text()).hexdigest()[:12]


def training_tokens():
    """The part that models are trained on."""
    return mx.array(list(text()[: -int(len(text()) * HELD_OUT)]))


def held_out(windows: int, length: int):
    """Windows of (length + 1) tokens, spread over the part that no model has seen; shape (windows, length + 1)."""
    start = len(text()) - int(len(text()) * HELD_OUT)
    step = (len(text()) - start - length - 1) // windows
    return mx.array([list(text()[start + n * step:][: length + 1]) for n in range(windows)])


def loss(model, tokens):
    """Mean cross-entropy of the next token, in nats."""
    return nn.losses.cross_entropy(model(tokens[:, :-1]).astype(mx.float32), tokens[:, 1:], reduction="mean")


def parameters(model) -> int:
    """How many numbers the model has."""
    return sum(array.size for _, array in tree_flatten(model.parameters()))


def train(model, steps: int, batch: int = 8, length: int = 64, rate: float = 3e-3, seed: int = 0) -> list:
    """Trains with Adam on random windows; gives the loss of each step."""
    tokens = training_tokens()
    optimizer = optim.Adam(learning_rate=optim.join_schedules(
        [optim.linear_schedule(0, rate, max(1, steps // 10)), optim.cosine_decay(rate, steps)], [max(1, steps // 10)]))
    gradient = nn.value_and_grad(model, loss)
    keys = mx.random.split(mx.random.key(seed), steps)
    losses = []
    for key in keys:
        starts = mx.random.randint(0, tokens.size - length - 1, (batch, 1), key=key)
        value, gradients = gradient(model, tokens[starts + mx.arange(length + 1)])
        optimizer.update(model, gradients)
        mx.eval(value, model.parameters(), optimizer.state)
        losses.append(value.item())
    return losses
