package ledger.app.results;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import ledger.document.Task;
import ledger.evidence.compare.Calibration;
import ledger.evidence.compare.EqualRuns;
import ledger.evidence.record.RunRecord;
import ledger.evidence.store.EvidenceStore;
import ledger.experiment.header.Experiment;
import ledger.text.Numbers;
import ledger.workspace.Environment;

/** Records how much equal runs differ on this host, and reports it. */
public record Calibrating(Measurements measurements, Consumer<String> print) {
  public void keep(List<Task> tasks, List<Environment> environments) {
    EvidenceStore store = measurements.verifier().store();
    for (Task task : tasks) {
      List<RunRecord> runs = store.runs(task.id());
      for (Experiment experiment : measurements.verifier().experiments().of(task.id())) {
        for (Environment environment : environments) {
          List<RunRecord> equal =
              EqualRuns.newest(
                  runs,
                  run ->
                      run.experiment().equals(experiment.name())
                          && run.environment().equals(environment.name()));
          String name = task.id() + " " + experiment.name() + " in " + environment.name();
          Optional<Calibration> made = Calibration.of(equal);
          made.ifPresent(calibration -> store.calibrate(task.id(), calibration));
          say(name, equal.size(), made);
        }
      }
    }
  }

  private void say(String name, int runs, Optional<Calibration> made) {
    print.accept("");
    if (made.isEmpty()) {
      print.accept(name + ": noise not measured: only " + runs + " equal runs reached their end");
      return;
    }
    print.accept(name + ": noise measured from " + runs + " equal runs, and kept for comparisons");
    for (Calibration.Series series : made.get().series()) {
      String noise = Numbers.brief(made.get().band(series) * 100) + " %";
      print.accept("  " + String.format("%-12s", noise) + "  " + series.name());
    }
  }
}
