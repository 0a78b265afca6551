package ledger.app.results;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.document.edit.Lookup;
import ledger.document.edit.Refusal;
import ledger.evidence.record.RunRecord;
import ledger.text.InvalidText;

/** Compares what was measured on two sides. */
public final class CompareSides {
  private CompareSides() {}

  public static CompareResult run(Session session, CompareRequest request)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Workplace workplace = Workplace.open(session);
    Ledger ledger = workplace.ledger();
    WorkspaceEvidence known = new WorkspaceEvidence(workplace);
    List<Task> tasks = Lookup.tasks(ledger, request.ids());
    List<ExperimentComparison> compared =
        ExperimentComparison.of(known, tasks, request.first(), request.second());
    List<CompareResult.ComparedVersions> versions =
        workplace.settings().subject().stream()
            .map(
                name ->
                    new CompareResult.ComparedVersions(
                        name,
                        version(name, compared, ExperimentComparison::first),
                        version(name, compared, ExperimentComparison::second)))
            .toList();
    return new CompareResult(versions, compared);
  }

  /** The one version that all runs of a side had. */
  private static Optional<String> version(
      String name,
      List<ExperimentComparison> compared,
      Function<ExperimentComparison, List<RunRecord>> side) {
    List<String> versions =
        compared.stream()
            .flatMap(one -> side.apply(one).stream())
            .flatMap(run -> run.host().version(name).stream())
            .distinct()
            .toList();
    return versions.size() == 1 ? Optional.of(versions.getFirst()) : Optional.empty();
  }
}
