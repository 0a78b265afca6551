package ledger.app.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import ledger.app.session.Workplace;
import ledger.check.Surroundings;
import ledger.document.IdForm;
import ledger.document.Mentions;
import ledger.document.TaskId;
import ledger.document.archive.ArchiveRows;
import ledger.document.page.TaskPage;
import ledger.text.InvalidText;
import ledger.text.Problem;
import ledger.workspace.Workspace;

/**
 * All pages and the archive, for checks.
 *
 * @param around what could be read
 * @param problems of the pages that could not be read
 */
public record Pages(Surroundings around, List<Problem> problems) {
  public static Pages read(Workplace workplace) throws IOException {
    Workspace workspace = workplace.workspace();
    Map<TaskId, TaskPage> pages = new TreeMap<>();
    List<Problem> problems = new ArrayList<>();
    for (Path file : workspace.files().list(workspace.pages())) {
      TaskId id = Workspace.ofPage(file.getFileName().toString()).orElse(null);
      if (id == null) {
        continue;
      }
      try {
        pages.put(id, TaskPage.parse(workplace.source(file)));
      } catch (InvalidText e) {
        problems.add(e.problem());
      }
    }
    problems.sort((one, other) -> one.place().path().compareTo(other.place().path()));
    byte[] kept = workspace.files().content(workspace.archive());
    String archive = kept == null ? "" : new String(kept, StandardCharsets.UTF_8);
    Set<TaskId> removed = ArchiveRows.of(archive).keySet();
    Set<TaskId> archived = Mentions.named(archive, IdForm.USUAL);
    archived.addAll(removed);
    return new Pages(new Surroundings(pages, archived, removed), List.copyOf(problems));
  }
}
