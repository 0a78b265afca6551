# /// script
# [tool.ledger]
# title = "Fast"
# task = "AB-2"
# ///
