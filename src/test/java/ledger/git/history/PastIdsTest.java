package ledger.git.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.document.IdForm;
import ledger.document.TaskId;
import ledger.git.Checkout;
import ledger.git.Scratch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PastIdsTest {
  @TempDir Path folder;

  @Test
  void namesWhatAnyBranchOrTagEverHad() throws Exception {
    Scratch git = Scratch.create(folder, "repo");
    Path ledger = git.write("ledger/TASKS.md", "AB-1 and AB-2\n");
    git.write("ledger/tasks/AB-3.md", "x\n");
    git.git("add", "-A");
    git.git("commit", "-qm", "one");
    git.git("checkout", "-qb", "side");
    git.write("ledger/TASKS.md", "AB-4\n");
    git.git("commit", "-qam", "side");
    git.git("tag", "-am", "kept", "kept");
    git.git("checkout", "-q", "main");
    git.git("branch", "-qD", "side");
    Files.delete(git.path("ledger/tasks/AB-3.md"));
    git.write("ledger/TASKS.md", "nothing\n");
    git.write("other.md", "AB-9\n");
    git.git("add", "-A");
    git.git("commit", "-qm", "two");
    assertThat(past(git, ledger)).containsExactlyInAnyOrder("AB-1", "AB-2", "AB-3", "AB-4");
  }

  @Test
  void knowsNothingBeforeTheFirstCommit() throws Exception {
    Scratch git = Scratch.create(folder, "repo");
    assertThat(past(git, git.write("ledger/TASKS.md", "AB-1\n"))).isEmpty();
  }

  private static Set<String> past(Scratch git, Path ledger) throws Exception {
    try (Checkout checkout = Checkout.find(ledger, Map.of()).orElseThrow()) {
      List<Path> paths = List.of(ledger, ledger.resolveSibling("tasks"));
      return PastIds.of(checkout, paths, IdForm.USUAL).ids().stream()
          .map(TaskId::value)
          .collect(Collectors.toSet());
    }
  }
}
