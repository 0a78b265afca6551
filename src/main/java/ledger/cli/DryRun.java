package ledger.cli;

import picocli.CommandLine.Option;

/** The option that every changing command has. */
public final class DryRun {
  @Option(names = "--dry-run", description = "Show the difference and write nothing.")
  public boolean run;
}
