package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What any process does below some folders, as the system sees it; where it can, which is Linux.
 */
record Opens(Process watcher) {
  static Opens below(List<Path> folders) throws Exception {
    Path script = Tool.ROOT.resolve("src/test/resources/watch_opens.py");
    List<String> command = new ArrayList<>(List.of("python3", script.toString()));
    folders.forEach(folder -> command.add(folder.toString()));
    Process watcher =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    if (System.getProperty("os.name").equals("Linux")) {
      assertThat(watcher.inputReader().readLine()).isEqualTo("ready");
    }
    return new Opens(watcher);
  }

  /** What was opened, read, written, made or removed since; it ends with this. */
  List<String> seen() throws Exception {
    watcher.getOutputStream().close();
    List<String> seen = watcher.inputReader().lines().toList();
    watcher.waitFor();
    return seen;
  }
}
