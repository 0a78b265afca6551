package ledger.app.task;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ledger.app.edit.Draft;
import ledger.app.edit.EditResult;
import ledger.app.edit.Editing;
import ledger.app.edit.Effect;
import ledger.app.edit.NotVerified;
import ledger.app.results.CurrentEvidence;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Unseen;
import ledger.app.session.Workplace;
import ledger.app.task.EditRequest.CellText;
import ledger.app.task.MoveRequest.Placing;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.State;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.edit.Change;
import ledger.document.edit.Lookup;
import ledger.document.edit.Refusal;
import ledger.evidence.verdict.Gate;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.words.OutcomeWords;
import ledger.evidence.words.ReasonWords;
import ledger.git.Checkout;
import ledger.git.history.HistoryGap;
import ledger.text.InvalidText;
import org.jspecify.annotations.Nullable;

/** Moves tasks to another state, or within their table: one change for all of them. */
public final class MoveTask {
  private final Workplace workplace;
  private final MoveRequest request;
  private final @Nullable State to;
  private final Map<String, String> cells;
  private final Optional<CurrentEvidence> evidence;
  private Optional<String> branch = Optional.empty();
  private boolean gitAsked;

  private MoveTask(Workplace workplace, MoveRequest request) throws IOException, Failure {
    this.workplace = workplace;
    this.request = request;
    this.to = request.to() == null ? null : workplace.state(request.to());
    this.cells = CellText.byColumn(request.cells());
    boolean done = to != null && to.id().equals(Layout.DONE);
    if (request.waiver() != null && !done) {
      throw Failure.wrongRequest(
          "--waive accepts Done without evidence, and the move is not to Done", "leave it out");
    }
    this.evidence = done ? Optional.of(new CurrentEvidence(workplace)) : Optional.empty();
  }

