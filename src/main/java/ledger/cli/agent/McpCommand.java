package ledger.cli.agent;

import java.io.PrintStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;
import ledger.cli.ProductVersion;
import ledger.mcp.McpServer;
import ledger.mcp.tool.Allowed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "mcp",
    mixinStandardHelpOptions = true,
    description = {
      "Serve this ledger to an agent over standard input and output (docs/agents.md).",
      "The agent can read, add, change, check and verify, by the same rules as every command."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ledger mcp                          what a client starts",
      "  ledger mcp --ledger docs/TASKS.md   another ledger",
      "  ledger mcp --allow waive,accept     let it decide what you would have to"
    })
public final class McpCommand extends LedgerCommand {
  /** What it may do only if the user says so. */
  enum Allow {
    waive(Allowed.WAIVE),
    accept(Allowed.ACCEPT),
    imports(Allowed.IMPORT);

    private final Allowed meant;

    Allow(Allowed meant) {
      this.meant = meant;
    }
  }

  @Option(
      names = "--allow",
      paramLabel = "WHAT",
      split = ",",
      description = {
        "Also let the agent do this: ${COMPLETION-CANDIDATES}.",
        "waive: Done without evidence. accept: an edit after a run. imports: evidence of other hosts."
      })
  private List<Allow> allow = List.of();

  @Override
  public Integer call() throws Exception {
    Set<Allowed> allowed = EnumSet.noneOf(Allowed.class);
    allow.forEach(each -> allowed.add(each.meant));
    PrintStream out = System.out;
    System.setOut(System.err); // Whatever else prints must not end up between the messages.
    McpServer.serve(session(notice -> {}), ProductVersion.shown(), allowed, System.in, out);
    return ExitCode.OK;
  }
}
