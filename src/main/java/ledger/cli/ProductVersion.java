package ledger.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The version that the build has written into the jar. */
public final class ProductVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"ledger " + shown()};
  }

  /** The number alone; null if it was not built into a jar. */
  public static @Nullable String number() {
    return Main.class.getPackage().getImplementationVersion();
  }

  /** The number, or that there is none. */
  public static String shown() {
    String version = number();
    return version == null ? "(not built into a jar)" : version;
  }
}
