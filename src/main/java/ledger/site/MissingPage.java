package ledger.site;

/** What a server shows for an address that is not part of the site. */
record MissingPage(Frame frame) {}
