package ledger.cli.completion;

import java.util.List;
import ledger.app.completion.Shell;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.cli.completion.Candidates.FittingWord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "words",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "What the scripts ask: what fits where the last word is.",
    footerHeading = "%nExamples:%n",
    footer = {"  ledger completion words zsh -- show ''"})
final class WordsCommand extends LedgerCommand {
  /** What tells a script to offer files. */
  private static final String FILES = ":files";

  @Parameters(index = "0", paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  private Shell shell;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "WORD",
      description = "The words after the program's name, as far as the cursor.")
  private List<String> words = List.of();

  @Spec private CommandSpec own;

  @Override
  public Integer call() {
    String typed = words.getLast();
    boolean quoted = typed.startsWith("'") || typed.startsWith("\"");
    List<String> read = shell == Shell.bash ? BashWords.read(words) : words;
    Candidates candidates = new Candidates(own.root(), app().completion()::words);
    for (FittingWord each : candidates.of(read)) {
      String word = shell == Shell.bash && !quoted ? BashWords.escaped(each.word()) : each.word();
      console().text(word + "\t" + each.meaning());
    }
    if (candidates.files()) {
      console().text(FILES);
    }
    return ExitCode.OK;
  }
}
