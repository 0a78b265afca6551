package ledger.cli.task;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.app.results.CurrentEvidence;
import ledger.app.task.Editor;
import ledger.cli.DryRun;
import ledger.cli.ExitCode;
import ledger.cli.Failure;
import ledger.cli.LedgerCommand;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.State;
import ledger.document.Task;
import ledger.document.edit.Change;
import ledger.evidence.verdict.Outcomes;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.git.Checkout;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes tasks to another state; what the commands that do so have in common. */
abstract class MovingCommand extends LedgerCommand {
  @Option(
      names = "--pr",
      paramLabel = "REF",
      description = "Pull request or branch (default: the current branch).")
  private @Nullable String branch;

  @Option(names = "--reviewer", paramLabel = "NAME", description = "Reviewer.")
  private @Nullable String reviewer;

  @Option(
      names = "--outcome",
      paramLabel = "TEXT",
      description = "Outcome (default: composed from the newest evidence).")
  private @Nullable String outcome;

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      description = "The day of the move (default: today).")
  private @Nullable LocalDate date;

  @Option(
      names = "--waive",
      paramLabel = "REASON",
      description = "Accept Done without evidence; recorded and shown as a waiver.")
  private @Nullable String waive;

  @Mixin DryRun dry;

  @Mixin private CellOptions cells;

  /**
   * Moves tasks, one after the other, as one change.
   *
   * @param put where each is put afterwards; null for its usual place
   */
  int move(Workspace workspace, Settings settings, List<String> ids, State to, @Nullable Put put)
      throws Exception {
    Optional<CurrentEvidence> evidence =
        to.id().equals(Layout.DONE)
            ? Optional.of(new CurrentEvidence(this, workspace, settings))
            : Optional.empty();
    Optional<String> current =
        to.id().equals(Layout.DONE) || branch != null ? Optional.empty() : branch(workspace);
    List<Editor.Wish> wishes = new ArrayList<>();
    Map<String, String> moved = new LinkedHashMap<>();
    for (String id : new LinkedHashSet<>(ids)) {
      wishes.add(
          ledger -> {
            Task task = task(ledger, id);
            moved.put(
                id,
                task.state().equals(to)
                    ? task.id() + ": in " + to.heading() + " already"
                    : task.id() + ": " + task.state().heading() + " → " + to.heading());
            Optional<TaskEvidence> known =
                evidence.isPresent()
                    ? Optional.of(enough(task, evidence.get().of(task)))
                    : Optional.empty();
            return move(ledger, task, to, known, current);
          });
    }
    if (put != null) {
      wishes.addAll(put.wishes(ids));
    }
    boolean changed = new Editor(this, workspace, settings).apply(wishes, dry.run);
    if (!dry.run) {
      moved.values().forEach(console()::print);
      if (!changed) {
        console().print("nothing written");
      }
    }
    return ExitCode.OK;
  }

  /** Where rows are put, in the order in which they were named. */
  record Put(Change.Spot spot, @Nullable String neighbour) {
    List<Editor.Wish> wishes(List<String> ids) {
      List<Editor.Wish> wishes = new ArrayList<>();
      // The last one first: each of the others then comes above it.
      for (String id : spot == Change.Spot.BEFORE ? ids : ids.reversed()) {
        wishes.add(
            ledger ->
                new Change.Put(
                    task(ledger, id).id(),
                    spot,
                    neighbour == null ? null : task(ledger, neighbour).id()));
      }
      return wishes;
    }
  }

  /** The evidence; without a verdict that holds, or a waiver, no task may become Done. */
  private TaskEvidence enough(Task task, TaskEvidence evidence) throws Failure {
    boolean free = evidence.experiments().isEmpty() || task.state().id().equals(Layout.DONE);
    if (!free && evidence.status() != Status.VERIFIED && waive == null) {
      throw new Failure(
          ExitCode.NO,
          task.id() + " is not verified: " + evidence.reason(),
          "'ledger verify " + task.id() + "' measures it; --waive \"reason\" accepts it without");
    }
    return evidence;
  }

  private Optional<String> branch(Workspace workspace) throws IOException {
    Optional<Checkout> found = Checkout.find(workspace.root(), context().env());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Checkout checkout = found.get()) {
      return checkout.branch();
    }
  }

  private Change move(
      Ledger ledger,
      Task task,
      State to,
      Optional<TaskEvidence> evidence,
      Optional<String> current) {
    Map<String, String> values = cells.values();
    CellOptions.put(values, Columns.BRANCH, branch);
    CellOptions.put(values, Columns.REVIEWER, reviewer);
    CellOptions.put(values, Columns.OUTCOME, outcome);
    LocalDate day = date == null ? context().today() : date;
    Map<String, String> defaults = new LinkedHashMap<>();
    current.ifPresent(name -> defaults.put(Columns.BRANCH, name));
    boolean measured = evidence.map(e -> !e.experiments().isEmpty()).orElse(false);
    if (measured && has(ledger, to, Columns.OUTCOME)) {
      values.putIfAbsent(Columns.OUTCOME, Outcomes.compose(evidence.get()));
    }
    for (String column : List.of(Columns.STARTED, Columns.COMPLETED)) {
      if ((date != null || measured) && has(ledger, to, column)) {
        values.putIfAbsent(column, day.toString());
      }
    }
    boolean waived =
        waive != null && evidence.map(e -> e.status() != Status.VERIFIED).orElse(false);
    return new Change.Move(task.id(), to, values, defaults, day, waived ? waive : null);
  }

  private static boolean has(Ledger ledger, State state, String column) {
    return ledger.section(state).map(section -> section.table().indexOf(column) >= 0).orElse(false);
  }
}
