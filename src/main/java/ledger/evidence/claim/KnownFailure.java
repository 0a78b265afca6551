package ledger.evidence.claim;

import org.jspecify.annotations.Nullable;

/** A refuted claim that somebody accepted, and why. */
public record KnownFailure(String claim, Condition when, String reason, @Nullable String link) {}
