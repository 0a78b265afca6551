package ledger.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What all commands have in common. */
@Command(
    name = "ledger",
    versionProvider = ProductVersion.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "A task ledger in one markdown file whose Done column is backed by measurements.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger list --state backlog       what there is to do",
      "  ledger move APO-002 start         start a task",
      "  ledger verify APO-002             run its experiments",
      "  ledger move APO-002 done          close it, with the measured outcome",
      "  ledger publish                    check, verify, build the site",
      "",
      "Exit codes: 0 success, 1 the answer is no, 2 wrong usage, 3 could not be done."
    })
public final class Root {
  @Option(
      names = "--ledger",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "The ledger (default: ledger/TASKS.md in this folder or the nearest one above).")
  public @Nullable Path ledger;

  private final Context context;

  Root(Context context) {
    this.context = context;
  }

  Context context() {
    return context;
  }
}
