package ledger.site;

/** A name and its value. */
record Fact(String name, Html value) {}
