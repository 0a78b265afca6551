"""What MLX-006 measures on a stack of layers: peaks, graphs, gradients, losses and slopes."""

from typing import Callable, Dict, List

import mlx.core as mx
from mlx.utils import tree_flatten

from harness.accelerator import evaluate, graph
from harness.peak import peak_of, throttle
from probes.fits import central_difference
from probes.stack import SMOOTH, TINY, Sizes, Training, training

PRODUCTS = ("Matmul", "AddMM", "ScaledDotProductAttention", "ScaledDotProductAttentionVJP")


def first_to_last(loss, gradients) -> None:
    """Evaluates everything at once, as most training loops do."""
    evaluate(loss, gradients)


def last_to_first(loss, gradients) -> None:
    """Evaluates the gradients in the order in which the backward pass makes them."""
    for group in reversed(gradients["groups"]):
        mx.eval(group)
    evaluate(loss)


ORDERS = {"at-once": first_to_last, "last-to-first": last_to_first}


def peak(arm: str, sizes: List, depth: int, every: int = 1, order: str = "at-once") -> int:
    """Bytes at the peak of one step, above weights and data."""
    task = training(arm, Sizes(*sizes), depth, every)
    return peak_of(lambda: ORDERS[order](*task.loss_and_gradients()) or [])


def throttled_peak(*case) -> int:
    """The same in a process that was started with `harness.peak.THROTTLED`."""
    throttle()
    return peak(*case)


def step(arm: str, sizes: Sizes, depth: int) -> Callable[[], None]:
    """A function that runs one forward and backward pass."""
    task = training(arm, sizes, depth)
    return lambda: evaluate(*task.loss_and_gradients())


def forward(sizes: Sizes, depth: int) -> Callable[[], None]:
    """A function that runs one forward pass."""
    task = training("plain", sizes, depth)
    return lambda: evaluate(task.loss())


def gradients(arm: str, depth: int = 4) -> Dict[str, mx.array]:
    """The evaluated gradients by parameter name, with the loss among them."""
    return _flat(training(arm, TINY, depth))


def _flat(task: Training) -> Dict[str, mx.array]:
    loss, tree = task.loss_and_gradients()
    flat = {"loss": loss, **dict(tree_flatten(tree))}
    evaluate(flat)
    return flat


def counts(arm: str, depth: int = 4) -> Dict[str, int]:
    """How often each primitive stands in the graph of one step."""
    return _counted(training(arm, TINY, depth))


def _counted(task: Training) -> Dict[str, int]:
    loss, tree = task.loss_and_gradients()
    seen: Dict[str, int] = {}
    for line in graph(loss, *[array for _, array in tree_flatten(tree)]).splitlines():
        if "shape=rectangle" in line:
            name = line.split('label ="', 1)[1].split('"', 1)[0]
            seen[name] = seen.get(name, 0) + 1
    return seen


def products(counted: Dict[str, int]) -> int:
    """The matrix products among the primitives."""
    return sum(counted.get(name, 0) for name in PRODUCTS)


def losses(arm: str, steps: int = 10, rate: float = 0.1) -> List[float]:
    """The loss before each of some steps of gradient descent."""
    task = training(arm, TINY, 4)
    seen = []
    for _ in range(steps):
        loss, tree = task.loss_and_gradients()
        slopes = dict(tree_flatten(tree))
        weights = tree_flatten(task.model.trainable_parameters())
        task.model.load_weights([(name, value - rate * slopes[name]) for name, value in weights])
        evaluate(loss, task.model.parameters())
        seen.append(loss.item())
    return seen


def slopes(arm: str, width: float = 0.03) -> List[List]:
    """[parameter, its gradient along the plain one's direction, the slope from two losses there], of every tensor.

    The oracle is the loss alone, without any derivative: in float64, on the CPU on every host.
    """
    mx.set_default_device(mx.cpu)
    task = training(arm, SMOOTH, 3)
    reference, gradient = _flat(training("plain", SMOOTH, 3)), _flat(task)
    weights = dict(tree_flatten(task.model.parameters()))
    seen = []
    for name in sorted(set(gradient) - {"loss"}):
        along = reference[name] / mx.sqrt(mx.sum(mx.square(reference[name])))
        slope = central_difference(lambda by: _loss_beside(task, name, weights[name], along, by), width)
        seen.append([name, mx.sum(gradient[name] * along).item(), slope])
    return seen


def _loss_beside(task: Training, name: str, whole, along, by: float) -> float:
    """The loss after one tensor was moved; the tensor is put back."""
    task.model.load_weights([(name, whole + mx.array(by, dtype=whole.dtype) * along)], strict=False)
    loss = task.loss().item()
    task.model.load_weights([(name, whole)], strict=False)
    return loss


def patched(depth: int = 4) -> Dict[str, object]:
    """What `mlx_lm`'s own `grad_checkpoint` does, which changes the layer's class; run it in a process of its own.

    `checkpoints` in the model whose first layer was given, and in `another` one made later; and by how much its
    gradients differ from those before.
    """
    from mlx_lm.tuner.trainer import grad_checkpoint

    task = training("plain", TINY, depth)
    before = _flat(task)
    grad_checkpoint(task.model.groups[0])
    after = _flat(task)
    apart = max(mx.max(mx.abs(after[name] - before[name])).item() for name in before)
    return {"checkpoints": _counted(task).get("Depends", 0), "another": counts("plain", depth).get("Depends", 0),
            "apart": apart}
