package ledger.app.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import ledger.app.session.Workplace;
import ledger.document.TaskId;
import ledger.document.page.TaskPage;
import ledger.text.InvalidText;
import org.jspecify.annotations.Nullable;

/** The pages of a ledger's tasks, each read when somebody asks for it. */
final class PagesOnDemand extends AbstractMap<TaskId, TaskPage> {
  private final Workplace workplace;
  private final Set<TaskId> tasks;
  private final ConcurrentMap<TaskId, Optional<TaskPage>> read = new ConcurrentHashMap<>();

  PagesOnDemand(Workplace workplace, Set<TaskId> tasks) {
    this.workplace = workplace;
    this.tasks = tasks;
  }

  /** A page that cannot be understood. */
  static final class UnreadablePage extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient InvalidText reason;

    UnreadablePage(InvalidText reason) {
      super(reason);
      this.reason = reason;
    }

    InvalidText reason() {
      return reason;
    }
  }

  @Override
  public @Nullable TaskPage get(@Nullable Object key) {
    return key instanceof TaskId id && tasks.contains(id)
        ? read.computeIfAbsent(id, this::page).orElse(null)
        : null;
  }

  @Override
  public TaskPage put(TaskId id, TaskPage page) {
    read.put(id, Optional.of(page));
    return page;
  }

  private Optional<TaskPage> page(TaskId id) {
    try {
      return workplace.page(id);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidText e) {
      throw new UnreadablePage(e);
    }
  }

  @Override
  public Set<Entry<TaskId, TaskPage>> entrySet() {
    Map<TaskId, TaskPage> all = new LinkedHashMap<>();
    for (TaskId id : tasks) {
      TaskPage page = get(id);
      if (page != null) {
        all.put(id, page);
      }
    }
    return all.entrySet();
  }
}
