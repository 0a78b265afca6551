package ledger.app.git.history;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.PastLedger;
import ledger.app.session.Session;
import ledger.document.Ledger;
import ledger.document.TaskChange;
import ledger.git.Checkout;
import ledger.git.history.Revisions;
import ledger.text.InvalidText;

/** Sums up what happened to the tasks since a revision or a day. */
public final class ChangesSince {
  private static final Pattern LIKE_A_DAY = Pattern.compile("\\d{1,4}([-/.])\\d{1,2}\\1\\d{1,4}.*");

  private final Session session;
  private final PastLedger past;
  private final String since;

  private ChangesSince(Session session, PastLedger past, String since) {
    this.session = session;
    this.past = past;
    this.since = since;
  }

  public static ChangesResult run(Session session, ChangesRequest request)
      throws IOException, InvalidText, InvalidFiles, Failure {
    return new ChangesSince(session, PastLedger.find(session), request.since()).changes();
  }

  private ChangesResult changes() throws IOException, InvalidText, InvalidFiles, Failure {
    Ledger after = past.newest();
    Optional<String> start = start();
    if (start.isEmpty()) {
      return new ChangesResult(null, diff(PastLedger.NONE, after, List.of()));
    }
    // A revision keeps the name that the user gave; the commit of a day is named by its first
    // digits.
    String name = day().isEmpty() ? since : start.get().substring(0, 10);
    Optional<Ledger> before = past.ledgerIn(name);
    List<String> without = before.isEmpty() ? List.of(name) : List.of();
    return new ChangesResult(start.get(), diff(before.orElse(PastLedger.NONE), after, without));
  }

  private DiffResult diff(Ledger before, Ledger after, List<String> without) {
    return new DiffResult(TaskChange.between(before, after), past.workspace().ledger(), without);
  }

  /** The commit to start from; empty for a day before the first commit. */
  private Optional<String> start() throws IOException, Failure {
    try (Checkout checkout = past.repository()) {
      Revisions revisions = new Revisions(checkout);
      Optional<LocalDate> day = day();
      return day.isPresent() ? before(revisions, day.get()) : Optional.of(named(revisions));
    }
  }

  private Optional<String> before(Revisions revisions, LocalDate day) throws IOException, Failure {
    Optional<String> found =
        revisions.at(day.atStartOfDay(session.clock().getZone()).toInstant().minusMillis(1));
    if (found.isEmpty() && revisions.isShallow()) {
      throw Failure.cannot("no commit here is older than " + since, PastLedger.SHALLOW);
    }
    return found;
  }

  private String named(Revisions revisions) throws IOException, Failure {
    try {
      return PastLedger.commit(revisions, since);
    } catch (Failure unknown) {
      if (!LIKE_A_DAY.matcher(since).matches()) {
        throw unknown;
      }
      throw Failure.wrongRequest(
          "'" + since + "' is neither a revision nor a day",
          "a day is written YYYY-MM-DD, such as 2026-11-01");
    }
  }

  private Optional<LocalDate> day() {
    try {
      return Optional.of(LocalDate.parse(since));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
