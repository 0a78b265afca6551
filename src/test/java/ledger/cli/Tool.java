package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real launcher and the real jar, in a copy of this project as git would give it. */
final class Tool {
  static final Path ROOT = Path.of(System.getProperty("ledger.root", "")).toAbsolutePath();

  private final Path folder;

  /**
   * What came of a command.
   *
   * @param err empty where both streams were asked for as one
   */
  record Ended(int exit, String out, String err) {}

  private Tool(Path folder) {
    this.folder = folder;
  }

  /** A copy of what git tracks, with the jar that the build has just made. */
  static Tool copy(Path folder) throws Exception {
    for (String file : run(ROOT, "git", "ls-files").out().lines().toList()) {
      Path from = ROOT.resolve(file);
      if (Files.isRegularFile(from)) {
        Path to = folder.resolve(file);
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    Path jar = folder.resolve("target/ledger.jar");
    Files.createDirectories(jar.getParent());
    Files.copy(ROOT.resolve("target/ledger.jar"), jar);
    // The copied folders are new; a jar older than they are would be built again.
    Files.setLastModifiedTime(jar, FileTime.fromMillis(System.currentTimeMillis() + 2000));
    return new Tool(folder);
  }

  Path path(String file) {
    return folder.resolve(file);
  }

  Ended ledger(String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of(folder.resolve("bin/ledger").toString()));
    command.addAll(List.of(args));
    return run(folder, command.toArray(String[]::new));
  }

  Ended git(String... args) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=T", "-c", "user.email=t@example.org"));
    command.addAll(List.of(args));
    return run(folder, command.toArray(String[]::new));
  }

  static Ended run(Path folder, String... command) throws IOException, InterruptedException {
    Path out = Files.createTempFile("out", "");
    Path err = Files.createTempFile("err", "");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(String.join(" ", command)).isTrue();
    String text = Files.readString(out, StandardCharsets.UTF_8);
    return new Ended(process.exitValue(), text, Files.readString(err, StandardCharsets.UTF_8));
  }
}
