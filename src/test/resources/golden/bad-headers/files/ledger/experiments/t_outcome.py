# /// script
# [tool.ledger]
# task = "AB-1"
# title = "T"
# outcome = "costs {m[n=1, n=2]} ms"
# ///
pass
