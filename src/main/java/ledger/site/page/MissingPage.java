package ledger.site.page;

/** What a server shows for an address that is not part of the site. */
public record MissingPage(Frame frame) {}
