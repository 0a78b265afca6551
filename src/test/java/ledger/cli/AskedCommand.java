package ledger.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A command line with what it asks for.
 *
 * @param words as they are typed
 * @param options every option that is given, by its name; {@code true} for one without a value
 * @param cells texts that are asked for, each with its column
 */
record AskedCommand(
    String verb,
    List<String> ids,
    @Nullable String state,
    List<String> words,
    Map<String, String> options,
    List<Map.Entry<String, String>> cells) {
  /** What a command is made of: the words of the ledger that it is meant for. */
  record Vocabulary(List<String> ids, List<String> columns, List<String> states) {}

  private static final List<String> TEXTS =
      List.of("Ada", "a | b", "", "x \\", "`code | more`", "ends in \\|", " padded ", "größer 🚀");
  private static final List<String> PRIORITIES = List.of("Critical", "High", "medium", "Low", "");
  private static final List<String> DATES = List.of("2026-11-20", "2026-10-01", "2025-02-28");
  private static final List<String> VERBS =
      List.of("add", "edit", "edit", "move", "move", "move", "start", "review", "done", "sort");
  private static final List<String> RARE = List.of("remove", "renumber", "undo", "list");

  @Nullable String option(String name) {
    return options.get(name);
  }

  boolean dryRun() {
    return options.containsKey("--dry-run");
  }

  /** Without writing anything. */
  AskedCommand dry() {
    List<String> more = new ArrayList<>(words);
    more.add("--dry-run");
    return new AskedCommand(verb, ids, state, more, options, cells);
  }

  static AskedCommand random(Random random, Vocabulary vocabulary) {
    return new Maker(random, vocabulary).command();
  }

  private static final class Maker {
    private final Random random;
    private final Vocabulary vocabulary;
    private final List<String> ids = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final Map<String, String> options = new LinkedHashMap<>();
    private final List<Map.Entry<String, String>> cells = new ArrayList<>();
    private @Nullable String state;

    /** Each option is there once in so many times: all at once are hardly ever accepted. */
    private final int rarely;

    Maker(Random random, Vocabulary vocabulary) {
      this.random = random;
      this.vocabulary = vocabulary;
      this.rarely = 3 + random.nextInt(8);
    }

    AskedCommand command() {
      String verb = of(random.nextInt(6) == 0 ? RARE : VERBS);
      words.add(verb);
      switch (verb) {
        case "add" -> add();
        case "edit" -> edit();
        case "sort" -> sort();
        case "list" -> list();
        case "undo" -> {
          if (random.nextBoolean()) {
            state = String.valueOf(1 + random.nextInt(3));
            words.add(state);
          }
        }
        case "renumber" -> {
          named(1);
          state = "T-" + random.nextInt(1, 400);
          words.add(state);
        }
        case "remove" -> {
          named(2);
          option("--reason", () -> of(TEXTS));
        }
        default -> move(verb);
      }
      return new AskedCommand(verb, ids, state, words, options, cells);
    }

    private void add() {
      text("Title", of(TEXTS) + " " + random.nextInt(100));
      words.add(cells.getFirst().getValue());
      cell("--description", "Description", TEXTS);
      usualCells();
      option("--state", () -> of(vocabulary.states));
      option("--prefix", () -> of(List.of("T", "NEW", "bad prefix")));
      state = options.getOrDefault("--state", "backlog");
    }

    private void edit() {
      named(3);
      usualCells();
      cell("--title", "Title", TEXTS);
      cell("--description", "Description", TEXTS);
      option("--append", () -> of(TEXTS));
    }

    private void move(String verb) {
      named(3);
      state = verb;
      if (verb.equals("move")) {
        boolean placed = random.nextBoolean();
        if (placed) {
          String spot = of(List.of("--to-top", "--before", "--after"));
          put(spot, spot.equals("--to-top") ? "true" : of(vocabulary.ids));
        }
        state = placed && random.nextBoolean() ? null : of(vocabulary.states);
        if (state != null) {
          words.add(1 + ids.size(), state);
        }
      }
      usualCells();
      cell("--pr", "PR / Branch", TEXTS);
      cell("--reviewer", "Reviewer", TEXTS);
      cell("--outcome", "Outcome", TEXTS);
      option("--date", () -> LocalDate.parse(of(DATES)).toString());
      option("--waive", () -> of(TEXTS));
    }

    private void sort() {
      if (random.nextBoolean()) {
        state = of(vocabulary.states);
        words.add(state);
      }
      option("--by", () -> of(vocabulary.columns));
      if (random.nextInt(3) == 0) {
        put("--reverse", "true");
      }
    }

    private void list() {
      option("--state", () -> of(vocabulary.states));
      option("--priority", () -> of(PRIORITIES));
      option("--owner", () -> of(TEXTS));
      option("--search", () -> of(List.of("ada", "MLX", "|")));
      words.add("--json");
    }

    private void usualCells() {
      cell("--priority", "Priority", PRIORITIES);
      cell("--owner", "Owner", TEXTS);
      cell("--notes", "Notes", TEXTS);
      if (random.nextInt(3) == 0) {
        String column = of(vocabulary.columns);
        String text = of(random.nextInt(4) == 0 ? DATES : TEXTS);
        words.add("--set");
        words.add(column + "=" + text);
        options.put("--set", text);
        text(column, text);
      }
    }

    private void cell(String option, String column, List<String> texts) {
      if (option(option, () -> of(texts))) {
        text(column, options.get(option));
      }
    }

    private void text(String column, String text) {
      cells.add(Map.entry(column, text));
    }

    private boolean option(String name, Supplier<String> value) {
      boolean given = random.nextInt(rarely) == 0;
      if (given) {
        put(name, value.get());
      }
      return given;
    }

    private void put(String name, String value) {
      options.put(name, value);
      words.add(value.equals("true") ? name : name + "=" + value);
    }

    private void named(int most) {
      for (int more = 1 + random.nextInt(most) * random.nextInt(2); more > 0; more--) {
        ids.add(of(vocabulary.ids));
      }
      words.addAll(ids);
    }

    private <T> T of(List<T> items) {
      return items.get(random.nextInt(items.size()));
    }
  }
}
