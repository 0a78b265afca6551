package ledger.git.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ledger.document.Layout;
import ledger.document.TaskChange;
import ledger.document.TaskId;
import ledger.git.Checkout;
import ledger.git.Scratch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories that the real git made, read without it. */
class HistoryTest {
  private static final String LEDGER = "sub/ledger/TASKS.md";

  @TempDir Path folder;
  private Scratch git;

  @BeforeEach
  void create() throws Exception {
    git = Scratch.create(folder, "a checkout");
    commit("first", ledger("| T-1 | One |\n| T-2 | Two |\n", ""));
  }

  @Test
  void tellsAdditionsMovesEditsAndRemovals() throws Exception {
    git.write("other", "x");
    git.git("add", ".");
    git.git("commit", "-q", "-m", "another file");
    commit("move", ledger("| T-2 | Two |\n", "| T-1 | One |\n"));
    commit("edit", ledger("| T-2 | 2nd |\n", "| T-1 | One |\n"));
    commit("remove", ledger("", "| T-1 | One |\n"));
    assertThat(told(history()))
        .containsExactly(
            "first: T-1 ADDED, T-2 ADDED",
            "move: T-1 MOVED",
            "edit: T-2 EDITED",
            "remove: T-2 REMOVED");
    History.Revision revision = history().steps().get(1).revision();
    assertThat(revision.author()).isEqualTo("A Tester");
    assertThat(revision.id()).isEqualTo(git.git("rev-parse", "HEAD~2").strip());
    assertThat(history().transitions().get(new TaskId("T-1")))
        .extracting(step -> step.state())
        .containsExactly("backlog", "done");
  }

  @Test
  void aMergeHasOnlyWhatNeitherSideHad() throws Exception {
    git.git("switch", "-q", "-c", "side");
    commit("theirs", ledger("| T-1 | One |\n| T-2 | Two |\n| T-3 | Three |\n", ""));
    git.git("switch", "-q", "main");
    commit("ours", ledger("| T-2 | Two |\n", "| T-1 | One |\n"));
    git.tryGit("merge", "side");
    git.write(LEDGER, ledger("| T-2 | 2nd |\n| T-3 | Three |\n", "| T-1 | One |\n"));
    git.git("commit", "-q", "-am", "merged");
    assertThat(told(history()))
        .containsExactlyInAnyOrder(
            "first: T-1 ADDED, T-2 ADDED",
            "theirs: T-3 ADDED",
            "ours: T-1 MOVED",
            "merged: T-2 EDITED");
  }

  @Test
  void aVersionThatCannotBeReadIsNamedAndNotTakenForEmpty() throws Exception {
    commit("broken", ledger("| T-1 | One |\n| T-1 | Two |\n", ""));
    commit("mended", ledger("| T-1 | One |\n", "| T-2 | Two |\n"));
    History history = history();
    assertThat(told(history)).containsExactly("first: T-1 ADDED, T-2 ADDED", "mended: T-2 MOVED");
    assertThat(history.unread().firstEntry().getKey().subject()).isEqualTo("broken");
    assertThat(history.unread().firstEntry().getValue())
        .isEqualTo(LEDGER + ":7:3: T-1 is already in Backlog, line 6");
  }

  @Test
  void followsALedgerThatHadAnotherPath() throws Exception {
    git.git("mv", LEDGER, "TODO.md");
    git.git("commit", "-q", "-m", "renamed away");
    git.git("mv", "TODO.md", LEDGER.replace("TASKS", "BOARD"));
    git.git("commit", "-q", "-m", "renamed again");
    git.write(LEDGER.replace("TASKS", "BOARD"), ledger("| T-2 | Two |\n", "| T-1 | One |\n"));
    git.git("commit", "-q", "-am", "move");
    try (Checkout checkout = open()) {
      History history = History.read(checkout, LEDGER.replace("TASKS", "BOARD"), Layout.DEFAULT);
      assertThat(told(history)).containsExactly("first: T-1 ADDED, T-2 ADDED", "move: T-1 MOVED");
    }
  }

