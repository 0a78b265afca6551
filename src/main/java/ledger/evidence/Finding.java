package ledger.evidence;

import org.jspecify.annotations.Nullable;

/** A refuted claim that somebody accepted, and why. */
public record Finding(String claim, Condition when, String reason, @Nullable String link) {}
