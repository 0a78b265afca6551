package ledger.site;

import java.util.Map;
import ledger.document.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * What an earlier build left, and what its inputs and its files are like now, so that only what has
 * changed is drawn. It only saves time.
 *
 * @param kept what the build wanted to be remembered; null if there is nothing
 * @param common identifies what every page is made with: program, settings, templates, scripts
 * @param inputs for each task, identifies its page and its records; a task that is not in it has
 *     neither
 * @param files for each file of the site, by path, identifies its present state
 */
@SuppressWarnings("ArrayRecordComponent") // builds are never compared
public record EarlierBuild(
    byte @Nullable [] kept,
    String common,
    Map<TaskId, TaskInputs> inputs,
    Map<String, String> files) {
  /** Nothing is known: everything is drawn. */
  public static final EarlierBuild NONE = new EarlierBuild(null, "", Map.of(), Map.of());

  private static final TaskInputs NO_INPUTS = new TaskInputs("", "");

  /** The state of a task's page, and of its records. */
  public record TaskInputs(String page, String records) {}

  public TaskInputs of(TaskId task) {
    return inputs.getOrDefault(task, NO_INPUTS);
  }
}
