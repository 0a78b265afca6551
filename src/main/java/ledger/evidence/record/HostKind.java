package ledger.evidence.record;

import java.util.Locale;

/** Kinds of host, such as {@code linux-x86_64-cpu}: operating system, architecture, backend. */
public final class HostKind {
  private HostKind() {}

  /**
   * The kind of a host.
   *
   * @param os as Python or Java names it
   * @param arch likewise
   * @param backend {@code cpu}, {@code cuda} or {@code metal}
   */
  public static String of(String os, String arch, String backend) {
    String system = os.toLowerCase(Locale.ROOT);
    boolean mac = system.startsWith("darwin") || system.startsWith("mac");
    String machine =
        switch (arch.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> mac ? "arm64" : "aarch64";
          default -> arch.toLowerCase(Locale.ROOT);
        };
    return (mac ? "macos" : system) + "-" + machine + "-" + backend;
  }

  /** Operating system and architecture only. */
  public static String system(String hostKind) {
    int dash = hostKind.lastIndexOf('-');
    return dash < 0 ? hostKind : hostKind.substring(0, dash);
  }

  /** The same inputs on another kind of host. */
  public static Inputs with(Inputs inputs, String hostKind) {
    return new Inputs(
        inputs.script(),
        inputs.imports(),
        inputs.claims(),
        inputs.taskText(),
        inputs.requirements(),
        hostKind,
        inputs.observed());
  }
}
