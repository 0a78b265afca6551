package ledger.merge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import ledger.document.ConflictNote;
import ledger.document.Mentions;
import ledger.document.TaskId;
import ledger.document.page.PageFacts;
import ledger.document.page.TaskPage;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import org.jspecify.annotations.Nullable;

/**
 * Merges a ledger with its pages and its archive. It resolves what a merge of one file has to leave
 * as a conflict: values that have no column in the ledger go onto their task's page, and a task's
 * page follows it to its new ID.
 */
public final class FilesMerge {
  private static final String GONE = "(removed)";

  private final List<MergedFiles.Conflict> conflicts = new ArrayList<>();

  private FilesMerge() {}

  /**
   * Merges.
   *
   * @param options pages always follow, whatever it says
   * @throws Unmergeable if a side's ledger or a page's front matter cannot be read
   */
  public static MergedFiles merge(
      LedgerFiles base, LedgerFiles ours, LedgerFiles theirs, LedgerMerge.Options options)
      throws Unmergeable {
    return new FilesMerge().merged(base, ours, theirs, options.withPages());
  }

  private MergedFiles merged(
      LedgerFiles base, LedgerFiles ours, LedgerFiles theirs, LedgerMerge.Options options)
      throws Unmergeable {
    Merged ledger = LedgerMerge.merge(base.ledger(), ours.ledger(), theirs.ledger(), options);
    note(ours.ledger(), ledger.conflicts());
    SortedMap<TaskId, SourceText> before = new TreeMap<>(base.pages());
    SortedMap<TaskId, SourceText> mine = new TreeMap<>(ours.pages());
    SortedMap<TaskId, SourceText> other = new TreeMap<>(theirs.pages());
    for (Renumbering one : ledger.followed()) {
      rename(before, one, page -> true);
      rename(one.theirs() ? mine : other, one, page -> true);
    }
    for (Renumbering one : ledger.renumbered()) {
      Mentions mentions = new Mentions(one.from());
      // If the base's page already mentioned this ID, it meant another task.
      rename(
          one.theirs() ? other : mine,
          one,
          id -> mentions.in(Objects.requireNonNullElse(content(before.get(id)), "")).isEmpty());
    }
    SortedSet<TaskId> ids = new TreeSet<>(mine.keySet());
    ids.addAll(other.keySet());
    SortedMap<TaskId, SourceText> pages = new TreeMap<>();
    for (TaskId id : ids) {
      SourceText page = page(before.get(id), mine.get(id), other.get(id));
      if (page != null) {
        pages.put(id, page);
      }
    }
    for (Map.Entry<TaskId, Map<String, String>> carriedOver : ledger.carriedOver().entrySet()) {
      TaskId id = carriedOver.getKey();
      SourceText page = pages.getOrDefault(id, SourceText.of("the page of " + id, ""));
      pages.put(id, holding(page, carriedOver.getValue()));
    }
    Merged archive = ArchiveMerge.merge(base.archive(), ours.archive(), theirs.archive());
    note(ours.archive(), archive.conflicts());
    return new MergedFiles(
        new LedgerFiles(
            ours.ledger().with(ledger.text()), ours.archive().with(archive.text()), pages),
        List.copyOf(conflicts),
        ledger.renumbered());
  }

  private void note(SourceText file, List<ConflictNote> notes) {
    notes.forEach(note -> conflicts.add(new MergedFiles.Conflict(file.path(), note)));
  }

  /**
   * Gives pages the new ID: the name of the task's own page, and the mentions in pages that refer
   * to it.
   */
  private static void rename(
      SortedMap<TaskId, SourceText> pages, Renumbering one, Predicate<TaskId> meant) {
    Mentions mentions = new Mentions(one.from());
    pages.replaceAll(
        (id, page) ->
            meant.test(id) ? page.with(mentions.renamed(page.content(), one.to())) : page);
    SourceText own = pages.remove(one.from());
    if (own != null) {
      String path = own.path().replace(one.from() + ".md", one.to() + ".md");
      pages.put(one.to(), SourceText.of(path, own.content()));
    }
  }

  private @Nullable SourceText page(
      @Nullable SourceText base, @Nullable SourceText ours, @Nullable SourceText theirs)
      throws Unmergeable {
    if (ours == null || theirs == null) {
      SourceText left = ours != null ? ours : theirs;
      if (left == null || Objects.equals(content(left), content(base))) {
        return null;
      }
      if (base == null) {
        return left;
      }
      ConflictNote note =
          new ConflictNote(
              "page removed",
              ours == null ? GONE : "(edited)",
              theirs == null ? GONE : "(edited)",
              null);
      note(left, List.of(note));
      String eol = left.lineEnd();
      return left.with(left.content() + eol + note.text(eol) + eol);
    }
    if (Objects.equals(content(ours), content(theirs))
        || Objects.equals(content(theirs), content(base))) {
      return ours;
    }
    if (Objects.equals(content(ours), content(base))) {
      return theirs;
    }
    SourceText before = base == null ? ours.with("") : base;
    Merged merged = PageMerge.merge(before, ours, theirs);
    note(ours, merged.conflicts());
    return ours.with(merged.text());
  }

  private static @Nullable String content(@Nullable SourceText text) {
    return text == null ? null : text.content();
  }

  private static SourceText holding(SourceText source, Map<String, String> values)
      throws Unmergeable {
    try {
      TaskPage page = TaskPage.parse(source);
      SequencedMap<String, String> carriedOver = new LinkedHashMap<>(page.carriedOver());
      carriedOver.putAll(values);
      PageFacts facts = page.facts();
      return source.with(page.with(new PageFacts(facts.history(), carriedOver, facts.places())));
    } catch (InvalidText e) {
      throw new Unmergeable(e.problem().place() + ": " + e.problem().message());
    }
  }
}
