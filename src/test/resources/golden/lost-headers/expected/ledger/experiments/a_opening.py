# /// scrpt
# requires-python = ">=3.10"
# [tool.ledger]
# task = "MLX-002"
# title = "Speed"
#
# [[tool.ledger.claims]]
# id = "fast"
# text = "It is fast"
# metric = "rate"
# at-least = 1
# ///
