package ledger.cli;

import picocli.CommandLine.Option;

/** The option of every command that changes something. */
public final class DryRun {
  static final String NAME = "--dry-run";

  @Option(names = NAME, description = "Show the difference and write nothing.")
  public boolean run;
}
