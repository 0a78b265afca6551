package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ledger.io.FileTree;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Text that costs a parser more than it looks: in the ledger, on a page, in a cell, and in other
 * files. Every command answers, or refuses with the place, in seconds and without a defect.
 */
class BoundsTest {
  private static final String LEDGER =
      "## Backlog\n\n| ID | Title | Priority |\n|---|---|---|\n| T-1 | one | High |\n\n"
          + "## In Progress\n\n| ID | Title |\n|---|---|\n\n";
  private static final String PAGE = "ledger/tasks/T-1.md";
  private static final String RECORD = "ledger/results/T-1/20261119T100000Z-00000000.json";
  private static final int MANY = 20_000;

  /** Seconds that no command may take: some two, on a machine with much else to do. */
  private static final int MOST = 20;

  @TestFactory
  Stream<DynamicTest> everyMarkdownIsAnswered() {
    return markdown().entrySet().stream()
        .flatMap(
            text ->
                Stream.of("ledger", "page", "cell")
                    .map(
                        where ->
                            dynamicTest(
                                text.getKey() + " in a " + where,
                                () -> in(files(where, text.getValue()), "list", "check", "site"))));
  }

  @TestFactory
  Stream<DynamicTest> everyOtherFileIsAnswered() {
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    frontMatter().forEach((name, yaml) -> all.put(name, Map.of(PAGE, "---\n" + yaml + "---\nx\n")));
    settings().forEach((name, toml) -> all.put(name, Map.of("ledger/ledger.toml", toml)));
    records()
        .forEach(
            (name, json) ->
                all.put(name, Map.of(RECORD, json, "ledger/experiments/a.py", header(""))));
    all.put(
        "a deep header",
        Map.of("ledger/experiments/a.py", header("# x = " + "[".repeat(MANY) + "\n")));
    all.put("wide", Map.of("ledger/TASKS.md", wide(1_000, 100)));
    all.put("wider", Map.of("ledger/TASKS.md", wide(MANY, 3)));
    all.put(
        "a long cell", Map.of("ledger/TASKS.md", LEDGER.replace("one", "x".repeat(10_000_000))));
    all.put("long text", Map.of("ledger/TASKS.md", LEDGER + "word\n".repeat(300_000)));
    return all.entrySet().stream()
        .map(
            files ->
                dynamicTest(
                    files.getKey(),
                    () -> {
                      Map<String, String> with = new LinkedHashMap<>();
                      with.put("ledger/TASKS.md", LEDGER);
                      with.putAll(files.getValue());
                      in(with, "list", "check", "show T-1", "results", "start T-1", "site");
                    }));
  }

  private static Map<String, String> files(String where, String text) {
    String cell = text.replace('\n', ' ').strip().replace("|", "\\|");
    return switch (where) {
      case "ledger" -> Map.of("ledger/TASKS.md", LEDGER + text);
      case "page" -> Map.of("ledger/TASKS.md", LEDGER, PAGE, "---\na: b\n---\n" + text);
      default -> Map.of("ledger/TASKS.md", LEDGER.replace(" one ", " " + cell + " "));
    };
  }

