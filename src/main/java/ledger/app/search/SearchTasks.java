package ledger.app.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import ledger.app.ledger.Pages;
import ledger.app.search.SearchResult.Hit;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Columns;
import ledger.document.Ledger;
import ledger.document.State;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.archive.ArchiveRows;
import ledger.document.page.TaskPage;
import ledger.text.InvalidText;
import ledger.text.Sought;
import org.jspecify.annotations.Nullable;

/**
 * Looks for words in rows, in what pages carry over and say, and in the archive. A word that is
 * nowhere may be mistyped: then words that are like it count.
 */
public final class SearchTasks {
  private static final double ID = 6;
  private static final double TITLE = 3;
  private static final double CELL = 1.5;
  private static final double CARRIED = 1.2;
  private static final double PAGE = 1;
  private static final double ARCHIVE = 0.5;

  private SearchTasks() {}

  /** A text of a task, and how much a match in it says. */
  private record Searched(String place, String text, double weight) {}

  private record Candidate(TaskId id, @Nullable State state, String title, List<Searched> texts) {}

  /**
   * Finds the tasks that have all the words.
   *
   * @throws Failure if there is no word
   */
  public static SearchResult run(Session session, String words)
      throws IOException, InvalidText, InvalidFiles, Failure {
    if (words.isBlank()) {
      throw Failure.wrongRequest("there is nothing to look for", "ledger search memory");
    }
    Workplace workplace = Workplace.open(session);
    List<Candidate> all = candidates(workplace);
    Sought sought = Sought.of(words);
    for (Candidate candidate : all) {
      candidate.texts.forEach(text -> sought.see(text.text));
    }
    List<Hit> found = new ArrayList<>();
    for (Candidate candidate : all) {
      Hit hit = hit(candidate, sought);
      if (hit != null) {
        found.add(hit);
      }
    }
    found.sort(Comparator.comparingDouble(Hit::score).reversed()); // Stable: the file's order.
    return new SearchResult(List.copyOf(found));
  }

  private static List<Candidate> candidates(Workplace workplace)
      throws IOException, InvalidText, InvalidFiles {
    Ledger ledger = workplace.ledger();
    Map<TaskId, TaskPage> pages = Pages.read(workplace).around().pages();
    List<Candidate> all = new ArrayList<>();
    for (Task task : ledger.tasks()) {
      all.add(
          new Candidate(task.id(), task.state(), task.title(), texts(task, pages.get(task.id()))));
    }
    byte[] archive = workplace.content(workplace.workspace().archive());
    ArchiveRows.of(archive == null ? "" : new String(archive, StandardCharsets.UTF_8))
        .forEach(
            (id, row) ->
                all.add(
                    new Candidate(
                        id, null, title(row), List.of(new Searched("archive", row, ARCHIVE)))));
    return all;
  }

  private static List<Searched> texts(Task task, @Nullable TaskPage page) {
    List<Searched> texts = new ArrayList<>();
    int id = task.indexOf(Columns.ID);
    int title = task.indexOf(task.indexOf(Columns.TITLE) < 0 ? Columns.DESCRIPTION : Columns.TITLE);
    for (int i = 0; i < task.columns().size(); i++) {
      String text = task.cells().get(i).text();
      if (!text.isEmpty()) {
        double weight = i == id ? ID : i == title ? TITLE : CELL;
        texts.add(new Searched(task.columns().get(i).name(), text, weight));
      }
    }
    if (page != null) {
      page.carriedOver().forEach((name, text) -> texts.add(new Searched(name, text, CARRIED)));
      texts.add(new Searched("page", page.prose(), PAGE));
    }
    return texts;
  }

  /** The cell after the ID's. */
  private static String title(String row) {
    String[] cells = row.split("(?<!\\\\)\\|", 4);
    return cells.length > 2 ? cells[2].strip() : "";
  }

  /** How well a task matches; null if one of the words is nowhere in it. */
  private static @Nullable Hit hit(Candidate candidate, Sought sought) {
    double score = 0;
    Searched best = null;
    double most = 0;
    for (int word = 0; word < sought.size(); word++) {
      double own = 0;
      for (Searched text : candidate.texts) {
        double here = text.weight * sought.match(word, text.text);
        own = Math.max(own, here);
        if (here > most) {
          most = here;
          best = text;
        }
      }
      if (own == 0) {
        return null;
      }
      score += own;
    }
    return best == null
        ? null
        : new Hit(
            candidate.id,
            candidate.state,
            candidate.title,
            best.place,
            sought.around(best.text),
            score);
  }
}
