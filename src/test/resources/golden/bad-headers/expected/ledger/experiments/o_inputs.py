# /// script
# [tool.ledger]
# task = "AB-1"
# title = "T"
# inputs = "src/**"
# ignore = ["/tmp/data.csv"]
# ///
