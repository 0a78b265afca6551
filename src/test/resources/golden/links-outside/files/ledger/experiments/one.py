# /// script
# [tool.ledger]
# task = "T-1"
# title = "One"
# timeout = "5s"
# [[tool.ledger.claims]]
# id = "c"
# text = "c"
# metric = "m"
# at-least = 1
# ///
