# /// script
# [tool]
# ledger = 5
# ///
