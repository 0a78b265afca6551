# /// script
# [tool.ledger]
# task = "AB-1"
# title = "T"
# [[tool.ledger.claims]]
# id = "c"
# text = "t"
# metric = "m"
# at-least = 1
# ///
pass
