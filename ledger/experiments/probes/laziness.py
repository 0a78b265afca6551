"""What MLX-002 does to MLX: chains, branches, repeated evaluations, and the eager stand-in."""

import shutil
from importlib import util
from time import perf_counter
from typing import NamedTuple

import mlx.core as mx

from harness import timed
from harness.accelerator import backend, evaluate, pending, settle
from probes import sizes

SMALL_OPERATIONS = 2000
CHAIN = 8
BUILDS = 50
BUILT_OPERATIONS = BUILDS * CHAIN * 2


class Branches(NamedTuple):
    """Seconds of the used and of the unused branch; what of the unused one waited, and memory beyond the used."""

    used: float
    unused: float
    pending: int
    extra_bytes: int


class Twice(NamedTuple):
    """Seconds of the first and the second evaluation, and by how much memory grew at the second."""

    first: float
    second: float
    grown_bytes: int


def lazily(array):
    """Leaves the array as MLX made it."""
    return array


def eagerly(array):
    """Evaluates at once: the stand-in for a library without laziness."""
    evaluate(array)
    return array


def square(n):
    """An evaluated n x n matrix, small enough that a long chain of products stays finite."""
    x = mx.random.normal((n, n), key=mx.random.key(n)) / n**0.5
    evaluate(x)
    return x


def chain(x, depth, touch):
    """`depth` steps of matmul and tanh: two primitives a step."""
    y = x
    for _ in range(depth):
        y = touch(mx.tanh(touch(y @ x)))
    return y


def bytes_before(touch, mebibytes):
    """Active memory that an array takes before anybody evaluates it."""
    settle()
    base = mx.get_active_memory()
    y = touch(mx.ones((mebibytes * 256, 1024)))
    before = mx.get_active_memory() - base
    del y
    return before


def bytes_before_and_after(touch, mebibytes):
    """The same, and once more after its evaluation."""
    settle()
    base = mx.get_active_memory()
    y = touch(mx.ones((mebibytes * 256, 1024)))
    before = mx.get_active_memory() - base
    evaluate(y)
    after = mx.get_active_memory() - base
    del y
    return before, after


def peak_of_one_element(mebibytes):
    """Peak memory when one element of an array is asked for: nodes are evaluated whole."""
    settle()
    base = mx.get_active_memory()
    big = mx.ones((mebibytes * 256, 1024)) * 2
    evaluate(big[:1, :1].sum())
    return mx.get_peak_memory() - base


def build_then_evaluate(touch, n):
    """Seconds to build a chain, and seconds to evaluate it."""
    x = square(n)
    start = perf_counter()
    y = chain(x, CHAIN, touch)
    built = perf_counter() - start
    return built, timed(lambda: evaluate(y))


def many_builds(n):
    """A function that builds 50 chains and evaluates none."""
    x = square(n)
    return lambda: [chain(x, CHAIN, lazily) for _ in range(BUILDS)]


def two_branches(touch, n):
    """Builds a cheap branch and a costly one behind it, evaluates the cheap one, looks, evaluates the costly one."""
    x = square(n)
    settle()
    base = mx.get_active_memory()
    start = perf_counter()
    y = touch(mx.tanh(x))
    cheap = perf_counter() - start
    z = chain(y, CHAIN, touch)
    cheap += timed(lambda: evaluate(y))
    waiting = pending(z)
    extra = mx.get_active_memory() - base - y.nbytes
    return Branches(cheap, timed(lambda: evaluate(z)), waiting, extra)


def long_chain():
    """Steps of a chain that keeps a device busy for tens of milliseconds; waiting for a GPU costs 0.2 ms by itself.

    On CUDA the largest matrices are too small for that; elsewhere their side was chosen by what a chain takes.
    """
    return 8 * CHAIN if backend() == "cuda" else CHAIN


def evaluate_twice(touch, n):
    """Evaluates a chain, then the same array again."""
    y = chain(square(n), long_chain(), touch)
    first = timed(lambda: evaluate(y))
    settle()
    base = mx.get_active_memory()
    second = timed(lambda: evaluate(y))
    return Twice(first, second, mx.get_active_memory() - base)


USES = {
    "repr": lambda x: repr(x), "str": lambda x: str(x), "tolist": lambda x: x.tolist(),
    "item": lambda x: x.item(), "bool": lambda x: bool(x), "float": lambda x: float(x),
    "memoryview": lambda x: memoryview(x), "shape": lambda x: x.shape, "dtype": lambda x: x.dtype,
    "len": lambda x: len(x), "nbytes": lambda x: x.nbytes, "iteration": lambda x: [row for row in x],
    "numpy.array": lambda x: _numpy().array(x), "numpy.asarray": lambda x: _numpy().asarray(x),
}
WAITING = {"shape", "dtype", "len", "nbytes", "iteration"}


