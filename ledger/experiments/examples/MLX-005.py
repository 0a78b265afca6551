from time import perf_counter

import mlx.core as mx
import mlx.nn as nn

mx.random.seed(0)
model = nn.Sequential(*[nn.Linear(512, 512) for _ in range(8)])
mx.eval(model.parameters())


def sequences_per_second(batch):
    x = mx.random.normal((batch, 512))
    mx.eval(model(x))                   # warm-up
    start = perf_counter()
    for _ in range(10):
        mx.eval(model(x))
    mx.synchronize()                    # on a GPU eval may return early
    return 10 * batch / (perf_counter() - start)


for batch in (1, 4, 16):
    print(f"batch {batch}: {sequences_per_second(batch):.0f} sequences a second")
