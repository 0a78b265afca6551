# /// script
# [tool.ledger]
# task = "AB-1"
# title = "T"
# outcome = "costs {m[n]} ms"
# ///
pass
