package ledger.app.task;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.app.edit.Draft;
import ledger.app.edit.EditResult;
import ledger.app.edit.Editing;
import ledger.app.edit.Effect;
import ledger.app.edit.NextId;
import ledger.app.edit.TitleCell;
import ledger.app.ledger.UsedIds;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.app.task.EditRequest.CellText;
import ledger.document.Columns;
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
  private final Map<String, String> cells;
  private final NextId next;

  private AddTask(Workplace workplace, AddRequest request) throws Failure {
    this.request = request;
    this.to = workplace.state(request.state());
    this.cells = CellText.byColumn(request.cells());
    this.next = new NextId(request.prefix(), new UsedIds(workplace));
  }

  public static EditResult run(Session session, AddRequest request)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Workplace workplace = Workplace.open(session);
    requireTitle(request);
    return Editing.run(workplace, new AddTask(workplace, request)::plan, request.dryRun());
  }

  private static void requireTitle(AddRequest request) throws Failure {
    boolean titled =
        request.cells().stream()
            .anyMatch(cell -> cell.column().equals(Columns.TITLE) && !cell.text().isBlank());
    if (titled == request.adopt()) {
      throw titled
          ? Failure.wrongRequest(
              "--adopt numbers the rows that are there, and adds none", "leave out the title")
          : Failure.wrongRequest("a task needs a title", "ledger add \"What there is to do\"");
    }
  }

  private List<Effect> plan(Draft draft) throws IOException, InvalidText, Refusal, Failure {
    Ledger ledger = draft.ledger();
    if (request.adopt()) {
      return next.adopt(draft);
    }
    TaskId id = next.of(draft);
    Map<String, String> cells = titled(ledger);
    draft.change(new Change.Add(id, to, cells));
    List<Effect> effects = new ArrayList<>(List.of(new Effect.Added(id, to)));
    ledger
        .section(to)
        .map(section -> section.table().columns())
        .ifPresent(columns -> effects.addAll(draft.carriedOver(id, to, columns, filled(cells))));
    return effects;
  }

  private Map<String, String> titled(Ledger ledger) {
    return ledger
        .section(to)
        .map(section -> TitleCell.in(section.table().columns(), cells))
        .orElse(cells);
  }

  private static Set<String> filled(Map<String, String> cells) {
    return cells.entrySet().stream()
        .filter(cell -> !cell.getValue().isBlank())
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
