package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder of {@code src/test/resources/golden} is a story: {@code ledger.md} before, the
 * commands in {@code command}, and what must come of it: {@code expected.md} (missing: not a byte
 * may change), {@code stdout}, {@code stderr}, {@code exit}. Each runs with LF and with CRLF.
 * {@code -Dledger.golden=renew} rewrites what came of it.
 */
class GoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final boolean RENEW = "renew".equals(System.getProperty("ledger.golden"));
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  private record Told(byte[] ledger, String out, String err, String exit) {}

  @TestFactory
  List<DynamicTest> stories() throws IOException {
    assertThat(RENEW && System.getenv("CI") != null).as("CI never renews golden files").isFalse();
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> folders = Files.list(GOLDEN)) {
      for (Path story : folders.sorted().toList()) {
        tests.add(dynamicTest(story.getFileName().toString(), () -> tell(story, false)));
        if (!RENEW) {
          tests.add(dynamicTest(story.getFileName() + " (CRLF)", () -> tell(story, true)));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(10);
    return tests;
  }

  private static void tell(Path story, boolean crlf) throws IOException {
    byte[] before = bytes(story.resolve("ledger.md"), crlf);
    Told told = run(before, Files.readString(story.resolve("command")));
    if (RENEW) {
      renew(story, before, told);
      return;
    }
    Path expected = story.resolve("expected.md");
    byte[] after = Files.exists(expected) ? bytes(expected, crlf) : before;
    assertThat(text(told.ledger)).as("ledger").isEqualTo(text(after));
    assertThat(told.out).as("stdout").isEqualTo(Files.readString(story.resolve("stdout")));
    assertThat(told.err).as("stderr").isEqualTo(Files.readString(story.resolve("stderr")));
    assertThat(told.exit).as("exit").isEqualTo(Files.readString(story.resolve("exit")));
  }

  private static Told run(byte[] ledger, String commands) throws IOException {
    Path folder = Files.createTempDirectory("golden");
    Path file = folder.resolve("ledger/TASKS.md");
    Files.createDirectories(file.getParent());
    Files.write(file, ledger);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    StringBuilder exits = new StringBuilder();
    for (String command : commands.lines().toList()) {
      Console console =
          Console.of(
              new PrintStream(out, true, StandardCharsets.UTF_8),
              new PrintStream(err, true, StandardCharsets.UTF_8),
              Map.of());
      exits.append(Main.run(console, Map.of(), folder, NOON, words(command))).append('\n');
    }
    return new Told(
        Files.readAllBytes(file),
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8),
        exits.toString());
  }

  /** A command line's words; those in single quotes may hold blanks. */
  private static String[] words(String command) {
    Matcher matcher = Pattern.compile("'([^']*)'|(\\S+)").matcher(command);
    List<String> words = new ArrayList<>();
    while (matcher.find()) {
      words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
    assertThat(words.removeFirst()).isEqualTo("ledger");
    return words.toArray(String[]::new);
  }

  private static void renew(Path story, byte[] before, Told told) throws IOException {
    Path expected = story.resolve("expected.md");
    if (java.util.Arrays.equals(before, told.ledger)) {
      Files.deleteIfExists(expected);
    } else {
      Files.write(expected, told.ledger);
    }
    Files.writeString(story.resolve("stdout"), told.out);
    Files.writeString(story.resolve("stderr"), told.err);
    Files.writeString(story.resolve("exit"), told.exit);
  }

  /** Latin-1, so that bytes that are no UTF-8 survive. */
  private static byte[] bytes(Path file, boolean crlf) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return crlf ? text(bytes).replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1) : bytes;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
