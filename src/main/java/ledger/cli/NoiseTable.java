package ledger.cli;

import java.util.List;
import java.util.Map;
import ledger.document.Task;
import ledger.evidence.EqualRuns;
import ledger.evidence.NoiseFloor;
import ledger.evidence.Numbers;
import ledger.evidence.RunRecord;

/** How much equal runs differ on this host. */
final class NoiseTable {
  private NoiseTable() {}

  static void print(
      Console console, Measurements measurements, List<Task> tasks, String environment) {
    for (Task task : tasks) {
      List<RunRecord> runs = measurements.verifier().store().runs(task.id());
      for (String name : runs.stream().map(RunRecord::experiment).distinct().sorted().toList()) {
        List<RunRecord> equal =
            EqualRuns.newest(
                runs,
                run -> run.experiment().equals(name) && run.environment().equals(environment));
        if (equal.size() >= NoiseFloor.FEWEST) {
          console.print("");
          console.print(task.id() + " " + name + ": noise of " + equal.size() + " equal runs");
          for (Map.Entry<String, NoiseFloor> floor : NoiseFloor.all(equal).entrySet()) {
            String noise =
                floor.getValue().measured()
                    ? Numbers.brief(floor.getValue().fraction() * 100) + " %"
                    : "not measured";
            console.print("  " + String.format("%-12s", noise) + "  " + floor.getKey());
          }
        }
      }
    }
  }
}
