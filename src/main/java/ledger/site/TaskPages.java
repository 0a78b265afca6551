package ledger.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import ledger.document.Task;
import ledger.evidence.ExperimentEvidence;
import ledger.evidence.RunEvidence;
import ledger.evidence.TaskEvidence;
import ledger.text.Problem;

/** Makes the files of every task and of its runs, several tasks at once, and something beside. */
final class TaskPages {
  /** The place of what is made beside the tasks. */
  private static final int BESIDE = -1;

  /** Makes files. */
  interface Part {
    void make() throws IOException, SiteFailure;
  }

  private final SiteInput input;
  private final Templates templates;
  private final SheetMaker sheets;
  private final Draft draft;

  /** By the task's place in the ledger, so that what is reported hangs on no thread's speed. */
  private final SortedMap<Integer, SiteFailure> failures = new ConcurrentSkipListMap<>();

  private final SortedMap<Integer, List<Problem>> problems = new ConcurrentSkipListMap<>();

  TaskPages(SiteInput input, Templates templates, SheetMaker sheets, Draft draft) {
    this.input = input;
    this.templates = templates;
    this.sheets = sheets;
    this.draft = draft;
  }

  /**
   * @param beside what is to be made meanwhile
   * @throws SiteFailure with the first template's error, or all wrong references
   */
  void makeAll(Part beside) throws IOException, SiteFailure {
    try {
      IntStream.range(BESIDE, input.ledger().tasks().size())
          .parallel()
          .forEach(index -> make(index, beside));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (!failures.isEmpty()) {
      throw failures.sequencedValues().getFirst();
    }
    if (!problems.isEmpty()) {
      throw new SiteFailure(problems.values().stream().flatMap(List::stream).toList());
    }
  }

  private void make(int index, Part beside) {
    if (!failures.isEmpty() && failures.firstKey() < index) {
      return;
    }
    List<Problem> wrong = new ArrayList<>();
    try {
      if (index == BESIDE) {
        beside.make();
      } else {
        make(index, wrong);
      }
    } catch (SiteFailure e) {
      failures.put(index, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!wrong.isEmpty()) {
      problems.put(index, wrong);
    }
  }

  private void make(int index, List<Problem> wrong) throws IOException, SiteFailure {
    Task task = input.ledger().tasks().get(index);
    TaskEvidence evidence = SheetMaker.evidence(input, task.id());
    String path = "tasks/" + task.id();
    page(path, "task.ftlh", sheets.sheet(index, wrong));
    add(path + ".json", Twins.task(input, task));
    add("badges/" + task.id() + ".svg", badge(evidence));
    if (SheetMaker.hasSamples(evidence)) {
      add(path + ".csv", Csv.of(evidence.experiments()));
    }
    for (ExperimentEvidence experiment : evidence.experiments()) {
      for (RunEvidence run : RunPages.of(experiment)) {
        String own = RunPages.path(run.record());
        if (own == null) {
          continue; // none of those that RunPages lists
        }
        page(own, "run.ftlh", sheets.run(task.id(), experiment, run));
        add(own + ".json", Twins.run(task.id(), run));
      }
    }
  }

  private static String badge(TaskEvidence evidence) {
    String where =
        evidence.experiments().stream()
            .flatMap(experiment -> experiment.newest().stream())
            .findFirst()
            .map(
                run ->
                    run.record().inputs().hostKind()
                        + " · "
                        + run.record().started().atZone(ZoneOffset.UTC).toLocalDate())
            .orElse("");
    return Syndication.badge(Badge.of(evidence.status()), where);
  }

  private void page(String path, String template, Record model) throws IOException, SiteFailure {
    draft.page(path + ".html", templates.render(template, model));
  }

  private void add(String path, String text) throws IOException {
    draft.add(path, text.getBytes(StandardCharsets.UTF_8));
  }
}
