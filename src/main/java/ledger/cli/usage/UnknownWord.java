package ledger.cli.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.cli.Console;
import ledger.text.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what a word that no command knows may have been meant to be. */
public final class UnknownWord {
  /** What other tools call it. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("ls", "list"),
          Map.entry("status", "list"),
          Map.entry("todo", "list"),
          Map.entry("board", "list"),
          Map.entry("tasks", "list"),
          Map.entry("find", "search"),
          Map.entry("grep", "search"),
          Map.entry("rm", "remove"),
          Map.entry("del", "remove"),
          Map.entry("delete", "remove"),
          Map.entry("archive", "remove"),
          Map.entry("mv", "move"),
          Map.entry("rename", "renumber"),
          Map.entry("new", "add"),
          Map.entry("create", "add"),
          Map.entry("adopt", "add --adopt"),
          Map.entry("cat", "show"),
          Map.entry("view", "show"),
          Map.entry("info", "show"),
          Map.entry("open", "show"),
          Map.entry("set", "edit"),
          Map.entry("modify", "edit"),
          Map.entry("update", "edit"),
          Map.entry("begin", "start"),
          Map.entry("take", "start"),
          Map.entry("close", "done"),
          Map.entry("finish", "done"),
          Map.entry("complete", "done"),
          Map.entry("fix", "check --fix"),
          Map.entry("format", "fmt"),
          Map.entry("align", "fmt"),
          Map.entry("lint", "check"),
          Map.entry("validate", "check"),
          Map.entry("run", "verify"),
          Map.entry("test", "verify"),
          Map.entry("build", "site"),
          Map.entry("serve", "site"),
          Map.entry("help", "--help"),
          Map.entry("version", "--version"));

  private UnknownWord() {}

  public static void explain(Console console, UnmatchedArgumentException e) {
    CommandLine called = e.getCommandLine();
    CommandSpec spec = called.getCommandSpec();
    String command = spec.qualifiedName();
    String word = e.getUnmatched().getFirst();
    String all = "'" + command + " --help' shows ";
    if (word.startsWith("-")) {
      List<String> options = new ArrayList<>(spec.optionsMap().keySet());
      String name = word.replaceFirst("=.*", "");
      console.error(
          "'%s' has no option '%s'".formatted(command, name),
          meant(Nearest.to(name, options)) + all + "all options");
    } else if (!called.getSubcommands().isEmpty()) {
      Optional<String> known =
          spec.parent() == null ? Optional.ofNullable(ELSEWHERE.get(word)) : Optional.empty();
      Optional<String> near = known.or(() -> Nearest.to(word, called.getSubcommands().keySet()));
      console.error(
          "there is no command '" + command + " " + word + "'",
          meant(near.map(name -> "'" + command + " " + name + "'")) + all + "all commands");
    } else {
      console.error("'%s' takes no '%s'".formatted(command, word), all + "what it takes");
    }
  }

  private static String meant(Optional<String> word) {
    return word.map(text -> "did you mean " + text + "? ").orElse("");
  }
}
