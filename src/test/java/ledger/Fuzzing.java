package ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Coverage-guided fuzzing by Jazzer, each target in a process of its own. Runs in the profile
 * {@code fuzz} only, for {@code -Dledger.fuzz.seconds} each.
 */
class Fuzzing {
  private static final String SECONDS = System.getProperty("ledger.fuzz.seconds", "120");

  @ParameterizedTest
  @EnumSource
  void findsNothing(FuzzTarget target) throws Exception {
    Path work = Path.of("target/fuzz", target.name().toLowerCase(Locale.ROOT)).toAbsolutePath();
    Path corpus = Files.createDirectories(work.resolve("corpus"));
    Process jazzer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.type.getName(),
                "--instrumentation_includes=ledger.**:com.vladsch.flexmark.ext.tables.**:org.snakeyaml.**",
                "--reproducer_path=" + work,
                "-artifact_prefix=" + work + "/",
                "-max_total_time=" + SECONDS,
                "-max_len=4096",
                "-timeout=20",
                "-print_final_stats=1",
                corpus.toString(),
                target.fixtures().toAbsolutePath().toString())
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("log").toFile())
            .start();
    int exit;
    try {
      exit = jazzer.waitFor();
    } finally {
      jazzer.destroy();
    }
    List<String> log = Files.readAllLines(work.resolve("log"));
    log.stream()
        .filter(line -> line.startsWith("stat::number_of_executed_units"))
        .forEach(line -> System.out.println(target + " " + line));
    assertThat(exit)
        .as(
            "%s found something: copy %s/crash-* to %s, mend it, and FindingsTest keeps it mended%n%s",
            target,
            work,
            target.fixtures(),
            String.join("\n", log.subList(Math.max(0, log.size() - 60), log.size())))
        .isZero();
  }
}
