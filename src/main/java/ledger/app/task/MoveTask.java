package ledger.app.task;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.app.results.CurrentEvidence;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.app.task.MoveRequest.Placing;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.State;
import ledger.document.Task;
import ledger.document.edit.Change;
import ledger.document.edit.Lookup;
import ledger.document.edit.Refusal;
import ledger.evidence.verdict.Gate;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.words.OutcomeWords;
import ledger.evidence.words.ReasonWords;
import ledger.git.Checkout;
import ledger.text.InvalidText;
import org.jspecify.annotations.Nullable;

/** Moves tasks to another state, or within their table: one change for all of them. */
public final class MoveTask {
  private final Workplace workplace;
  private final MoveRequest request;
  private final @Nullable State to;
  private final Optional<CurrentEvidence> evidence;
  private final Optional<String> branch;

  private MoveTask(Workplace workplace, MoveRequest request) throws IOException, Failure {
    this.workplace = workplace;
    this.request = request;
    this.to = request.to() == null ? null : workplace.state(request.to());
    boolean done = to != null && to.id().equals(Layout.DONE);
    this.evidence = done ? Optional.of(new CurrentEvidence(workplace)) : Optional.empty();
    this.branch =
        to == null || done || request.branch() != null ? Optional.empty() : branch(workplace);
  }

  public static EditResult run(Session session, MoveRequest request)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Workplace workplace = Workplace.open(session);
    MoveTask move = new MoveTask(workplace, request);
    return Editing.run(workplace, move::plan, request.dryRun());
  }

  private List<Effect> plan(Draft draft) throws IOException, InvalidText, Refusal, Failure {
    List<Effect> effects = new ArrayList<>();
    for (String id : new LinkedHashSet<>(request.ids())) {
      if (to != null) {
        effects.add(move(draft, id, to));
      }
    }
    if (request.placing() != null) {
      place(draft, request.placing());
      for (String id : request.ids()) {
        effects.add(new Effect.Placed(Lookup.task(draft.ledger(), id).id()));
      }
    }
    return effects;
  }

  private Effect move(Draft draft, String id, State state)
      throws IOException, InvalidText, Refusal, Failure {
    Task task = Lookup.task(draft.ledger(), id);
    TaskEvidence known = evidence.isPresent() ? evidence.get().of(task) : null;
    draft.change(change(draft.ledger(), task, state, known));
    return new Effect.Moved(task.id(), task.state(), state);
  }

  private void place(Draft draft, Placing placing) throws IOException, InvalidText, Refusal {
    List<String> ids = request.ids();
    // The last one first, so that each of the others comes above it.
    for (String id : placing.spot() == Change.Spot.BEFORE ? ids : ids.reversed()) {
      Ledger ledger = draft.ledger();
      String neighbour = placing.neighbour();
      draft.change(
          new Change.Put(
              Lookup.task(ledger, id).id(),
              placing.spot(),
              neighbour == null ? null : Lookup.task(ledger, neighbour).id()));
    }
  }

  /** Why Done is accepted without evidence, if it is; a task that is already done stays done. */
  private @Nullable String waiver(Task task, TaskEvidence known) throws Failure {
    return switch (Gate.of(known, request.waiver())) {
      case Gate.ByWaiver waiver -> waiver.why();
      case Gate.Closed closed when !task.state().id().equals(Layout.DONE) ->
          throw Failure.no(
              task.id() + " is not verified: " + ReasonWords.of(known),
              "'ledger verify "
                  + task.id()
                  + "' measures it; --waive \"reason\" accepts it without evidence");
      case Gate.Closed closed -> null;
      case Gate.Verified verified -> null;
      case Gate.Unasked unasked -> null;
    };
  }

  private static Optional<String> branch(Workplace workplace) throws IOException {
    Optional<Checkout> found =
        Checkout.find(workplace.workspace().root(), workplace.session().env());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Checkout checkout = found.get()) {
      return checkout.branch();
    }
  }

  private Change change(Ledger ledger, Task task, State state, @Nullable TaskEvidence known)
      throws Failure {
    Map<String, String> values = new LinkedHashMap<>(request.cells());
    put(values, Columns.BRANCH, request.branch());
    put(values, Columns.REVIEWER, request.reviewer());
    put(values, Columns.OUTCOME, request.outcome());
    LocalDate date = request.date();
    LocalDate day = date == null ? workplace.session().today() : date;
    Map<String, String> defaults = new LinkedHashMap<>();
    branch.ifPresent(name -> defaults.put(Columns.BRANCH, name));
    boolean measured = known != null && !known.experiments().isEmpty();
    if (known != null && measured && has(ledger, state, Columns.OUTCOME)) {
      values.putIfAbsent(Columns.OUTCOME, OutcomeWords.of(known));
    }
    for (String column : List.of(Columns.STARTED, Columns.COMPLETED)) {
      if ((date != null || measured) && has(ledger, state, column)) {
        values.putIfAbsent(column, day.toString());
      }
    }
    String waiver = known == null ? null : waiver(task, known);
    return new Change.Move(task.id(), state, values, defaults, day, waiver);
  }

  private static void put(Map<String, String> values, String column, @Nullable String text) {
    if (text != null) {
      values.put(column, text);
    }
  }

  private static boolean has(Ledger ledger, State state, String column) {
    return ledger.section(state).map(section -> section.table().indexOf(column) >= 0).orElse(false);
  }
}
