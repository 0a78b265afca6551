package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command on a terminal runs of the user's PATH. */
class TerminalProgramsIT {
  private static final String EXPERIMENT =
      """
      # /// script
      # requires-python = ">=3.10"
      # [tool.ledger]
      # task = "A-001"
      # title = "Nothing"
      # timeout = "60s"
      # [[tool.ledger.claims]]
      # id = "some"
      # text = "There is some"
      # metric = "some"
      # at-least = 1
      # ///
      """;

  @TempDir Path folder;

  @Test
  void drawingProgressRunsNoProgramOfTheProject() throws Exception {
    Scratch scratch = Scratch.with(folder);
    write("ledger/experiments/nothing.py", EXPERIMENT);
    write("ledger/experiments/requirements/mine.txt", "# nothing\n");
    write(
        "ledger/ledger.toml",
        "environment = \"mine\"\n[environments.mine]\nrequirements = \"requirements/mine.txt\"\n");
    Path tools = Files.createDirectory(folder.resolve("tools"));
    for (String name : new String[] {"test", "[", "stty", "tty", "infocmp", "tput"}) {
      Path tool = tools.resolve(name);
      Files.writeString(
          tool, "#!/bin/sh\necho %s >>'%s'\n".formatted(name, folder.resolve("called")));
      Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    String verify = String.join(" ", Scratch.command("verify", "A-001", "--force"));
    Tool.Ended shown =
        Tool.run(
            folder,
            "sh",
            "-c",
            "PATH='" + tools + "':$PATH script -qec '" + verify + "' /dev/null </dev/null");
    assertThat(shown.out()).as("a progress bar").contains("nothing").contains("%");
    assertThat(folder.resolve("called")).doesNotExist();
    assertThat(scratch.run("results", "A-001").out()).contains("nothing");
  }

  private void write(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
