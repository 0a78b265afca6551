package ledger.cli.usage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The commands in the general help, by what people do with them. */
public final class CommandGroups {
  private static final Map<String, List<String>> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put("View tasks", List.of("list", "next", "search", "show", "check", "serve"));
    GROUPS.put(
        "Work on tasks",
        List.of(
            "add",
            "edit",
            "move",
            "start",
            "review",
            "done",
            "reopen",
            "sort",
            "fmt",
            "remove",
            "renumber",
            "undo"));
    GROUPS.put("Run experiments", List.of("experiment", "verify", "results", "compare", "env"));
    GROUPS.put("Publish", List.of("site", "publish"));
    GROUPS.put("Set up, import and export", List.of("init", "import", "export"));
    GROUPS.put(
        "Git", List.of("log", "diff", "changes", "history", "hook", "merge", "merge-driver", "ci"));
    GROUPS.put("Agents and editors", List.of("mcp"));
    GROUPS.put("This machine", List.of("doctor", "completion"));
  }

  private CommandGroups() {}

  /** Groups the commands in the help of the command above all others. */
  public static void into(CommandLine line) {
    Map<String, CommandLine.IHelpSectionRenderer> sections = line.getHelpSectionMap();
    sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
    sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandGroups::text);
  }

  private static String text(Help help) {
    Map<String, Help> left = new LinkedHashMap<>(help.subcommands());
    StringBuilder text = new StringBuilder();
    GROUPS.forEach(
        (heading, names) -> {
          Map<String, Help> its = new LinkedHashMap<>();
          for (String name : names) {
            Help command = left.remove(name);
            if (command != null) {
              its.put(name, command);
            }
          }
          text.append(part(help, heading, its));
        });
    return text.append(part(help, "Others", left)).toString();
  }

  private static String part(Help help, String heading, Map<String, Help> commands) {
    return commands.isEmpty()
        ? ""
        : help.createHeading("%n" + heading + ":%n") + help.commandList(commands);
  }
}
