package ledger.site.page;

import org.jspecify.annotations.Nullable;

/**
 * What a server shows for an address that is not part of the site.
 *
 * @param style the style itself, where the page cannot say how to get to it: it is shown at any
 *     depth below an address that is not known
 * @param digest of the style, for the page's policy: SHA-256 in Base64
 */
public record MissingPage(Frame frame, @Nullable Html style, @Nullable String digest) {}