  @Test
  void packedShallowAndLinked() throws Exception {
    commit("move", ledger("| T-2 | Two |\n", "| T-1 | One |\n"));
    git.git("pack-refs", "--all");
    git.git("gc", "-q");
    assertThat(told(history())).hasSize(2);
    assertThat(history().shallow()).isFalse();
    Path shallow = folder.resolve("shallow");
    git.git("clone", "-q", "--depth", "1", git.root().toUri().toString(), shallow.toString());
    try (Checkout checkout = Checkout.find(shallow, Map.of()).orElseThrow()) {
      History history = History.read(checkout, LEDGER, Layout.DEFAULT);
      assertThat(history.shallow()).isTrue();
      assertThat(told(history)).containsExactly("move: T-2 ADDED, T-1 ADDED");
    }
    Path linked = folder.resolve("linked");
    git.git("worktree", "add", "-q", linked.toString(), "HEAD~");
    try (Checkout checkout = Checkout.find(linked, Map.of()).orElseThrow()) {
      assertThat(told(History.read(checkout, LEDGER, Layout.DEFAULT))).hasSize(1);
    }
  }

  @Test
  void beforeTheFirstCommitThereIsNone() throws Exception {
    Scratch fresh = Scratch.create(folder.resolve("other"), "fresh");
    try (Checkout checkout = Checkout.find(fresh.root(), Map.of()).orElseThrow()) {
      assertThat(History.read(checkout, LEDGER, Layout.DEFAULT).steps()).isEmpty();
    }
  }

  @Test
  void readsOtherRevisions() throws Exception {
    git.git("tag", "v1");
    commit("move", ledger("| T-2 | Two |\n", "| T-1 | One |\n"));
    try (Checkout checkout = open()) {
      Revisions revisions = new Revisions(checkout);
      String first = revisions.commit("v1");
      assertThat(revisions.commit("HEAD~1")).isEqualTo(first);
      assertThat(revisions.file(first, LEDGER).map(b -> new String(b, StandardCharsets.UTF_8)))
          .contains(ledger("| T-1 | One |\n| T-2 | Two |\n", ""));
      assertThat(revisions.file(first, "none")).isEmpty();
      assertThat(revisions.names(first, "sub/ledger")).containsExactly("TASKS.md");
      assertThat(revisions.mergeBases(first, revisions.commit("main"))).containsExactly(first);
      assertThat(revisions.at(Instant.EPOCH)).isEmpty();
      assertThat(revisions.at(Instant.now().plusSeconds(60))).contains(revisions.commit("HEAD"));
      for (String unknown : List.of("nowhere", "HEAD~99", "HEAD:" + LEDGER, "a..b")) {
        assertThatThrownBy(() -> revisions.commit(unknown))
            .as(unknown)
            .isInstanceOf(UnknownRevision.class)
            .hasMessageContaining("'" + unknown + "'");
      }
    }
  }

  /** Since it is mentioned, not since a branch's name has it in it. */
  @Test
  void knowsSinceWhenABranchNamesATask() throws Exception {
    git.git("tag", "base");
    commit("branch", ledger("| T-1 | on feature/T-3-lazy |\n", ""));
    commit("mention", ledger("| T-1 | before T-2 |\n", ""));
    commit("row", ledger("| T-1 | before T-2 |\n| T-3 | Three |\n", ""));
    try (Checkout checkout = open()) {
      Revisions revisions = new Revisions(checkout);
      String tip = revisions.commit("HEAD");
      assertThat(revisions.named(revisions.commit("HEAD~2"), revisions.commit("base"), LEDGER))
          .containsOnlyKeys(new TaskId("T-1"));
      assertThat(revisions.named(tip, revisions.commit("HEAD~2"), LEDGER))
          .containsOnlyKeys(new TaskId("T-1"), new TaskId("T-2"), new TaskId("T-3"));
    }
  }

  private void commit(String message, String text) throws Exception {
    git.write(LEDGER, text);
    git.git("add", ".");
    git.git("commit", "-q", "-m", message);
  }

  private History history() throws Exception {
    try (Checkout checkout = open()) {
      return History.read(checkout, LEDGER, Layout.DEFAULT);
    }
  }

  private Checkout open() throws Exception {
    return Checkout.find(git.root(), Map.of()).orElseThrow();
  }

  private static List<String> told(History history) {
    List<String> told = new ArrayList<>();
    for (History.Step step : history.steps()) {
      List<String> changes =
          step.changes().stream().map((TaskChange c) -> c.id() + " " + c.kind()).toList();
      told.add(step.revision().subject() + ": " + String.join(", ", changes));
    }
    return told;
  }

  private static String ledger(String backlog, String done) {
    return "# Work\n\n## Backlog\n| ID | Title |\n|---|---|\n"
        + backlog
        + "\n## Done\n| ID | Title |\n|---|---|\n"
        + done;
  }
}
