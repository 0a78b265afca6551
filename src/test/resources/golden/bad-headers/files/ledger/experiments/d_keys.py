# /// script
# [tool.ledger]
# task = "ab"
# titel = "x"
# timeout = "soon"
# claims = 5
# findings = 1
# ///
