package ledger.cli.task;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Short forms of {@code move}: the command's name is the state. */
public abstract class MoveToCommand extends MovingCommand {
  @Parameters(arity = "1..*", paramLabel = "ID", description = "The tasks.")
  private List<String> ids;

  private final String word;

  MoveToCommand(String word) {
    this.word = word;
  }

  @Override
  public Integer call() throws Exception {
    return move(ids, word, null);
  }

  @Command(
      name = "start",
      mixinStandardHelpOptions = true,
      description = "Move tasks to In Progress: 'ledger move ID... start'.",
      footerHeading = "%nExamples:%n",
      footer = {"  ledger start APO-002", "  ledger start APO-002 --owner Ada"})
  public static final class Start extends MoveToCommand {
    public Start() {
      super("in-progress");
    }
  }

  @Command(
      name = "review",
      mixinStandardHelpOptions = true,
      description = "Move tasks to review: 'ledger move ID... review'.",
      footerHeading = "%nExamples:%n",
      footer = {"  ledger review APO-002 --reviewer Ada --pr \"#12\""})
  public static final class Review extends MoveToCommand {
    public Review() {
      super("review");
    }
  }

  @Command(
      name = "done",
      mixinStandardHelpOptions = true,
      description = {
        "Move tasks to Done: 'ledger move ID... done'.",
        "Done needs fresh evidence if experiments are linked to the task."
      },
      footerHeading = "%nExamples:%n",
      footer = {"  ledger done APO-002", "  ledger done APO-007 --waive \"no Mac at hand\""})
  public static final class Done extends MoveToCommand {
    public Done() {
      super("done");
    }
  }
}
