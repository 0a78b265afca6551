package ledger.cli;

import picocli.CommandLine.Option;

/** The option of every command that changes something. */
public final class DryRun {
  @Option(names = "--dry-run", description = "Show the difference and write nothing.")
  public boolean run;
}
