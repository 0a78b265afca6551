package ledger.cli.environment;

import java.util.List;
import ledger.app.environment.EnvUpdateRequest;
import ledger.app.environment.EnvUpdateResult;
import ledger.app.environment.EnvUpdateResult.LockedChange;
import ledger.cli.DryRun;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "env",
    mixinStandardHelpOptions = true,
    description = {
      "Lock an environment's packages again, with newer releases.",
      "NAME.txt is made from NAME.in, in which the versions are that are admitted.",
      "This takes uv, which locks for every system at once. 'ledger undo' takes it back."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger verify --outdated             which environments lock older releases than there are",
      "  ledger env update latest --dry-run   say what would change",
      "  ledger env update latest && ledger verify --env latest && ledger compare latest latest"
    })
public final class EnvCommand extends LedgerCommand {
  /** What to do with an environment. */
  enum EnvAction {
    update
  }

  @Parameters(index = "0", paramLabel = "ACTION", description = "${COMPLETION-CANDIDATES}.")
  private EnvAction action;

  @Parameters(index = "1", paramLabel = "NAME", description = "The environment.")
  private String name;

  @Mixin private DryRun dryRun = new DryRun();

  @Override
  public Integer call() throws Exception {
    switch (action) {
      case update -> update();
    }
    return ExitCode.OK;
  }

  private void update() throws Exception {
    EnvUpdateResult result = app().env().update(new EnvUpdateRequest(name, dryRun.run));
    for (LockedChange change : result.changes()) {
      console().print("  " + words(change));
    }
    if (result.changes().isEmpty()) {
      console().print(result.files().isEmpty() ? "nothing newer for " + name : "the same versions");
    } else if (!dryRun.run) {
      console()
          .note(
              "'ledger verify --env %s' measures with them; then 'ledger compare %s %s' says what changed"
                  .formatted(name, name, name));
    }
  }

  private static String words(LockedChange change) {
    String before = versions(change.before());
    String after = versions(change.after());
    return change.name()
        + " "
        + (before.isEmpty()
            ? after + " is new"
            : after.isEmpty() ? before + " is gone" : before + " → " + after);
  }

  private static String versions(List<String> versions) {
    return String.join(" or ", versions);
  }
}
