# /// script
# [tool.ledger]
# task = "AB-1"
# title = "Bits"
# headline = "bits"
# outcome = "4-bit groups of 64 cost {bits[bits=4]} bits a weight; KL {kl[arm=affine, bits=4]} against float16; GPU {gpu_ms} ms"
# [[tool.ledger.claims]]
# id = "size"
# text = "4 bits take less than 5"
# metric = "bits"
# where = { bits = 4 }
# exact = true
# at-most = 5
# ///
pass
