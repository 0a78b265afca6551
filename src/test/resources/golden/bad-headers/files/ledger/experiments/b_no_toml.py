# /// script
# [tool.ledger]
# task = 
# ///
