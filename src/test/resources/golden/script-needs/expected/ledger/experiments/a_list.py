# /// script
# dependencies = "six"
# [tool.ledger]
# task = "MLX-002"
# title = "A"
# [[tool.ledger.claims]]
# id = "a"
# text = "It is so"
# metric = "ratio"
# at-least = 1
# ///
print("hello")
