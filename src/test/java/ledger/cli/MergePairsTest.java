package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 200 random pairs of branches, merged by the driver and judged by an oracle that shares no code
 * with it. The same pairs under plain git are counted for comparison; docs/git.md has the numbers.
 */
class MergePairsTest {
  private static final int PAIRS = 200;
  private static final Pattern CONFLICT = Pattern.compile("(?m)^ledger: conflict in .*?: (.*)$");

  @TempDir Path folder;

  @Test
  void nothingIsLostNothingIsDoubledAndEveryConflictIsTrue() throws Exception {
    Map<String, Integer> plain = new TreeMap<>();
    Map<String, Integer> driver = new TreeMap<>();
    for (int seed = 0; seed < PAIRS; seed++) {
      Random random = new Random(seed);
      Board base = Board.random(random, 8 + random.nextInt(20));
      Board ours = changed(base, random, "ours");
      Board theirs = changed(base, random, "theirs");
      MergeOracle oracle = new MergeOracle(base, ours, theirs);
      write(base, ours, theirs);

      Tool.Ended git = Tool.run(folder, "git", "merge-file", "-p", "ours", "base", "theirs");
      plain.merge(judged(git.exit(), git.out(), oracle), 1, Integer::sum);

      ByteArrayOutputStream err = new ByteArrayOutputStream();
      int exit = driver(err);
      String said = err.toString(StandardCharsets.UTF_8);
      Board merged = Board.read(Files.readString(folder.resolve("ours")));
      assertThat(oracle.verdict(merged)).as("pair %s: %s", seed, said).isEmpty();
      assertThat(conflicts(said)).as("conflicts of pair %s", seed).isEqualTo(oracle.conflicts);
      assertThat(exit).isEqualTo(oracle.conflicts.isEmpty() ? 0 : 1);
      assertThat(merged.isSorted()).as("pair %s is sorted", seed).isTrue();
      assertThat(swapped(ours, theirs, merged)).as("pair %s keeps the order", seed).isEmpty();
      driver.merge(exit == 0 ? "clean and right" : "true conflict", 1, Integer::sum);
    }
    assertThat(driver.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(PAIRS);
    assertThat(driver.get("clean and right")).as("%s", driver).isGreaterThan(PAIRS / 10);
    Files.writeString(
        Files.createDirectories(Path.of("target")).resolve("merge-pairs.txt"),
        "plain git: " + plain + "\ndriver: " + driver + "\n");
  }

  private static Board changed(Board base, Random random, String side) {
    Board board = base.copy();
    for (int i = 2 + random.nextInt(9); i > 0; i--) {
      board.change(random, side);
    }
    return board;
  }

  private void write(Board base, Board ours, Board theirs) throws Exception {
    Files.writeString(folder.resolve("base"), base.markdown());
    Files.writeString(folder.resolve("ours"), ours.markdown());
    Files.writeString(folder.resolve("theirs"), theirs.markdown());
  }

  private int driver(ByteArrayOutputStream err) {
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
    Console console =
        Console.of(nowhere, new PrintStream(err, true, StandardCharsets.UTF_8), Map.of());
    return Main.run(
        console, Map.of(), folder, Clock.systemUTC(), "merge-driver", "base", "ours", "theirs");
  }

  private static Set<String> conflicts(String said) {
    Set<String> subjects = new TreeSet<>();
    var matcher = CONFLICT.matcher(said);
    while (matcher.find()) {
      subjects.add(matcher.group(1));
    }
    return subjects;
  }

  private static String judged(int exit, String text, MergeOracle oracle) {
    if (exit != 0) {
      return oracle.conflicts.isEmpty() ? "conflict where there is none" : "conflict";
    }
    String verdict = oracle.verdict(Board.read(text));
    if (verdict.isEmpty()) {
      return oracle.conflicts.isEmpty() ? "clean and right" : "clean, a conflict passed over";
    }
    return verdict.equals("a doubled ID") ? "clean, a doubled ID" : "clean, another wrong result";
  }

  /**
   * Pairs of rows that both sides have in one order, with one priority, and the merge in another.
   */
  private static List<String> swapped(Board ours, Board theirs, Board merged) {
    List<String> wrong = new ArrayList<>();
    for (String state : Board.STATES) {
      List<Map<String, String>> rows = merged.rows.get(state);
      List<String> o = ids(ours, state);
      List<String> t = ids(theirs, state);
      for (int i = 0; i < rows.size(); i++) {
        for (int j = i + 1; j < rows.size(); j++) {
          String first = rows.get(i).get("ID");
          String second = rows.get(j).get("ID");
          boolean equals =
              rows.get(i)
                  .getOrDefault("Priority", "")
                  .equals(rows.get(j).getOrDefault("Priority", ""));
          if (equals
              && o.contains(first)
              && t.contains(first)
              && o.indexOf(first) > o.indexOf(second)
              && t.indexOf(first) > t.indexOf(second)
              && o.contains(second)
              && t.contains(second)) {
            wrong.add(first + " before " + second);
          }
        }
      }
    }
    return wrong;
  }

  private static List<String> ids(Board board, String state) {
    return board.rows.get(state).stream().map(row -> row.get("ID")).toList();
  }
}
