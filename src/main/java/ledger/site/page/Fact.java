package ledger.site.page;

/** A name and its value. */
public record Fact(String name, Html value) {}
