"""Two places where operations run: the CPU and a GPU, or two streams of the CPU where that is all there is."""

import random
from typing import Callable, List, NamedTuple

import mlx.core as mx

from harness.accelerator import usable_devices

WORDS = 4096  # of 32 bits, in an array of a graph
OPERATIONS = 24  # in a graph


class Places(NamedTuple):
    """Two streams and their names. `devices` is 1 where both belong to the CPU."""

    near: object
    far: object
    names: tuple
    devices: int

    def finish(self, *arrays) -> None:
        """Evaluates and waits for both: on CUDA `mx.eval` may return before the device is done."""
        mx.eval(*arrays)
        mx.synchronize(self.near)
        mx.synchronize(self.far)


def cpu_streams() -> Places:
    """Two streams of the CPU: every host has them."""
    return Places(mx.default_stream(mx.cpu), mx.new_stream(mx.cpu), ("cpu", "cpu-2"), 1)


def places() -> Places:
    """The CPU and the GPU, or two streams of the CPU. Devices are tried, not asked."""
    if len(usable_devices()) < 2:
        return cpu_streams()
    return Places(mx.default_stream(mx.cpu), mx.default_stream(mx.gpu), ("cpu", "gpu"), 2)


BINARY: dict = {
    "add": mx.add, "multiply": mx.multiply, "xor": mx.bitwise_xor, "maximum": mx.maximum,
    "sort": lambda a, b, stream: mx.add(mx.sort(a, stream=stream), b, stream=stream),
    "running sum": lambda a, b, stream: mx.bitwise_xor(mx.cumsum(a, stream=stream), b, stream=stream),
    "reverse": lambda a, b, stream: mx.subtract(a[::-1], b, stream=stream),
}


class Graph(NamedTuple):
    """What a random graph gave, and how many of its inputs came from the other place."""

    value: object
    crossings: int


def random_graph(seed: int, places: Places, choose: Callable[[random.Random], int]) -> Graph:
    """Builds a random graph of unsigned integers; `choose` says for each operation whether it runs near (0) or far (1).

    Integers wrap around in the same way everywhere, so any two devices must agree in every bit, and any operation that
    ran too early shows. Each value goes into the last one. The graph depends on the seed only, not on the places.
    """
    shape, where = random.Random(seed), random.Random(seed + 1)
    with mx.stream(places.near):
        nodes = [mx.random.split(mx.random.key(seed + each), WORDS // 2).flatten() for each in range(3)]
    homes: List[int] = [0, 0, 0]
    crossings = 0
    for _ in range(OPERATIONS):
        left, right = shape.randrange(len(nodes)), shape.randrange(max(0, len(nodes) - 4), len(nodes))
        operation = BINARY[shape.choice(sorted(BINARY))]
        home = choose(where)
        stream = places.far if home else places.near
        with mx.stream(stream):
            nodes.append(operation(nodes[left], nodes[right], stream=stream))
        crossings += (homes[left] != home) + (homes[right] != home)
        homes.append(home)
    with mx.stream(places.near):
        total = nodes[0]
        for node in nodes[1:]:
            total = mx.bitwise_xor(mx.multiply(total, mx.array(3, mx.uint32)), node)
    return Graph(total, crossings)


def differing_words(one, other) -> int:
    """In how many words two arrays differ."""
    return int(mx.sum(mx.not_equal(one, other, stream=mx.cpu), stream=mx.cpu).item())


def graph_differences(places: Places, graphs: int, spoil: Callable[[object], object] = lambda value: value) -> dict:
    """Runs random graphs in one place and in both; how many graphs differ, and how often a value crossed over.

    `spoil` changes what both places gave: the stand-in for a race.
    """
    wrong = crossings = 0
    for seed in range(graphs):
        alone = random_graph(10 * seed, places, lambda where: 0)
        mixed = random_graph(10 * seed, places, lambda where: where.randrange(2))
        places.finish(alone.value, mixed.value)
        wrong += differing_words(alone.value, spoil(mixed.value)) > 0
        crossings += mixed.crossings
    return {"graphs": graphs, "wrong": wrong, "crossings": crossings, "operations": graphs * OPERATIONS}


FUNCTIONS = {
    "add": lambda x, y: x + y, "divide": lambda x, y: x / (mx.abs(y) + 1), "exp": lambda x, y: mx.exp(x),
    "tanh": lambda x, y: mx.tanh(x), "matmul": lambda x, y: x @ y / 8, "softmax": lambda x, y: mx.softmax(x, axis=-1),
    "sum": lambda x, y: x.sum(axis=0), "sort": lambda x, y: mx.sort(x, axis=-1),
    "argmax": lambda x, y: mx.argmax(x, axis=-1), "cumsum": lambda x, y: mx.cumsum(x, axis=0),
    "gather": lambda x, y: x[mx.argsort(y[:, 0])], "transpose": lambda x, y: x.T + y,
    "norm": lambda x, y: mx.fast.rms_norm(x, y[0], 1e-5), "half": lambda x, y: x.astype(mx.float16) * 2,
}


def results_in_both(wrong: bool = False) -> dict:
    """By operation: the largest difference between both places over the largest value, or why a place refused.

    Called in a fresh process. With `wrong` the far place gives 1 % more: the stand-in for a broken one.
    """
    both = places()
    with mx.stream(both.near):
        x, y = (mx.random.normal((64, 64), key=mx.random.key(seed)) for seed in (1, 2))
    both.finish(x, y)
    seen: dict = {"apart": {}, "refused": {}}
    for name, function in FUNCTIONS.items():
        try:
            near, far = (_result(function, x, y, both, stream) for stream in (both.near, both.far))
        except (RuntimeError, ValueError) as error:
            seen["refused"][name] = str(error)[:200]
            continue
        with mx.stream(both.near):
            far = far * 1.01 if wrong else far
            seen["apart"][name] = (mx.max(mx.abs(near - far)) / mx.max(mx.abs(near))).item()
    return seen


def _result(function, x, y, both: Places, stream):
    with mx.stream(stream):
        value = function(x, y)
    both.finish(value)
    return value.astype(mx.float32, stream=both.near)
