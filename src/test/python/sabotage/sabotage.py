"""A sabotage: what is broken, where it must be seen, and the ways to break things that several have in common."""

from typing import Callable, NamedTuple, Tuple


class Sabotage(NamedTuple):
    """`module` is changed by `change` as soon as it is loaded, in every process; all of `checks` must then be red.

    `fast` ones run in every test, all of them nightly.
    """

    experiment: str
    checks: Tuple[str, ...]
    change: Callable[[object], None]
    module: str = "mlx.core"
    fast: bool = False


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
    """A function that is another one, made of the module."""
    return lambda module: setattr(module, name, make(module))


def wrapped(name: str, make: Callable[[Callable], Callable]) -> Callable[[object], None]:
    """A function that is another one, made of the real one."""
    return lambda module: setattr(module, name, make(getattr(module, name)))
