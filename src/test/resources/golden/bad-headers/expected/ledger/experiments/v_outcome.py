# /// script
# [tool.ledger]
# task = "AB-1"
# title = "T"
# outcome = " "
# ///
pass
