import io

import mlx.core as mx


def waiting(array):
    """How many operations have been noted and not run: the boxes of MLX's own drawing."""
    text = io.StringIO()
    mx.export_to_dot(text, array)
    return text.getvalue().count("shape=rectangle")


x = mx.random.normal((256, 256)) / 256**0.5
mx.eval(x)
y = x
for _ in range(8):
    y = mx.tanh(y @ x)     # two operations noted, none run
print(y.shape, waiting(y), "waiting")
mx.eval(y)                 # all of them run here
print(waiting(y), "waiting after eval")
