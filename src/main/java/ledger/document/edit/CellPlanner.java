package ledger.document.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import ledger.document.Column;
import ledger.document.Task;
import ledger.document.page.PageFacts;
import ledger.document.parse.RowScanner;

/** Changes cells of a row; values for columns that its table lacks change on its page. */
final class CellPlanner {
  private final Sheet sheet;
  private final Lookup lookup;

  CellPlanner(Sheet sheet, Lookup lookup) {
    this.sheet = sheet;
    this.lookup = lookup;
  }

  /** The page's facts afterwards; empty if they stay as they are. */
  Optional<PageFacts> change(Change.SetCells set, PageFacts facts) throws Refusal {
    Sheet.RowPlace place = sheet.find(set.id());
    Task task = place.row();
    Map<String, String> wanted = wanted(set, task, facts);
    known(wanted, task, facts);
    lookup.noState(wanted, place.table().table());
    lookup.ranked(wanted);
    Lookup.dated(wanted, lookup.columns(task.columns()));
    TableDraft table = place.table();
    List<String> texts = new ArrayList<>(table.texts(task));
    SequencedMap<String, String> carriedOver = new LinkedHashMap<>(facts.carriedOver());
    for (Map.Entry<String, String> entry : wanted.entrySet()) {
      int index = task.indexOf(entry.getKey());
      String text = entry.getValue();
      if (index < 0) {
        carry(carriedOver, entry.getKey(), text);
      } else {
        texts.set(index, text);
      }
    }
    int to = table.ranks().nearest(place.index(), texts);
    table.change(place.index(), to, task.id(), texts);
    PageFacts after = facts.withCarriedOver(carriedOver);
    return after.equals(facts) ? Optional.empty() : Optional.of(after);
  }

  /** The texts by column, including what is to be appended. */
  private Map<String, String> wanted(Change.SetCells set, Task task, PageFacts facts) {
    Map<String, String> wanted = new LinkedHashMap<>();
    set.values().forEach((column, text) -> wanted.put(column, RowScanner.unpadded(text)));
    set.more()
        .forEach(
            (column, more) -> {
              String said = Lookup.value(wanted, column);
              String now =
                  task.indexOf(column) < 0
                      ? facts.carriedOver(kept(facts.carriedOver(), column))
                      : task.text(column);
              String before = said == null ? now : said;
              wanted.keySet().removeIf(column::equalsIgnoreCase);
              String added = RowScanner.unpadded(more);
              String both = before.isEmpty() ? added : before + " " + added;
              wanted.put(column, added.isEmpty() ? before : both);
            });
    return wanted;
  }

  private void known(Map<String, String> wanted, Task task, PageFacts facts) throws Refusal {
    Lookup.noId(wanted, task.columns(), "'ledger renumber " + task.id() + " NEW' changes the ID");
    for (String column : wanted.keySet()) {
      boolean carriedOver =
          facts.carriedOver().keySet().stream().anyMatch(column::equalsIgnoreCase);
      if (!carriedOver && Column.indexOf(lookup.columns(), column) < 0) {
        String message = "no table has a column '" + column + "'";
        throw Lookup.noColumn(message, column, lookup.columns());
      }
    }
  }

  private void carry(SequencedMap<String, String> carriedOver, String column, String text) {
    String name = kept(carriedOver, column);
    if (text.isEmpty()) {
      carriedOver.remove(name);
    } else {
      carriedOver.put(name, text);
    }
  }

  /** The name that the page already has for the column, or else a table. */
  private String kept(SequencedMap<String, String> carriedOver, String column) {
    return carriedOver.keySet().stream()
        .filter(column::equalsIgnoreCase)
        .findFirst()
        .orElseGet(() -> lookup.named(column));
  }
}
