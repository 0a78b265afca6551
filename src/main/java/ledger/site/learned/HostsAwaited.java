package ledger.site.learned;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import ledger.evidence.claim.Claim;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.TaskEvidence;
import ledger.site.page.BoardPage;
import ledger.site.page.Html;

/**
 * What cannot be measured before there is a host of another kind: claims about backends that no run
 * of their experiment had.
 */
public final class HostsAwaited {
  private HostsAwaited() {}

  /**
   * What a task waits for.
   *
   * @param scripts paths of its experiments that wait for it
   */
  public record Wait(String backend, List<String> scripts) {}

  /** A task that waits, for the start page. */
  public record Waiter(String id, String href, Html title, List<Wait> waits) {}

  public static List<Wait> of(TaskEvidence evidence) {
    Map<String, List<String>> byBackend = new LinkedHashMap<>();
    for (ExperimentEvidence experiment : evidence.experiments()) {
      Set<String> seen =
          experiment
              .runs()
              .map(run -> run.record().host().backend())
              .collect(Collectors.toCollection(TreeSet::new));
      for (Claim claim : experiment.claims()) {
        List<String> backends = claim.when().backend();
        if (!backends.isEmpty() && backends.stream().noneMatch(seen::contains)) {
          List<String> scripts =
              byBackend.computeIfAbsent(backends.getFirst(), k -> new ArrayList<>());
          if (!scripts.contains(experiment.script())) {
            scripts.add(experiment.script());
          }
        }
      }
    }
    List<Wait> waits = new ArrayList<>();
    byBackend.forEach((backend, scripts) -> waits.add(new Wait(backend, scripts)));
    return waits;
  }

  /** A host with a backend, as people call it. */
  public static String host(String backend) {
    return switch (backend) {
      case "metal" -> "a Mac with an M chip (Metal)";
      case "cuda" -> "a host with an NVIDIA GPU (CUDA)";
      case "cpu" -> "a host without a GPU";
      default -> "a host with the backend " + backend;
    };
  }

  /** The same in one or two words. */
  public static String brief(String backend) {
    return switch (backend) {
      case "metal" -> "a Mac";
      case "cuda" -> "an NVIDIA GPU";
      default -> backend;
    };
  }

  /**
   * The hosts that are waited for, with what to type there.
   *
   * @param command what readers type to run the tool
   * @param environments names of those that experiments can run in; one that is named after a
   *     backend is for hosts that have it
   */
  public static List<BoardPage.WaitingHost> hosts(
      List<Waiter> tasks, String command, List<String> environments) {
    Map<String, List<Waiter>> byBackend = new LinkedHashMap<>();
    for (Waiter task : tasks) {
      for (Wait wait : task.waits()) {
        byBackend.computeIfAbsent(wait.backend(), k -> new ArrayList<>()).add(task);
      }
    }
    List<BoardPage.WaitingHost> hosts = new ArrayList<>();
    byBackend.forEach(
        (backend, own) -> {
          String ids = own.stream().map(Waiter::id).collect(Collectors.joining(" "));
          String into = environments.contains(backend) ? " --env " + backend : "";
          List<String> bare = new ArrayList<>();
          for (Waiter task : own) {
            for (Wait wait : task.waits()) {
              if (wait.backend().equals(backend)) {
                for (String script : wait.scripts()) {
                  String events = script.replaceFirst(".*/", "").replaceFirst("\\.py$", ".jsonl");
                  bare.add("LEDGER_EVENTS=" + events + " python " + script);
                  bare.add(command + " results import " + events + into);
                }
              }
            }
          }
          hosts.add(
              new BoardPage.WaitingHost(
                  "waits-" + backend,
                  host(backend),
                  own.stream()
                      .map(task -> new BoardPage.WaitingTask(task.id(), task.href(), task.title()))
                      .toList(),
                  List.of(
                      command + " verify --on-host " + ids,
                      "git add ledger/results && git commit -m 'Evidence for " + ids + "'"),
                  bare));
        });
    return hosts;
  }
}
