package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * This project's own site, built twice by real processes that differ in their folder, language,
 * character set, time zone and number of processors: every byte is the same.
 */
class SameBytesIT {
  @TempDir Path folder;

  @Test
  void aSiteHasTheSameBytesInEveryFolderLocaleAndTimeZone() throws Exception {
    Path usual = site("work", Map.of("LC_ALL", "C.UTF-8", "TZ", "UTC"), "");
    // Turkish has its own dotted i, and writes 1.234,5; its old character set lacks most signs.
    Path locales = Files.createDirectory(folder.resolve("locales"));
    String turkish = locales.resolve("tr_TR").toString();
    String make = "localedef -i tr_TR -f ISO-8859-9 '" + turkish + "'";
    if (Files.exists(Path.of("/proc/self"))) {
      assertThat(run(new ProcessBuilder("sh", "-c", make))).isZero();
    } // Elsewhere the JVM's own properties still say Turkish.
    Path other =
        site(
            "with spaces/ünd ümlauts",
            Map.of(
                "LOCPATH", locales.toString(),
                "LC_ALL", "tr_TR",
                "LANG", "tr_TR",
                "TZ", "Pacific/Kiritimati"),
            "-Duser.language=tr -Duser.country=TR -Dfile.encoding=COMPAT"
                + " -XX:ActiveProcessorCount=1");
    SortedMap<String, String> files = digests(usual);
    assertThat(files).containsKeys("index.html", "tasks/MLX-002.html", "tasks/MLX-002.csv");
    assertThat(digests(other)).isEqualTo(files);
  }

  private Path site(String name, Map<String, String> variables, String options) throws Exception {
    Path work = folder.resolve(name);
    for (String file : Tool.run(Tool.ROOT, "git", "ls-files", "ledger").out().lines().toList()) {
      Path to = work.resolve(file);
      Files.createDirectories(to.resolveSibling("."));
      Files.copy(Tool.ROOT.resolve(file), to);
    }
    ProcessBuilder builder = new ProcessBuilder(Scratch.command("site"));
    builder.directory(work.toFile());
    builder.environment().putAll(variables);
    builder.environment().put("LEDGER_JAVA_OPTS", options);
    assertThat(run(builder)).isZero();
    return work.resolve("site");
  }

  private static int run(ProcessBuilder builder) throws Exception {
    Process process = builder.redirectErrorStream(true).redirectOutput(Redirect.INHERIT).start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(builder.command().toString()).isTrue();
    return process.exitValue();
  }

  private static SortedMap<String, String> digests(Path site) throws Exception {
    SortedMap<String, String> digests = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(site)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Path file : files) {
      String name = site.relativize(file).toString();
      digests.put(name, HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file))));
    }
    return digests;
  }
}
