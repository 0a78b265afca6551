package ledger.app.edit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import ledger.app.ledger.UsedIds;
import ledger.app.session.Failure;
import ledger.document.DraftRow;
import ledger.document.IdForm;
import ledger.document.Ledger;
import ledger.document.TaskId;
import ledger.document.edit.Change;
import ledger.document.edit.Refusal;
import ledger.text.InvalidText;
import org.jspecify.annotations.Nullable;

/** The IDs that new tasks get: the numbers after the highest that was ever used. */
public final class NextId {
  private final @Nullable String prefix;
  private final UsedIds used;

  /**
   * @param prefix of the IDs; null for the one that the ledger uses most
   */
  public NextId(@Nullable String prefix, UsedIds used) {
    this.prefix = prefix;
    this.used = used;
  }

  public TaskId of(Draft draft) throws IOException, Failure {
    return of(draft, used.of(draft.ledger()));
  }

  /** Gives every row without an ID its own, in the file's order. */
  public List<Effect> adopt(Draft draft) throws IOException, InvalidText, Refusal, Failure {
    List<DraftRow> rows = draft.ledger().drafts();
    Set<TaskId> taken = rows.isEmpty() ? Set.of() : new HashSet<>(used.of(draft.ledger()));
    List<Effect> effects = new ArrayList<>();
    for (DraftRow row : rows) {
      TaskId id = of(draft, taken);
      taken.add(id);
      Change change = new Change.Adopt(row.line(), id);
      draft.change(change);
      effects.add(new Effect.Fixed(change));
    }
    return effects;
  }

  /**
   * The same.
   *
   * @param taken IDs that are not free
   */
  public TaskId of(Draft draft, Set<TaskId> taken) throws Failure {
    Ledger ledger = draft.ledger();
    IdForm set = draft.workplace().layout().wording().ids();
    String its = prefix == null ? usual(ledger, set, draft.workplace().workspace().root()) : prefix;
    Optional<TaskId> last =
        taken.stream()
            .filter(id -> id.prefix().equalsIgnoreCase(its))
            .max(Comparator.naturalOrder());
    if (last.isPresent() && last.get().number() == TaskId.LAST) {
      throw Failure.no("no number follows that of " + last.get(), "--prefix begins to count anew");
    }
    Optional<TaskId> next =
        last.map(id -> id.withNumber(id.number() + 1))
            .or(() -> TaskId.parse(its.isEmpty() ? "1" : its + "-001"))
            .filter(id -> fits(id, ledger, set));
    return next.orElseThrow(
        () ->
            Failure.wrongRequest(
                "'" + its + "' is not a prefix", "capital letters and digits, such as APO"));
  }

  /** Whether the ledger can be read with this ID in it. */
  private static boolean fits(TaskId id, Ledger ledger, @Nullable IdForm set) {
    if (set == null && ledger.tasks().isEmpty()) {
      return IdForm.ofCells(List.of(id.value())).isPresent();
    }
    IdForm form = set == null ? ledger.layout().ids() : set;
    return id.equals(form.read(form.written(id)));
  }

  /** The one that the ledger uses most; that of its folder's name where it has no task. */
  private static String usual(Ledger ledger, @Nullable IdForm set, Path folder) throws Failure {
    Map<String, Long> counts =
        ledger.tasks().stream()
            .map(t -> t.id().prefix())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return counts.entrySet().stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .or(() -> Optional.ofNullable(set).filter(IdForm::isNumber).map(form -> ""))
        .or(() -> TaskId.prefixOf(String.valueOf(folder.getFileName())))
        .orElseThrow(
            () ->
                Failure.wrongRequest(
                    "neither a task of the ledger nor its folder's name has a prefix to use",
                    "give one of capital letters and digits: --prefix APO"));
  }
}
