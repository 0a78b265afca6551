# /// script
# requires-python = ">=3.10"
# [tool.leger]
# task = "MLX-002"
# title = "Speed"
#
# [[tool.leger.claims]]
# id = "fast"
# text = "It is fast"
# metric = "rate"
# at-least = 1
# ///
