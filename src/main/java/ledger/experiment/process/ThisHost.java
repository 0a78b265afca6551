package ledger.experiment.process;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import ledger.evidence.record.Blas;
import ledger.evidence.record.Host;
import ledger.evidence.record.HostKind;

/** What the JVM knows about this host before a script says more. */
public final class ThisHost {
  public static final String UNKNOWN = "unknown";

  private ThisHost() {}

  private static String os() {
    String name = System.getProperty("os.name", UNKNOWN);
    return name.startsWith("Mac") ? "Darwin" : name;
  }

  private static String arch() {
    String kind = kind();
    return kind.split("-", -1)[1];
  }

  /**
   * The kind of host that a run is expected to report: the backend is {@code metal} on a Mac with
   * Apple silicon, else {@code cpu}. Only a script can know better (CUDA), and the record has what
   * it reports.
   */
  public static String kind() {
    String arch = System.getProperty("os.arch", UNKNOWN);
    String cpu = HostKind.of(os(), arch, "cpu");
    return cpu.equals("macos-arm64-cpu") ? HostKind.of(os(), arch, "metal") : cpu;
  }

  /** The memory of this host, or of the container it is, in bytes. */
  public static long memory() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  /** The host in the record of a run that died before it reported its environment. */
  public static Host unknown() {
    return new Host(
        UNKNOWN,
        UNKNOWN,
        os(),
        UNKNOWN,
        arch(),
        UNKNOWN,
        Runtime.getRuntime().availableProcessors(),
        0,
        Collections.emptySortedMap(),
        UNKNOWN,
        List.of(),
        new Blas(UNKNOWN, "", 0),
        Collections.emptySortedMap(),
        List.of(),
        List.of());
  }
}
