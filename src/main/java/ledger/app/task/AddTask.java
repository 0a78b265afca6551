package ledger.app.task;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import ledger.app.ledger.UsedIds;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Ledger;
import ledger.document.State;
import ledger.document.TaskId;
import ledger.document.edit.Change;
import ledger.document.edit.Refusal;
import ledger.text.InvalidText;

/** Adds a task with the next ID that has never been used. */
public final class AddTask {
  private final AddRequest request;
  private final State to;
  private final UsedIds used;

  private AddTask(Workplace workplace, AddRequest request) throws Failure {
    this.request = request;
    this.to = workplace.state(request.state());
    this.used = new UsedIds(workplace);
  }

  public static EditResult run(Session session, AddRequest request)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Workplace workplace = Workplace.open(session);
    return Editing.run(workplace, new AddTask(workplace, request)::plan, request.dryRun());
  }

  private List<Effect> plan(Draft draft) throws IOException, InvalidText, Refusal, Failure {
    Ledger ledger = draft.ledger();
    TaskId id = next(ledger, used.of(ledger));
    draft.change(new Change.Add(id, to, request.cells()));
    List<Effect> effects = new ArrayList<>(List.of(new Effect.Added(id, to)));
    ledger
        .section(to)
        .map(section -> section.table().columns())
        .ifPresent(columns -> effects.addAll(draft.carriedOver(id, to, columns, filled())));
    return effects;
  }

  private Set<String> filled() {
    return request.cells().entrySet().stream()
        .filter(cell -> !cell.getValue().isBlank())
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private TaskId next(Ledger ledger, Set<TaskId> taken) throws Failure {
    String prefix = request.prefix() == null ? usual(ledger) : request.prefix();
    Optional<TaskId> last =
        taken.stream().filter(id -> id.prefix().equals(prefix)).max(Comparator.naturalOrder());
    if (last.isPresent()) {
      return last.get().withNumber(last.get().number() + 1);
    }
    return TaskId.parse(prefix + "-001")
        .orElseThrow(
            () ->
                Failure.wrongRequest(
                    "'" + prefix + "' is not a prefix", "capital letters and digits, such as MLX"));
  }

  private static String usual(Ledger ledger) throws Failure {
    Map<String, Long> counts =
        ledger.tasks().stream()
            .map(t -> t.id().prefix())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return counts.entrySet().stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElseThrow(
            () ->
                Failure.wrongRequest(
                    "the ledger has no task whose prefix could be used", "give one: --prefix MLX"));
  }
}