  public static EditResult run(Session session, MoveRequest request)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Workplace workplace = Workplace.open(session);
    MoveTask move = new MoveTask(workplace, request);
    return Editing.run(workplace, move::plan, request.dryRun());
  }

  /** Plans a move as part of another verb, which chooses the tasks in the same step. */
  static List<Effect> plan(Workplace workplace, Draft draft, MoveRequest request)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    return new MoveTask(workplace, request).plan(draft);
  }

  private List<Effect> plan(Draft draft)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    List<Effect> effects = new ArrayList<>();
    List<Task> tasks = Lookup.named(draft.before(), request.ids());
    for (Task task : tasks) {
      if (to == null || task.state().equals(to)) {
        effects.addAll(stay(draft, task));
      } else {
        effects.addAll(move(draft, task, to));
      }
    }
    if (request.placing() != null) {
      List<TaskId> ids = tasks.stream().map(Task::id).toList();
      place(draft, ids, request.placing());
      ids.forEach(id -> effects.add(new Effect.Placed(id)));
    }
    return effects;
  }

  /** What is left of the request for a task that does not change its state. */
  private List<Effect> stay(Draft draft, Task task)
      throws IOException, InvalidText, Refusal, Failure {
    if (request.date() != null || request.waiver() != null) {
      throw Failure.wrongRequest(
          "%s stays in %s, so %s has no effect"
              .formatted(
                  task.id(), task.state().heading(), request.date() != null ? "--date" : "--waive"),
          "both belong to a move to another state; 'ledger edit' changes cells");
    }
    List<Effect> effects = new ArrayList<>();
    if (to != null) {
      effects.add(new Effect.Moved(task.id(), to, to));
    }
    if (!cells.isEmpty()) {
      effects.addAll(draft.setCells(task, cells, Map.of()));
    }
    return effects;
  }

  /** A waiver is for lack of evidence, so it does without all of it too. */
  private TaskEvidence known(CurrentEvidence evidence, Task task)
      throws IOException, InvalidText, InvalidFiles, Failure {
    return request.waiver() == null ? evidence.whole(task) : evidence.of(task);
  }

  private List<Effect> move(Draft draft, Task task, State state)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    TaskEvidence known = evidence.isPresent() ? known(evidence.get(), task) : null;
    draft.change(change(draft.before(), task, state, known));
    return List.of(new Effect.Moved(task.id(), task.state(), state));
  }

  private void place(Draft draft, List<TaskId> ids, Placing placing)
      throws IOException, InvalidText, Refusal {
    String word = placing.neighbour();
    TaskId neighbour = word == null ? null : Lookup.task(draft.before(), word).id();
    // The last one first, so that each of the others comes above it.
    for (TaskId id : placing.spot() == Change.Spot.BEFORE ? ids : ids.reversed()) {
      draft.change(new Change.Put(id, placing.spot(), neighbour));
    }
  }

  /** Why Done is accepted without evidence, if it is. */
  private @Nullable String waiver(Task task, TaskEvidence known) throws Failure {
    return switch (Gate.of(known, request.waiver())) {
      case Gate.ByWaiver waiver -> waiver.why();
      case Gate.Closed closed ->
          throw Failure.no(
                  task.id() + " is not verified: " + ReasonWords.of(known),
                  "'ledger verify "
                      + task.id()
                      + "' measures it; --waive \"reason\" accepts it without evidence")
              .because(new NotVerified(task.id(), known.reason()));
      case Gate.Verified verified when request.waiver() != null ->
          throw Failure.wrongRequest(
              task.id() + " is verified, so there is nothing to waive", "leave out --waive");
      case Gate.Verified verified -> null;
      case Gate.WithKnownFailures accepted -> null;
      case Gate.Unasked unasked -> null;
    };
  }

  /** The current branch, which only git knows: it is asked once, and only for a column of it. */
  private Optional<String> branch() {
    if (!gitAsked) {
      branch = branch(workplace);
      gitAsked = true;
    }
    return branch;
  }

  private static Optional<String> branch(Workplace workplace) {
    try {
      Optional<Checkout> found =
          Checkout.find(workplace.workspace().root(), workplace.session().env());
      if (found.isEmpty()) {
        return Optional.empty();
      }
      try (Checkout checkout = found.get()) {
        return checkout.branch();
      }
    } catch (IOException e) {
      Unseen.BRANCH.tell(workplace.session(), Set.of(HistoryGap.refused(e)));
      return Optional.empty();
    }
  }

  private Change change(Ledger ledger, Task task, State state, @Nullable TaskEvidence known)
      throws Failure {
    Map<String, String> values = new LinkedHashMap<>(cells);
    LocalDate date = request.date();
    LocalDate day = date == null ? workplace.session().today() : date;
    Map<String, String> defaults = new LinkedHashMap<>();
    if (evidence.isEmpty() && has(ledger, state, Columns.BRANCH) && !asked(Columns.BRANCH)) {
      branch().ifPresent(name -> defaults.put(Columns.BRANCH, name));
    }
    boolean measured = known != null && !known.experiments().isEmpty();
    if (known != null
        && measured
        && has(ledger, state, Columns.OUTCOME)
        && !asked(Columns.OUTCOME)) {
      values.put(Columns.OUTCOME, OutcomeWords.of(known, workplace.settings().subject()));
    }
    for (String column : List.of(Columns.STARTED, Columns.COMPLETED)) {
      if ((date != null || measured) && has(ledger, state, column) && !asked(column)) {
        values.put(column, day.toString());
      }
    }
    String waiver = known == null ? null : waiver(task, known);
    return new Change.Move(task.id(), state, values, defaults, day, waiver);
  }

  private boolean asked(String column) {
    return cells.keySet().stream().anyMatch(column::equalsIgnoreCase);
  }

  private static boolean has(Ledger ledger, State state, String column) {
    return ledger.section(state).map(section -> section.table().indexOf(column) >= 0).orElse(false);
  }
}
