package ledger.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * A JVM whose calls to the system fail on request: {@code faults.cpp} is loaded into it. Runs every
 * scenario with a failure at each of its writing calls, and holds each to what is promised: either
 * it succeeds and all is as without a failure, or it fails and all is as before; and giving the
 * command again makes it once.
 */
public final class FaultyDisk {
  /** EIO, ENOSPC, EBUSY, EROFS, EACCES on Linux. */
  private static final List<Integer> ERRORS = List.of(5, 28, 16, 30, 13);

  /** How many failures a scenario with an experiment gets, unless all are wanted. */
  private static final int FEW = 12;

  private static final int FOREVER = 1_000_000;

  private final MappedByteBuffer control;
  private final FaultScenarios scenarios;
  private final boolean full;
  private final List<String> wrong = new ArrayList<>();
  private int injected;
  private int failed;

  private FaultyDisk(MappedByteBuffer control, FaultScenarios scenarios, boolean full) {
    this.control = control;
    this.scenarios = scenarios;
    this.full = full;
  }

  /**
   * @param args the folder to work in, the file that is shared with the library, and 1 for every
   *     kind of failure at every call
   */
  public static void main(String[] args) throws Exception {
    Path work = Path.of(args[0]).toRealPath();
    FaultyDisk disk;
    try (RandomAccessFile file = new RandomAccessFile(args[1], "rw")) {
      MappedByteBuffer memory = file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, 8192);
      memory.order(ByteOrder.nativeOrder());
      disk = new FaultyDisk(memory, new FaultScenarios(work), args[2].equals("1"));
    }
    byte[] folder = disk.scenarios.folder().toString().getBytes(StandardCharsets.UTF_8);
    disk.control.put(64, folder);
    String only = System.getProperty("ledger.faults", "");
    for (FaultScenarios.Scenario scenario : disk.scenarios.all()) {
      if (scenario.name().startsWith(only)) {
        disk.run(scenario);
      }
    }
    disk.wrong.forEach(System.out::println);
    System.out.printf(
        "%d scenarios, %d failures injected, %d commands failed, %d wrong%n",
        disk.scenarios.all().size(), disk.injected, disk.failed, disk.wrong.size());
    System.exit(disk.wrong.isEmpty() ? 0 : 1);
  }

  private void run(FaultScenarios.Scenario scenario) throws Exception {
    scenarios.reset(scenario);
    SortedMap<String, String> before = scenarios.state(scenario);
    Desk.Ended usual = scenarios.run(scenario);
    SortedMap<String, String> after = scenarios.state(scenario);
    if (usual.exit() != 0 || before.equals(after)) {
      wrong.add(scenario.name() + " does nothing: " + usual);
      return;
    }
    scenarios.reset(scenario);
    int calls = armed(scenario, 0, 0, 0).calls();
    // Each run of an experiment takes seconds.
    int step = full || !scenario.measures() ? 1 : Math.max(1, calls / FEW);
    for (int call = 1; call <= calls; call += step) {
      for (int error : full ? ERRORS : List.of(ERRORS.get(call % ERRORS.size()))) {
        once(scenario, before, after, call, error);
      }
      if (full || call % 7 == 0) {
        forEver(scenario, before, after, call, ERRORS.get(call % ERRORS.size()));
      }
    }
    System.out.printf("%-28s %4d calls%n", scenario.name(), calls);
  }

  /**
   * A command on a disk that may fail.
   *
   * @param calls how many there were
   * @param call the one that failed
   */
  private record Faulty(Desk.Ended ended, int calls, String call) {}

  private Faulty armed(FaultScenarios.Scenario scenario, int at, int error, int times)
      throws Exception {
    control.put(1024, new byte[4096]);
    control.putInt(4, at).putInt(8, error).putInt(12, times).putInt(16, 0).putInt(0, 1);
    Desk.Ended ended;
    try {
      ended = scenarios.run(scenario);
    } finally {
      control.putInt(0, 0);
    }
    byte[] call = new byte[4096];
    control.get(1024, call);
    String text = new String(call, StandardCharsets.UTF_8);
    return new Faulty(ended, control.getInt(16), text.substring(0, text.indexOf('\0')));
  }

  private void once(
      FaultScenarios.Scenario scenario,
      Map<String, String> before,
      Map<String, String> after,
      int at,
      int error)
      throws Exception {
    scenarios.reset(scenario);
    Faulty faulty = armed(scenario, at, error, 1);
    injected++;
    String what = "%s, call %d, error %d (%s)".formatted(scenario.name(), at, error, faulty.call());
    boolean made = faulty.ended().exit() == 0;
    expect(
        what + (made ? " succeeded" : " failed"),
        made ? after : with(before, scenario, (name, text) -> mayDiffer(scenario, name)),
        scenario,
        faulty);
    if (!scenarios.pending().isEmpty()) {
      wrong.add(what + " left " + scenarios.pending());
    }
    if (!made) {
      failed++;
      retried(what, after, scenario);
    } else if (scenario.undoable()) {
      Desk.Ended undone = scenarios.ledger("undo");
      SortedMap<String, String> files =
          with(before, scenario, (name, text) -> text.equals("folder")); // One for a page stays.
      expect(what + ", undone", files, scenario, new Faulty(undone, 0, ""));
    }
  }

  /** What was built can be built again, and a run that went wrong leaves a record that says so. */
  private static boolean mayDiffer(FaultScenarios.Scenario scenario, String name) {
    return name.startsWith("site") || (scenario.measures() && name.equals("evidence"));
  }

  /** What is wanted, with some of what is there. */
  private SortedMap<String, String> with(
      Map<String, String> wanted,
      FaultScenarios.Scenario scenario,
      BiPredicate<String, String> allowed)
      throws IOException, InterruptedException {
    SortedMap<String, String> all = new TreeMap<>(wanted);
    scenarios
        .state(scenario)
        .forEach(
            (name, text) -> {
              if (allowed.test(name, text)) {
                all.put(name, text);
              }
            });
    return all;
  }

  /** From a call on nothing can be written: what is half done then, the next command completes. */
  private void forEver(
      FaultScenarios.Scenario scenario,
      Map<String, String> before,
      Map<String, String> after,
      int at,
      int error)
      throws Exception {
    scenarios.reset(scenario);
    Faulty faulty = armed(scenario, at, error, FOREVER);
    injected++;
    String what =
        "%s, from call %d on, error %d (%s)".formatted(scenario.name(), at, error, faulty.call());
    if (faulty.ended().exit() == 0) {
      expect(what + " succeeded", after, scenario, faulty);
    } else {
      failed++;
      scenarios.removeDrafts();
      retried(what, after, scenario);
    }
  }

  private void retried(String what, Map<String, String> after, FaultScenarios.Scenario scenario)
      throws Exception {
    boolean made = scenarios.state(scenario).equals(after); // It could not even take that back.
    Desk.Ended again = scenarios.run(scenario);
    if (again.exit() != 0 && !made) {
      wrong.add(what + ", again: exit " + again.exit() + " " + again.err());
    }
    expect(what + ", again", after, scenario, new Faulty(again, 0, ""));
  }

  private void expect(
      String what, Map<String, String> wanted, FaultScenarios.Scenario scenario, Faulty faulty)
      throws IOException, InterruptedException {
    SortedMap<String, String> found = scenarios.state(scenario);
    if (!found.equals(wanted)) {
      List<String> differ = new ArrayList<>();
      wanted.forEach(
          (name, text) -> {
            if (!text.equals(found.get(name))) {
              differ.add(found.containsKey(name) ? name + " differs" : name + " is missing");
            }
          });
      found.keySet().stream()
          .filter(name -> !wanted.containsKey(name))
          .forEach(name -> differ.add(name + " is new"));
      wrong.add(what + ": " + differ + " " + faulty.ended().err().strip());
    }
  }
}
