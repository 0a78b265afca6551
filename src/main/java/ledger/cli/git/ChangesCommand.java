package ledger.cli.git;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import ledger.app.session.Failure;
import ledger.cli.Console;
import ledger.cli.ExitCode;
import ledger.cli.Json;
import ledger.document.Ledger;
import ledger.document.TaskChange;
import ledger.git.Checkout;
import ledger.git.history.Revisions;
import ledger.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "changes",
    mixinStandardHelpOptions = true,
    description =
        "Sum up what happened to the tasks since a revision or a day, up to the file as it is.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger changes --since v1.0",
      "  ledger changes --since 2026-11-01",
      "  ledger changes --since HEAD~10 --json"
    })
public final class ChangesCommand extends GitCommand {
  private static final Pattern LIKE_A_DAY = Pattern.compile("\\d{1,4}([-/.])\\d{1,2}\\1\\d{1,4}.*");

  @Option(
      names = "--since",
      required = true,
      paramLabel = "REF|DATE",
      description = "A branch, tag or commit, or a day (YYYY-MM-DD; its own changes count).")
  private String since;

  @Option(names = "--json", description = "Print JSON (docs/json.md).")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = workspaceInGit();
    Ledger after = newest(this, workspace);
    Optional<String> start;
    try (Checkout checkout = repository(this, workspace)) {
      start = start(new Revisions(checkout));
    }
    // A revision is called as the user calls it, the commit of a day by its first digits.
    String name = day().isEmpty() ? since : start.orElse("").substring(0, start.isEmpty() ? 0 : 10);
    Ledger before =
        start.isEmpty() ? NONE : orNone(ledgerIn(this, workspace, name), this, workspace, name);
    List<TaskChange> changes = TaskChange.between(before, after);
    if (json) {
      console()
          .print(
              Json.write(
                  Json.object(
                      "schema",
                      "ledger-changes/1",
                      "since",
                      start.orElse(null),
                      "changes",
                      changes.stream().map(ChangeText::json).toList())));
      return ExitCode.OK;
    }
    for (TaskChange.Kind kind : TaskChange.Kind.values()) {
      print(kind, changes.stream().filter(change -> change.kind() == kind).toList());
    }
    if (changes.isEmpty()) {
      console().print("no task changed since " + since);
    }
    return ExitCode.OK;
  }

  private void print(TaskChange.Kind kind, List<TaskChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    String name = kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT);
    console().print(console().paint(Console.Style.BOLD, name) + " (" + changes.size() + ")");
    for (TaskChange change : changes) {
      console().print("  " + ChangeText.line(change));
      ChangeText.cells(console(), "    ", change);
    }
  }

  /** The commit to start from; none for a day before the first commit. */
  private Optional<String> start(Revisions revisions) throws Exception {
    Optional<LocalDate> day = day();
    if (day.isEmpty()) {
      return Optional.of(named(revisions));
    }
    Optional<String> found =
        revisions.at(
            day.get().atStartOfDay(context().clock().getZone()).toInstant().minusMillis(1));
    if (found.isEmpty() && revisions.isShallow()) {
      throw Failure.cannot("no commit here is older than " + since, UNSHALLOW);
    }
    return found;
  }

  private String named(Revisions revisions) throws IOException, Failure {
    try {
      return commit(revisions, since);
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
