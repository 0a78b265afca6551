package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder of {@code src/test/resources/golden} is a {@link Story}: {@code ledger.md} before,
 * the commands in {@code command}, and what must come of it: {@code expected.md} (missing: not a
 * byte may change), {@code stdout}, {@code stderr}, {@code exit}. {@code files} holds other files
 * of the workspace, {@code expected} all of them afterwards. Each runs with LF and with CRLF, but
 * for those with commits or run records, whose names follow from the bytes; and in languages that
 * have other digits, or other letter cases. {@code -Dledger.golden=renew} rewrites what came of it.
 *
 * <p>All of them together tell every error that the product can make: see {@link ErrorsTold}.
 */
class GoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final boolean RENEW = "renew".equals(System.getProperty("ledger.golden"));

  /** Persian and Turkish. */
  private static final List<Locale> LANGUAGES =
      List.of(Locale.of("fa", "IR"), Locale.of("tr", "TR"));

  private final ErrorsTold errors = new ErrorsTold();

  @BeforeAll
  static void watch() {
    Raised.watch();
  }

  @TestFactory
  List<DynamicTest> stories() throws IOException {
    assertThat(RENEW && System.getenv("CI") != null).as("CI never renews golden files").isFalse();
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> folders = Files.list(GOLDEN)) {
      for (Path story : folders.sorted().toList()) {
        tests.add(dynamicTest(story.getFileName().toString(), () -> tell(story, false)));
        String commands = Files.readString(story.resolve("command"));
        boolean named = commands.contains("git ") || commands.contains("results import");
        if (!RENEW && !named) {
          tests.add(dynamicTest(story.getFileName() + " (CRLF)", () -> tell(story, true)));
        }
        for (Locale language : RENEW ? List.<Locale>of() : LANGUAGES) {
          tests.add(
              dynamicTest(
                  story.getFileName() + " (" + language + ")", () -> tell(story, language)));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(10);
    tests.add(dynamicTest("every error is told", errors::assertAllTold));
    return tests;
  }

  private void tell(Path story, Locale language) throws Exception {
    Locale usual = Locale.getDefault();
    Locale.setDefault(language);
    try {
      tell(story, false);
    } finally {
      Locale.setDefault(usual);
    }
  }

  private void tell(Path story, boolean crlf) throws Exception {
    byte[] before = bytes(story.resolve("ledger.md"), crlf);
    SortedMap<String, String> files = Story.files(story.resolve("files"));
    if (crlf) {
      files.replaceAll((name, text) -> text.replace("\n", "\r\n"));
    }
    Raised.drain();
    Story.Told told = Story.tell(before, files, Files.readString(story.resolve("command")));
    errors.told(Raised.drain(), told);
    SortedMap<String, String> after = plain(told.files(), crlf);
    if (RENEW) {
      renew(story, before, told, after);
      return;
    }
    Path expected = story.resolve("expected.md");
    byte[] ledger = Files.exists(expected) ? bytes(expected, crlf) : before;
    assertThat(text(told.ledger())).as("ledger").isEqualTo(text(ledger));
    assertThat(after).as("files").isEqualTo(Story.files(story.resolve("expected")));
    assertThat(told.out()).as("stdout").isEqualTo(Files.readString(story.resolve("stdout")));
    assertThat(told.err()).as("stderr").isEqualTo(Files.readString(story.resolve("stderr")));
    assertThat(told.exit()).as("exit").isEqualTo(Files.readString(story.resolve("exit")));
  }

  private static void renew(
      Path story, byte[] before, Story.Told told, SortedMap<String, String> after)
      throws IOException {
    Path expected = story.resolve("expected.md");
    if (Arrays.equals(before, told.ledger())) {
      Files.deleteIfExists(expected);
    } else {
      Files.write(expected, told.ledger());
    }
    Path others = story.resolve("expected");
    for (String old : Story.files(others).keySet()) {
      Files.delete(others.resolve(old));
    }
    for (Map.Entry<String, String> other : after.entrySet()) {
      Path path = others.resolve(other.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, other.getValue(), StandardCharsets.ISO_8859_1);
    }
    Files.writeString(story.resolve("stdout"), told.out());
    Files.writeString(story.resolve("stderr"), told.err());
    Files.writeString(story.resolve("exit"), told.exit());
  }

  /** With plain line ends; a file that has CRLF has no other. */
  private static SortedMap<String, String> plain(SortedMap<String, String> files, boolean crlf) {
    SortedMap<String, String> all = new TreeMap<>(files);
    all.replaceAll(
        (name, content) -> {
          String plain = content.replace("\r\n", "\n");
          boolean whole = plain.replace("\n", "\r\n").equals(content);
          assertThat(plain.equals(content) || (crlf && whole)).as("line ends of " + name).isTrue();
          return plain;
        });
    return all;
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
