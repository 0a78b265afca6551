# /// script
# requires-python = "~=3.10, !=3.11.1, <3.14"
# [tool.ledger]
# task = "MLX-002"
# title = "A"
# environment = "pined"
# [[tool.ledger.claims]]
# id = "a"
# text = "It is so"
# metric = "ratio"
# at-least = 1
# ///
print("hello")
