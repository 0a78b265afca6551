package ledger.cli.completion;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import ledger.app.completion.KnownWords;
import ledger.document.Columns;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What fits where somebody types: what a word stands for is what the help calls it. */
final class Candidates {
  private final Supplier<KnownWords> asked;
  private CommandSpec spec;

  /** The words that fill parameters. */
  private final List<String> given = new ArrayList<>();

  private final Set<OptionSpec> used = new HashSet<>();
  private final List<FittingWord> found = new ArrayList<>();

  /** What the last word has to begin with, and what stays in front of it. */
  private String typed = "";

  private String prefix = "";
  private boolean files;

  /**
   * A word that fits.
   *
   * @param meaning what else is to be said of it, in one line
   */
  record FittingWord(String word, String meaning) {}

  /**
   * Prepares for one question.
   *
   * @param asked for what the ledger knows, if that is needed
   */
  Candidates(CommandSpec root, Supplier<KnownWords> asked) {
    this.spec = root;
    this.asked = asked;
  }

  /** Whether names of files fit too. */
  boolean files() {
    return files;
  }

  /**
   * What fits.
   *
   * @param words after the program's name; the last one is being typed
   */
  List<FittingWord> of(List<String> words) {
    OptionSpec open = null;
    boolean ended = false;
    for (String word : words.subList(0, words.size() - 1)) {
      if (open != null) {
        open = null;
      } else if (!ended && word.equals("--")) {
        ended = true;
      } else if (!ended && word.startsWith("-") && word.length() > 1) {
        open = opened(word);
      } else {
        enter(word);
      }
    }
    typed = words.getLast();
    if (open != null) {
      values(open);
    } else if (!ended && typed.startsWith("-")) {
      options();
    } else {
      parameters();
    }
    return found;
  }

  /** The option of which the value comes next; null if this word has it, or it takes none. */
  private @Nullable OptionSpec opened(String word) {
    OptionSpec option = spec.optionsMap().get(word.replaceFirst("=.*", ""));
    if (option == null) {
      return null;
    }
    used.add(option);
    return word.contains("=") || option.arity().max() == 0 ? null : option;
  }

  private void enter(String word) {
    CommandLine command = spec.subcommands().get(word);
    if (command == null || !given.isEmpty()) {
      given.add(word);
    } else {
      spec = command.getCommandSpec();
    }
  }

  private void options() {
    int end = typed.indexOf('=');
    OptionSpec option = end < 0 ? null : spec.optionsMap().get(typed.substring(0, end));
    if (option != null) {
      prefix = typed.substring(0, end + 1);
      typed = typed.substring(end + 1);
      values(option);
      return;
    }
    for (OptionSpec each : spec.options()) {
      if (!each.hidden() && (each.isMultiValue() || !used.contains(each))) {
        add(each.longestName(), first(each.description()));
      }
    }
  }

  private void parameters() {
    if (given.isEmpty()) {
      spec.subcommands()
          .forEach(
              (name, command) -> {
                CommandSpec its = command.getCommandSpec();
                if (!its.usageMessage().hidden()) {
                  add(name, first(its.usageMessage().description()));
                }
              });
    }
    for (PositionalParamSpec each : spec.positionalParameters()) {
      if (each.index().contains(given.size())) {
        values(each);
      }
    }
  }

  private void values(ArgSpec arg) {
    int comma = arg.splitRegex().equals(",") ? typed.lastIndexOf(',') : -1;
    prefix += typed.substring(0, comma + 1);
    typed = typed.substring(comma + 1);
    if (arg.completionCandidates() != null) {
      arg.completionCandidates().forEach(word -> add(word, ""));
      return;
    }
    files |=
        arg.typeInfo().getType() == Path.class
            || arg.typeInfo().getType() == File.class
            || arg.auxiliaryTypes()[0] == Path.class;
    switch (arg.paramLabel()) {
      case "ID", "OLD" -> ids();
      case "ID... STATE" -> {
        ids();
        if (!given.isEmpty()) {
          add(asked.get().states());
        }
      }
      case "STATE" -> add(asked.get().states());
      case "P" -> asked.get().priorities().forEach(word -> add(word, ""));
      case "TAG" -> texts(Columns.TAGS);
      case "COLUMN" -> asked.get().columns().forEach(word -> add(word, ""));
      case "COLUMN=TEXT" -> asked.get().columns().forEach(this::addCell);
      case "NAME" -> named(arg);
      default -> {}
    }
  }

  /** Names of people and things: the option says of which. */
  private void named(ArgSpec arg) {
    switch (arg instanceof OptionSpec option ? option.longestName() : "") {
      case "--owner" -> texts(Columns.OWNER);
      case "--reviewer" -> texts(Columns.REVIEWER);
      case "--milestone" -> texts(Columns.MILESTONE);
      case "--env" -> asked.get().environments().forEach(word -> add(word, ""));
      default -> {}
    }
  }

  private void ids() {
    asked
        .get()
        .ids()
        .forEach(
            (id, title) -> {
              if (!given.contains(id)) {
                add(id, title);
              }
            });
  }

  private void addCell(String column) {
    if (!column.equalsIgnoreCase(Columns.ID)) {
      add(column + "=", "");
    }
  }

  private void texts(String role) {
    asked.get().texts().getOrDefault(role, Set.of()).forEach(word -> add(word, ""));
  }

  private void add(Map<String, String> words) {
    words.forEach(this::add);
  }

  private void add(String word, String meaning) {
    boolean fits = word.toLowerCase(Locale.ROOT).startsWith(typed.toLowerCase(Locale.ROOT));
    if (fits && word.chars().noneMatch(Character::isISOControl)) {
      found.add(new FittingWord(prefix + word, meaning.replaceAll("\\s+", " ").strip()));
    }
  }

  /** The first sentence of a description, as the help shows it. */
  private static String first(String... description) {
    String text = description.length == 0 ? "" : Objects.requireNonNull(description[0]);
    return text.contains("${") ? "" : text.replaceFirst("\\.(?: .*)?$", "");
  }
}
