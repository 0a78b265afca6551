# /// script
# [tool.ledger]
pass
