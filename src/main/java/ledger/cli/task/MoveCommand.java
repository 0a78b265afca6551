package ledger.cli.task;

import java.util.List;
import java.util.stream.Stream;
import ledger.app.session.Failure;
import ledger.app.task.MoveRequest.Placing;
import ledger.document.TaskId;
import ledger.document.edit.Change;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "move",
    customSynopsis = "ledger move [OPTIONS] ID... [STATE]",
    mixinStandardHelpOptions = true,
    description = {
      "Move tasks to another state, or within their table.",
      "Values for columns that the target lacks are kept on the task's page, and come back.",
      "Done needs fresh evidence if experiments are linked to the task; the outcome is then composed from it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger move APO-002 start",
      "  ledger move APO-002 review --reviewer Ada",
      "  ledger move APO-002 APO-003 done",
      "  ledger move APO-007 done --waive \"no Mac at hand\"",
      "  ledger move APO-006 --before APO-004"
    })
public final class MoveCommand extends MovingCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "ID... STATE",
      hideParamSyntax = true,
      description = "The tasks, then the state (backlog, start, review, done).")
  private List<String> words;

  @Option(names = "--to-top", description = "As high as the task's priority allows.")
  private boolean top;

  @Option(names = "--before", paramLabel = "ID", description = "Directly above this task.")
  private @Nullable String before;

  @Option(names = "--after", paramLabel = "ID", description = "Directly below this task.")
  private @Nullable String after;

  @Override
  public Integer call() throws Exception {
    Placing placing = placing();
    if (placing != null && isId(words.getLast())) {
      return move(words, null, placing);
    }
    if (words.size() < 2) {
      throw Failure.wrongRequest(
          isId(words.getFirst()) ? "where to?" : "which task?",
          "ledger move ID... STATE, or ledger move ID... --to-top | --before ID | --after ID");
    }
    return move(words.subList(0, words.size() - 1), words.getLast(), placing);
  }

  /** Where in the table; null for the usual place. */
  private @Nullable Placing placing() throws Failure {
    if (Stream.of(top, before != null, after != null).filter(asked -> asked).count() > 1) {
      throw Failure.wrongRequest("--to-top, --before and --after exclude each other", null);
    }
    if (before != null) {
      return new Placing(Change.Spot.BEFORE, before);
    }
    if (after != null) {
      return new Placing(Change.Spot.AFTER, after);
    }
    return top ? new Placing(Change.Spot.TOP, null) : null;
  }

  private static boolean isId(String word) {
    return TaskId.typed(word).isPresent();
  }
}