  private static void in(Map<String, String> files, String... commands) throws IOException {
    Path memory = Path.of("/dev/shm");
    Path base = Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    Path folder = Files.createTempDirectory(base, "bounds");
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
      for (String command : commands) {
        answers(folder, command);
      }
    } finally {
      FileTree.delete(folder);
    }
  }

  private static void answers(Path folder, String command) {
    long start = System.nanoTime();
    Desk.Ended ended = Desk.ledger(folder, command.split(" "));
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    String said = ended.err().substring(0, Math.min(2_000, ended.err().length()));
    assertThat(ended.exit()).as(command + ": " + said).isIn(0, 1, 3);
    assertThat(said).as(command).doesNotContain("bug in ledger");
    if (ended.exit() != 0 && !command.equals("results")) {
      assertThat(said + ended.out()).as(command).containsPattern(":[0-9]+:[0-9]+: error: ");
    }
    assertThat(seconds).as(command + " took too long: " + said).isLessThan(MOST);
  }

  private static Map<String, String> markdown() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("quotes", ">".repeat(MANY) + " x\n");
    all.put("lists", "- ".repeat(5_000) + "x\n");
    all.put("numbers", "1. ".repeat(5_000) + "x\n");
    all.put("quotes and lists", "> - ".repeat(3_000) + "x\n");
    all.put("quotes at the limit", (">".repeat(99) + " x\n\n").repeat(50));
    all.put("brackets", "[".repeat(50_000) + "\n");
    all.put("links", "[".repeat(5_000) + "a" + "](#u)".repeat(5_000) + "\n");
    all.put("links at the limit", "[".repeat(1_200) + "a" + "](#u)".repeat(1_200) + "\n");
    all.put("images", "![".repeat(5_000) + "a" + "](#u)".repeat(5_000) + "\n");
    all.put("images at the limit", "![".repeat(1_200) + "a" + "](#u)".repeat(1_200) + "\n");
    all.put("emphasis", "*a **b ".repeat(5_000) + "\n");
    all.put("emphasis at the limit", "*a ".repeat(2_490) + "a* ".repeat(2_490) + "\n");
    all.put("stars", "*".repeat(50_000) + "a" + "*".repeat(50_000) + "\n");
    all.put("struck", "~~a ".repeat(10_000) + "a~~ ".repeat(10_000) + "\n");
    all.put(
        "ticks",
        IntStream.range(1, 600).mapToObj("`"::repeat).collect(Collectors.joining(" ")) + "\n");
    all.put("elements", "<div>".repeat(MANY) + "\n");
    all.put("elements in a line", "x " + "<b>".repeat(MANY) + "\n");
    all.put("elements at the limit", "x " + "<b>".repeat(4_900) + "\n");
    all.put("attributes", "x <a " + "b=\"c\" ".repeat(MANY) + ">\n");
    all.put("angles", "x " + "<".repeat(50_000) + "\n");
    all.put("comments", "x " + "<!-- ".repeat(MANY) + "\n");
    all.put("CDATA", "x " + "<![CDATA[".repeat(MANY) + "\n");
    all.put("instructions", "x " + "<?a ".repeat(4_900) + "\n");
    all.put("a long title", "[a](#u \"" + "t".repeat(50_000) + "\")\n");
    all.put("a long address", "[a](#" + "u".repeat(50_000) + ")\n");
    all.put("parentheses", "[a](" + "(".repeat(MANY) + ")\n");
    all.put("a long label", "[" + "a".repeat(50_000) + "]: #u\n");
    all.put("an open title", "[a]: #u \"" + "t\n".repeat(MANY) + "\n");
    all.put("entities", "&".repeat(50_000) + "\n");
    all.put("escapes", "\\*".repeat(50_000) + "\n");
    all.put("addresses", "www.".repeat(MANY) + "\n");
    all.put("mail", "a@".repeat(MANY) + "\n");
    all.put("headings", "# h\n".repeat(10_000));
    all.put("breaks", "---\n\n".repeat(10_000));
    all.put("fences", "```\n".repeat(10_001));
    all.put("items", "- a\n".repeat(MANY));
    all.put("tabs", "\t".repeat(50_000) + "x\n");
    all.put("tables", "| a | b |\n|---|---|\n| c | d |\n\n".repeat(2_000));
    all.put("pipes", "|".repeat(MANY) + "\n" + "|-".repeat(MANY) + "\n");
    all.put("a long word", "a".repeat(1_000_000) + "\n");
    return all;
  }

  private static Map<String, String> frontMatter() {
    List<String> links = new ArrayList<>(List.of("a0: &a0 [x,x]"));
    for (int i = 1; i < 40; i++) {
      links.add("a%d: &a%d [*a%d,*a%d]".formatted(i, i, i - 1, i - 1));
    }
    return Map.of(
        "30,000 keys",
        IntStream.range(0, 30_000).mapToObj(i -> "k" + i + ": v\n").collect(Collectors.joining()),
        "deep flow",
        "a: " + "[".repeat(MANY) + "]".repeat(MANY) + "\n",
        "deep mappings",
        "a: " + "{a: ".repeat(MANY) + "1" + "}".repeat(MANY) + "\n",
        "deep sequences",
        "a:\n" + "- ".repeat(MANY) + "x\n",
        "deep blocks",
        IntStream.range(0, 2_000)
            .mapToObj(i -> " ".repeat(i) + "a:\n")
            .collect(Collectors.joining()),
        "itself",
        "history: &h\n  - *h\n",
        "aliases of aliases",
        String.join("\n", links) + "\n",
        "a long value",
        "a: \"" + "x".repeat(2_000_000) + "\"\n",
        "questions",
        "? ".repeat(5_000) + "x\n");
  }

  private static Map<String, String> settings() {
    return Map.of(
        "deep arrays", "title = " + "[".repeat(MANY) + "]".repeat(MANY) + "\n",
        "deep tables", "title = " + "{a=".repeat(MANY) + "1" + "}".repeat(MANY) + "\n",
        "dots", "a" + ".a".repeat(MANY) + " = 1\n",
        "tables of tables", "[a" + ".a".repeat(MANY) + "]\n");
  }

  private static Map<String, String> records() {
    return Map.of(
        "a deep array",
        "{\"schema\":3,\"run\":" + "[".repeat(100_000),
        "a deep object",
        "{\"a\":".repeat(100_000),
        "a long number",
        "{\"schema\":" + "1".repeat(100_000) + "}",
        "a large number",
        "{\"schema\":1e1000000000}");
  }

  private static String header(String more) {
    return "# /// script\n# [tool.ledger]\n# task = \"T-1\"\n" + more + "# ///\npass\n";
  }

  private static String wide(int columns, int rows) {
    String names =
        IntStream.range(0, columns).mapToObj(i -> " c" + i + " |").collect(Collectors.joining());
    String head = "## Backlog\n\n| ID |" + names + "\n|" + "---|".repeat(columns + 1) + "\n";
    return IntStream.rangeClosed(1, rows)
        .mapToObj(i -> "| T-" + i + " |" + " x |".repeat(columns) + "\n")
        .collect(Collectors.joining("", head, "\n## In Progress\n\n| ID | Title |\n|---|---|\n"));
  }
}
