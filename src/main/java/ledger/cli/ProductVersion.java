package ledger.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build has written into the jar. */
public final class ProductVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    return new String[] {"ledger " + (version == null ? "(not built into a jar)" : version)};
  }
}
