package ledger.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Print a completion script for bash and zsh.",
    footerHeading = "%nExamples:%n",
    footer = "  source <(ledger completion)")
final class CompletionCommand implements Callable<Integer> {
  @ParentCommand private Root root;

  @Override
  public Integer call() {
    Context own = root.context();
    Root all =
        new Root(
            new Context(
                own.console(), Map.of(), Path.of(""), Clock.system(ZoneOffset.UTC), List.of()));
    own.console().text(AutoComplete.bash("ledger", Commands.line(all)));
    return ExitCode.OK;
  }
}
