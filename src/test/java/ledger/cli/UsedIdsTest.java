package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ledger.app.ledger.UsedIds;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.TaskId;
import ledger.document.parse.LedgerParser;
import ledger.text.SourceText;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history is read once, and again only if it has grown. */
class UsedIdsTest {
  private static final String LEDGER = "ledger/TASKS.md";

  @TempDir Path folder;
  private GitDesk desk;
  private Workspace workspace;
  private UsedIds used;

  @BeforeEach
  void commit() throws Exception {
    desk = GitDesk.in(folder, "project");
    workspace = Workspace.of(desk.git().path(LEDGER));
    used = ids();
    commit("T-7");
    commit("T-1");
  }

  private UsedIds ids() {
    Session session =
        new Session(desk.folder(), null, Map.of(), Clock.systemUTC(), "ledger add", notice -> {});
    return new UsedIds(new Workplace(session, workspace, Settings.DEFAULT));
  }

  private void commit(String id) throws Exception {
    desk.commit(LEDGER, "## Backlog\n| ID | Title |\n|---|---|\n| " + id + " | x |\n");
  }

  private List<String> now(UsedIds ids) throws Exception {
    String text = Files.readString(workspace.ledger());
    Ledger ledger = LedgerParser.parse(SourceText.of(LEDGER, text), Layout.DEFAULT).ledger();
    return ids.of(ledger).stream().map(TaskId::value).sorted().toList();
  }

  @Test
  void theHistoryIsNotReadAgain() throws Exception {
    assertThat(now(used)).containsExactly("T-1", "T-7");
    removeObjects();
    assertThat(now(ids())).as("a history that cannot be read").containsExactly("T-1");
    assertThat(now(used)).containsExactly("T-1", "T-7");
  }

  @Test
  void whatWasCommittedSinceCounts() throws Exception {
    assertThat(now(used)).containsExactly("T-1", "T-7");
    desk.git().git("checkout", "-q", "-b", "other");
    commit("T-9");
    desk.git().git("checkout", "-q", "main");
    assertThat(now(used)).containsExactly("T-1", "T-7", "T-9");
  }

  @Test
  void whatStandsInTheFilesIsReadEachTime() throws Exception {
    now(used);
    desk.git().write("ledger/tasks/T-8.md", "a page\n");
    desk.git().write("ledger/archive.md", "T-6 was removed.\n");
    assertThat(now(used)).containsExactly("T-1", "T-6", "T-7", "T-8");
  }

  private void removeObjects() throws Exception {
    try (Stream<Path> objects = Files.walk(desk.git().path(".git/objects"))) {
      for (Path object : objects.filter(Files::isRegularFile).toList()) {
        Files.delete(object);
      }
    }
  }
}
