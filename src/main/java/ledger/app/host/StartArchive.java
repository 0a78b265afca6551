package ledger.app.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Whether the JVM uses the class archive: the launcher is started once more, with a log. */
final class StartArchive {
  private static final String OPTIONS = "LEDGER_JAVA_OPTS";

  /** Variables by which a user changes the JVM's options, and may make an archive useless. */
  private static final List<String> CHANGING =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", OPTIONS);

  private StartArchive() {}

  static HostCheck check(DoctorRequest request, Map<String, String> env) throws IOException {
    Path launcher = request.launcher();
    Path archive = request.archive();
    if (launcher == null || archive == null) {
      return HostCheck.of(HostTopic.ARCHIVE).but(HostTrouble.NO_ARCHIVE);
    }
    String set = String.join(", ", CHANGING.stream().filter(env::containsKey).toList());
    HostCheck named = HostCheck.of(HostTopic.ARCHIVE, "file", archive.toString(), "options", set);
    return isUsed(launcher, env) ? named : named.but(HostTrouble.ARCHIVE_REJECTED);
  }

  private static boolean isUsed(Path launcher, Map<String, String> env) throws IOException {
    Path log = Files.createTempFile("ledger-start", ".log");
    try {
      String options = env.getOrDefault(OPTIONS, "") + " -Xlog:class+load:file=" + log;
      ProgramPath.line(Map.of(OPTIONS, options.strip()), launcher.toString(), "--version");
      try (Stream<String> lines = Files.lines(log)) {
        return lines.anyMatch(
            line -> line.contains(" ledger.cli.Main ") && line.contains("shared objects file"));
      }
    } finally {
      Files.deleteIfExists(log);
    }
  }
}
