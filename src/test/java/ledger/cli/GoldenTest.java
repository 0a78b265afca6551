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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder of {@code src/test/resources/golden} is a story: {@code ledger.md} before, the
 * commands in {@code command}, and what must come of it: {@code expected.md} (missing: not a byte
 * may change), {@code stdout}, {@code stderr}, {@code exit}. {@code files} holds other files of the
 * workspace, {@code expected} all of them afterwards. Each runs with LF and with CRLF; a command
 * {@code write FILE TEXT} is an edit by hand. {@code -Dledger.golden=renew} rewrites what came of
 * it.
 */
class GoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final boolean RENEW = "renew".equals(System.getProperty("ledger.golden"));
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  /** What came of a story; other files by name, their line ends plain if they were all CRLF. */
  private record Told(
      byte[] ledger, SortedMap<String, String> files, String out, String err, String exit) {}

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
    Told told =
        run(
            before,
            files(story.resolve("files")),
            crlf,
            Files.readString(story.resolve("command")));
    if (RENEW) {
      renew(story, before, told);
      return;
    }
    Path expected = story.resolve("expected.md");
    byte[] after = Files.exists(expected) ? bytes(expected, crlf) : before;
    assertThat(text(told.ledger)).as("ledger").isEqualTo(text(after));
    assertThat(told.files).as("files").isEqualTo(files(story.resolve("expected")));
    assertThat(told.out).as("stdout").isEqualTo(Files.readString(story.resolve("stdout")));
    assertThat(told.err).as("stderr").isEqualTo(Files.readString(story.resolve("stderr")));
    assertThat(told.exit).as("exit").isEqualTo(Files.readString(story.resolve("exit")));
  }

  private static Told run(
      byte[] ledger, SortedMap<String, String> files, boolean crlf, String commands)
      throws IOException {
    Path folder = Files.createTempDirectory("golden");
    Path file = folder.resolve("ledger/TASKS.md");
    Files.createDirectories(file.getParent());
    Files.write(file, ledger);
    for (Map.Entry<String, String> other : files.entrySet()) {
      Path path = folder.resolve(other.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, crlf ? other.getValue().replace("\n", "\r\n") : other.getValue());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    StringBuilder exits = new StringBuilder();
    for (String command : commands.lines().toList()) {
      Console console =
          Console.of(
              new PrintStream(out, true, StandardCharsets.UTF_8),
              new PrintStream(err, true, StandardCharsets.UTF_8),
              Map.of());
      String[] words = words(command);
      if (words[0].equals("write")) {
        Files.writeString(folder.resolve(words[1]), words[2] + "\n");
        continue;
      }
      exits
          .append(
              Main.run(
                  console,
                  Map.of(),
                  folder,
                  NOON,
                  java.util.Arrays.copyOfRange(words, 1, words.length)))
          .append('\n');
    }
    return new Told(
        Files.readAllBytes(file),
        plain(files(folder), crlf),
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
    assertThat(words.getFirst()).isIn("ledger", "write");
    return words.toArray(String[]::new);
  }

  private static void renew(Path story, byte[] before, Told told) throws IOException {
    Path expected = story.resolve("expected.md");
    if (java.util.Arrays.equals(before, told.ledger)) {
      Files.deleteIfExists(expected);
    } else {
      Files.write(expected, told.ledger);
    }
    Path others = story.resolve("expected");
    for (String old : files(others).keySet()) {
      Files.delete(others.resolve(old));
    }
    for (Map.Entry<String, String> other : told.files.entrySet()) {
      Path path = others.resolve(other.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, other.getValue());
    }
    Files.writeString(story.resolve("stdout"), told.out);
    Files.writeString(story.resolve("stderr"), told.err);
    Files.writeString(story.resolve("exit"), told.exit);
  }

  /** All files below a folder but the ledger and what this machine alone needs; none for none. */
  private static SortedMap<String, String> files(Path folder) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          String name = folder.relativize(file).toString().replace('\\', '/');
          if (!name.startsWith(".ledger/") && !name.equals("ledger/TASKS.md")) {
            files.put(name, Files.readString(file));
          }
        }
      }
    }
    return files;
  }

  /** With plain line ends; a file that has CRLF has no other. */
  private static SortedMap<String, String> plain(SortedMap<String, String> files, boolean crlf) {
    files.replaceAll(
        (name, content) -> {
          String plain = content.replace("\r\n", "\n");
          boolean whole = plain.replace("\n", "\r\n").equals(content);
          assertThat(plain.equals(content) || (crlf && whole)).as("line ends of " + name).isTrue();
          return plain;
        });
    return files;
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
