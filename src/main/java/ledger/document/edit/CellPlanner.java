package ledger.document.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import ledger.document.Column;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.document.page.PageFacts;
import ledger.document.parse.RowScanner;
import ledger.text.Edits;

/** Changes cells of a row; values for columns that its table lacks change on its page. */
final class CellPlanner {
  private final Ledger ledger;
  private final Layout layout;
  private final Lookup lookup;

  CellPlanner(Ledger ledger, Layout layout) {
    this.ledger = ledger;
    this.layout = layout;
    this.lookup = new Lookup(ledger);
  }

  Plan plan(Change.SetCells set, PageFacts facts) throws Refusal {
    Task task = lookup.task(set.id());
    Map<String, String> wanted = wanted(set, task, facts);
    known(wanted, task, facts);
    Lookup.ranked(wanted, layout);
    Lookup.dated(wanted, lookup.columns(task.columns()));
    List<String> values = new ArrayList<>(task.texts());
    SequencedMap<String, String> carriedOver = new LinkedHashMap<>(facts.carriedOver());
    for (Map.Entry<String, String> entry : wanted.entrySet()) {
      int index = task.indexOf(entry.getKey());
      String text = RowScanner.unpadded(entry.getValue());
      if (index < 0) {
        carry(carriedOver, entry.getKey(), text);
      } else {
        values.set(index, text);
      }
    }
    Meaning expected = Meaning.of(ledger).with(lookup.place(task), values);
    PageFacts after = facts.withCarriedOver(carriedOver);
    return new Plan(
        Edits.of(RowStyle.edits(ledger.source(), task, values)),
        expected,
        after.equals(facts) ? Optional.empty() : Optional.of(after));
  }

  /** The texts by column, including what is to be appended. */
  private static Map<String, String> wanted(Change.SetCells set, Task task, PageFacts facts) {
    Map<String, String> wanted = new LinkedHashMap<>(set.values());
    set.more()
        .forEach(
            (column, more) -> {
              String said = Lookup.value(set.values(), column);
              String now = task.indexOf(column) < 0 ? facts.carriedOver(column) : task.text(column);
              String before = said == null ? now : said;
              wanted.keySet().removeIf(column::equalsIgnoreCase);
              wanted.put(column, before.isEmpty() ? more : before + " " + more);
            });
    return wanted;
  }

  private void known(Map<String, String> wanted, Task task, PageFacts facts) throws Refusal {
    Lookup.noId(wanted, "'ledger renumber " + task.id() + " NEW' changes the ID");
    for (String column : wanted.keySet()) {
      boolean carriedOver =
          facts.carriedOver().keySet().stream().anyMatch(column::equalsIgnoreCase);
      if (!carriedOver && Column.indexOf(lookup.columns(), column) < 0) {
        String message = "no table has a column '" + column + "'";
        throw Lookup.noColumn(message, column, lookup.columns());
      }
    }
  }

  /** Under the name that the page already has for the column, or else a table. */
  private void carry(SequencedMap<String, String> carriedOver, String column, String text) {
    String name =
        carriedOver.keySet().stream()
            .filter(column::equalsIgnoreCase)
            .findFirst()
            .orElseGet(() -> lookup.columns().get(Column.indexOf(lookup.columns(), column)).name());
    if (text.isEmpty()) {
      carriedOver.remove(name);
    } else {
      carriedOver.put(name, text);
    }
  }
}
