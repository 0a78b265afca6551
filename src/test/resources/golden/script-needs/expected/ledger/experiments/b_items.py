# /// script
# dependencies = [
#   "six>=1.16",
#   "numpy[dev] (>=2,<3) ; sys_platform == 'linux'",  # this is one
#   "numpy 2",
#   "six @ https://example.org/six.whl",
#   3,
# ]
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
