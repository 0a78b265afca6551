package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import ledger.document.Layout;
import ledger.document.LedgerWriter;
import ledger.document.parse.LedgerParser;
import ledger.io.FileTree;
import ledger.text.SourceText;
import org.junit.jupiter.api.Test;

/**
 * Commands with all their options in random combinations on generated ledgers: an option that is
 * accepted shows in the result, no command changes anything else, and a refused one changes
 * nothing.
 */
class OptionsTest {
  private static final int COMMANDS = Scale.of(1_500, 60_000);

  /** What is always refused: only Done can be waived. */
  private static final Set<String> NEVER = Set.of("start --waive", "review --waive");

  private static final int ON_EACH_LEDGER = 25;
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  /** How often each verb, and each option of it, was accepted and refused. */
  private final Map<String, int[]> counts = new TreeMap<>();

  private record Ended(int exit, String out, String err) {}

  @Test
  void anOptionThatIsAcceptedShows() throws Exception {
    long seed = Long.getLong("ledger.options.seed", 20261123);
    int done = 0;
    for (long round = 0; done < COMMANDS; round++) {
      done += workspace(new Random(seed + round), seed + round);
    }
    counts.forEach(
        (what, n) -> System.out.printf("%-22s %6d accepted %6d refused%n", what, n[0], n[1]));
    counts.keySet().removeAll(NEVER);
    counts.keySet().removeIf(what -> !Scale.FULL && what.contains(" "));
    assertThat(counts).allSatisfy((what, n) -> assertThat(n[0]).as(what).isPositive());
  }

  /** Runs some commands one after another on one ledger. */
  private int workspace(Random random, long seed) throws Exception {
    byte[] tape = new byte[400];
    random.nextBytes(tape);
    String text = LedgerWriter.write(tape).text();
    if (LedgerParser.parse(SourceText.of("", text), Layout.DEFAULT).ledger().tasks().size() < 3) {
      return 0;
    }
    Path folder = Files.createTempDirectory(base(), "options");
    try {
      Files.createDirectories(folder.resolve("ledger"));
      Files.writeString(folder.resolve("ledger/TASKS.md"), text);
      Deque<SeenLedger> past = new ArrayDeque<>();
      for (int i = 0; i < ON_EACH_LEDGER; i++) {
        command(random, folder, past, "seed " + seed + ", command " + i);
      }
      return ON_EACH_LEDGER;
    } finally {
      FileTree.delete(folder);
    }
  }

  /** In memory where there is such a place: nothing here is about what lasts. */
  private static Path base() {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
  }

  private void command(Random random, Path folder, Deque<SeenLedger> past, String which)
      throws Exception {
    SeenLedger before = SeenLedger.in(folder);
    AskedCommand asked = AskedCommand.random(random, before.vocabulary());
    String what = which + ": " + asked.words() + "\n" + before.ledger().source().content();
    int dry = -1;
    if (!asked.verb().equals("list") && random.nextInt(4) == 0) {
      dry = run(folder, asked.dry()).exit;
      assertThat(SeenLedger.in(folder).bytes()).as("a dry run, " + what).isEqualTo(before.bytes());
    }
    Ended ended = run(folder, asked);
    assertThat(dry < 0 || dry == ended.exit).as("a dry run ends alike, " + what).isTrue();
    SeenLedger after = SeenLedger.in(folder);
    boolean accepted = ended.exit == 0;
    count(asked.verb(), accepted);
    asked.options().keySet().forEach(option -> count(asked.verb() + " " + option, accepted));
    try {
      if (asked.verb().equals("undo")) {
        undone(asked, past, ended, after, before);
      } else if (accepted) {
        new OptionsShow(asked, before, after).check(ended.out);
        if (!after.bytes().equals(before.bytes())) {
          past.push(before);
        }
      } else {
        assertThat(ended.exit).isIn(1, 2, 3);
        assertThat(ended.err).isNotEmpty().doesNotContain("bug in ledger");
        assertThat(after.bytes()).as("a refused command").isEqualTo(before.bytes());
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(what + "\n" + after.bytes() + ended, e);
    }
  }

  private static void undone(
      AskedCommand asked,
      Deque<SeenLedger> past,
      Ended ended,
      SeenLedger after,
      SeenLedger before) {
    int wanted = asked.state() == null ? 1 : Integer.parseInt(asked.state());
    SeenLedger expected = before;
    if (ended.exit == 0) {
      for (int i = 0; i < wanted; i++) {
        expected = past.pop();
      }
    } else {
      int left = past.size();
      assertThat(left).isLessThan(wanted);
      while (!past.isEmpty() && !after.bytes().equals(before.bytes())) {
        expected = past.pop();
      }
    }
    assertThat(after.bytes()).isEqualTo(expected.bytes());
  }

  private void count(String what, boolean accepted) {
    counts.computeIfAbsent(what, w -> new int[2])[accepted ? 0 : 1]++;
  }

  private static Ended run(Path folder, AskedCommand asked) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        Console.of(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of());
    int exit = Main.run(console, Map.of(), folder, NOON, asked.words().toArray(String[]::new));
    return new Ended(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
