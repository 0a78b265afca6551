# /// script
# [tool.ledger]
# task = "AB-2"
# title = "Unknown"
# headline = "bits"
# outcome = "KL {kll[bits=4]}; {bits} bits; {kl[bits=5]}"
# [[tool.ledger.claims]]
# id = "size"
# text = "4 bits take less than 5"
# metric = "bits"
# where = { bits = 4 }
# exact = true
# at-most = 5
# ///
pass