def _numpy():
    import numpy

    return numpy


def expected_uses():
    """The table that MLX is held to, and why NumPy's rows are missing, if they are."""
    missing = "" if util.find_spec("numpy") else "importlib finds no module numpy"
    names = [name for name in USES if not (missing and name.startswith("numpy"))]
    return {name: name not in WAITING for name in names}, missing


def use_evaluates(name):
    """Whether this use leaves nothing pending behind a fresh array of one element."""
    x = mx.tanh(mx.exp(mx.abs(mx.ones((1,)) * 2)))
    if not pending(x):
        raise AssertionError("the array was evaluated before its use")
    USES[name](x)
    return pending(x) == 0


def cube_with_eval(x):
    """sum(2 x^3), with an evaluation in the middle."""
    cubes = x**3
    mx.eval(cubes)
    return (2 * cubes).sum()


def small_operations(group):
    """A function that adds to a small array 2000 times and evaluates after each `group` additions."""
    x = mx.ones((16,))
    evaluate(x)

    def run():
        y = x
        for index in range(1, SMALL_OPERATIONS + 1):
            y = y + 1.0
            if index % group == 0:
                mx.eval(y)
        evaluate(y)

    return run


def overlapped_size(where, blas):
    """Side of the matrices of a chain of about 20 ms: long against a slice of time, short enough for many rounds."""
    if where == "metal":
        return sizes.fitted(chain_seconds, 0.03, 2048)
    if where == "cuda":
        return 4096
    return 192 if blas == "reference" else 512


def chain_seconds(n):
    """Seconds of one chain of matrices of this side, at the second time."""
    x = square(n)
    evaluate(chain(x, CHAIN, lazily))
    return timed(lambda: evaluate(chain(x, CHAIN, lazily)))


def asynchronously(array):
    """Starts an evaluation, as MLX means it."""
    mx.async_eval(array)


def synchronously(array):
    """The stand-in for one that does not come back before its end."""
    evaluate(array)


def return_share(n, start):
    """Until the call that starts an evaluation is back, over the time until its end."""
    y = chain(square(n), long_chain(), lazily)
    begin = perf_counter()
    start(y)
    back = perf_counter() - begin
    evaluate(y)
    return back / (perf_counter() - begin)


def overlap_arms(n):
    """Evaluation and about as much work on the host, one after the other or beside each other; and its seconds."""
    x, depth = square(n), long_chain()
    evaluate(chain(x, depth, lazily))
    device = min(timed(lambda: evaluate(chain(x, depth, lazily))) for _ in range(3))
    million = min(timed(lambda: _count(1_000_000)) for _ in range(3))
    count = max(10_000, int(1_000_000 * device / million))

    def one_after_the_other():
        evaluate(chain(x, depth, lazily))
        _count(count)

    def beside_each_other():
        y = chain(x, depth, lazily)
        mx.async_eval(y)
        _count(count)
        evaluate(y)

    return {"sync": one_after_the_other, "async": beside_each_other}, million * count / 1_000_000


def _count(steps):
    total = 0
    for index in range(steps):
        total += index
    return total


def gelu(x):
    """Gaussian error linear unit: the example in MLX's documentation of compile."""
    return x * (1 + mx.erf(x / 2**0.5)) / 2


def wrong_compiler(function):
    """A compiler that gets its constant slightly wrong."""
    return lambda x: function(x) * (1 + 1e-4)


def no_compiler(function, inputs=None, outputs=None, shapeless=False):
    """A compiler that does nothing."""
    return function


def named_state(compiler):
    """A function whose state is named in `inputs`, before and after that state is changed."""
    state = {"offset": mx.array(1.0)}
    function = compiler(lambda x: x + state["offset"], inputs=state)
    first = function(mx.array(0.0)).item()
    state["offset"] = mx.array(5.0)
    return [first, function(mx.array(0.0)).item()]


def lacks_compiler(where):
    """How it was found that nothing can be compiled here, or nothing."""
    return "" if where != "cpu" or shutil.which("g++") else "g++ is not on the PATH, and the backend is cpu"


def first_compiled_call():
    """Milliseconds of the first call of a compiled function in this process."""
    x = square(512)
    return timed(lambda: evaluate(mx.compile(gelu)(x))) * 1e3


def gelu_arms(n):
    """The plain and the compiled function on an n x n matrix."""
    x, compiled = square(n), mx.compile(gelu)
    return {"plain": lambda: evaluate(gelu(x)), "compiled": lambda: evaluate(compiled(x))}
