package ledger.site.make;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.evidence.store.RunHead;
import ledger.site.SiteFailure;
import ledger.site.page.RunPlace;
import ledger.site.prose.Links;

/**
 * What must be known about all tasks before the page of one can be built.
 *
 * @param known what text may link to
 * @param places where there are results, sorted. A place's number in it gives its colour on every
 *     page
 */
public record Survey(Links known, List<RunPlace> places) {
  private record TaskRuns(TaskId task, List<RunHead> heads) {}

  /** Looks up the beginnings of a task's records. */
  public interface RunHeads {
    List<RunHead> of(TaskId task) throws IOException, SiteFailure;
  }

  public static Survey of(List<Task> all, RunHeads records) throws IOException, SiteFailure {
    Set<String> tasks = new HashSet<>();
    Map<String, String> runs = new HashMap<>();
    Set<RunPlace> places = new TreeSet<>();
    List<Parallel.PartBuilder<TaskRuns>> parts = new ArrayList<>();
    for (Task task : all) {
      parts.add(() -> new TaskRuns(task.id(), records.of(task.id())));
    }
    for (TaskRuns found : Parallel.all(parts)) {
      tasks.add(found.task.value());
      for (RunHead head : found.heads) {
        String path = RunPages.path(found.task, head.run());
        if (path != null) {
          runs.put(head.run(), path + ".html");
        }
      }
      RunHead.newest(found.heads)
          .forEach(head -> places.add(new RunPlace(head.hostKind(), head.environment())));
    }
    return new Survey(new Links(tasks, runs), List.copyOf(places));
  }
}
