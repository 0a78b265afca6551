import mlx.core as mx
import mlx.nn as nn

x = mx.random.normal((4, 64, 64), key=mx.random.key(1))


def step(checkpoint):
    mx.random.seed(0)
    model = nn.TransformerEncoder(8, 64, 4, activation=nn.Tanh(), checkpoint=checkpoint)
    mx.eval(model.parameters())
    mx.reset_peak_memory()
    loss_and_gradients = nn.value_and_grad(model, lambda x: mx.mean(model(x, None) ** 2 * x))
    loss, gradients = loss_and_gradients(x)
    mx.eval(loss, gradients)
    return loss.item(), mx.get_peak_memory() / 2**20


for checkpoint in (False, True):
    loss, mebibytes = step(checkpoint)
    print(f"checkpoint={checkpoint}: loss {loss:.6f}, peak {mebibytes:.1f} MiB")
