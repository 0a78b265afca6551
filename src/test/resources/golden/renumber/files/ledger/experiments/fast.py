# /// script
# [tool.ledger]
# task = "AB-2"
# ///
