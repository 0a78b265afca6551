package ledger.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
  @TempDir Path temporary;

  @Test
  void gitIgnoresAllOfIt() throws IOException {
    StateFolder state = new StateFolder(temporary.resolve("state"));
    assertThat(state.path()).doesNotExist();
    assertThat(state.folder("envs")).isEqualTo(state.path().resolve("envs")).isDirectory();
    assertThat(state.file("lock")).isEqualTo(state.path().resolve("lock")).doesNotExist();
    assertThat(state.path().resolve(".gitignore")).hasContent("*\n");
  }

  @Test
  void whatTheUserWroteForGitStays() throws IOException {
    StateFolder state = new StateFolder(temporary);
    Files.writeString(temporary.resolve(".gitignore"), "mine\n");
    assertThat(state.make()).isEqualTo(temporary);
    assertThat(temporary.resolve(".gitignore")).hasContent("mine\n");
  }
}
