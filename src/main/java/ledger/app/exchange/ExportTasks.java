package ledger.app.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Column;
import ledger.document.Columns;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.page.TaskPage;
import ledger.exchange.ExchangeFormat;
import ledger.exchange.ForeignTask;
import ledger.exchange.ListWriter;
import ledger.text.InvalidText;

/** Gives out the tasks in a form that other programs read. */
public final class ExportTasks {
  private ExportTasks() {}

  public static ListWriter.Written run(Session session, String format)
      throws IOException, InvalidText, InvalidFiles, Failure {
    ExchangeFormat known =
        ExchangeFormat.named(format)
            .filter(ListWriter.FORMATS::contains)
            .orElseThrow(
                () ->
                    Failure.wrongRequest(
                        "'" + format + "' cannot be written",
                        "known: "
                            + String.join(
                                ", ",
                                ListWriter.FORMATS.stream().map(ExchangeFormat::word).toList())));
    Workplace workplace = Workplace.open(session);
    Ledger ledger = workplace.ledger();
    Map<TaskId, TaskPage> pages = workplace.pages(ledger);
    List<ForeignTask> tasks = new ArrayList<>();
    for (Task task : ledger.tasks()) {
      tasks.add(task(task, Optional.ofNullable(pages.get(task.id()))));
    }
    return ListWriter.write(known, tasks);
  }

  /** With what the page keeps for columns that the row's table lacks. */
  private static ForeignTask task(Task task, Optional<TaskPage> page) {
    SequencedMap<String, String> cells = new LinkedHashMap<>();
    for (int i = 0; i < task.columns().size(); i++) {
      Column column = task.columns().get(i);
      boolean own = Columns.ID.equals(column.role()) || Columns.STATUS.equals(column.role());
      String text = task.texts().get(i);
      if (!own && !text.isEmpty()) {
        cells.put(column.name(), text);
      }
    }
    page.ifPresent(its -> its.carriedOver().forEach(cells::putIfAbsent));
    String prose = page.map(TaskPage::prose).map(String::strip).orElse("");
    return new ForeignTask(
        task.id().value(), task.state().id(), cells, prose.isEmpty() ? null : prose, task.line());
  }
}
