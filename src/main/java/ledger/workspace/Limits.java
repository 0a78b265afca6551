package ledger.workspace;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What an experiment may take.
 *
 * @param memory that its processes may hold together
 * @param output bytes of its log, and as many of its events; zero for any
 */
public record Limits(Amount memory, long output) {
  /** Leaves the host enough memory to write a record. */
  static final Limits DEFAULT = new Limits(new Amount(0.9, 0), 64L << 20);

  /** Bytes that may be held here, a share being one of what this host or its container has. */
  public long memoryOnThisHost() {
    return memory.share() > 0 ? memory.of(total()) : memory.bytes();
  }

  private static long total() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }
}
