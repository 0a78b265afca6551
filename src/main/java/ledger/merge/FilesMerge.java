package ledger.merge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import ledger.document.ConflictNote;
import ledger.document.Mentions;
import ledger.document.TaskId;
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
    return new FilesMerge().merged(new ThreeWay<>(base, ours, theirs), options.withPages());
  }

  private MergedFiles merged(ThreeWay<LedgerFiles> files, LedgerMerge.Options options)
      throws Unmergeable {
    ThreeWay<SourceText> ledgers = files.map(LedgerFiles::ledger);
    Merged ledger = LedgerMerge.merge(ledgers.base(), ledgers.ours(), ledgers.theirs(), options);
    note(ledgers.ours(), ledger.conflicts());
    ThreeWay<SortedMap<TaskId, SourceText>> before = files.map(each -> new TreeMap<>(each.pages()));
    rename(before, ledger);
    SortedMap<TaskId, SourceText> pages = new TreeMap<>();
    for (TaskId id : new TreeSet<>(ThreeWay.keys(before))) {
      SourceText page = page(before.map(side -> side.get(id)));
      if (page != null) {
        pages.put(id, page);
      }
    }
    for (Map.Entry<TaskId, Map<String, String>> values : ledger.carriedOver().entrySet()) {
      TaskId id = values.getKey();
      SourceText page = pages.getOrDefault(id, SourceText.of("the page of " + id, ""));
      pages.put(id, carrying(page, values.getValue()));
    }
    ThreeWay<SourceText> archives = files.map(LedgerFiles::archive);
    Merged archive = ArchiveMerge.merge(archives.base(), archives.ours(), archives.theirs());
    note(archives.ours(), archive.conflicts());
    return new MergedFiles(
        new LedgerFiles(
            ledgers.ours().with(ledger.text()), archives.ours().with(archive.text()), pages),
        List.copyOf(conflicts),
        ledger.renumbered());
  }

  private void note(SourceText file, List<ConflictNote> notes) {
    notes.forEach(note -> conflicts.add(new MergedFiles.Conflict(file.path(), note)));
  }

  private static void rename(ThreeWay<SortedMap<TaskId, SourceText>> pages, Merged ledger) {
    for (Renumbering one : ledger.followed()) {
      rename(pages.base(), one, page -> true);
      rename(one.theirs() ? pages.ours() : pages.theirs(), one, page -> true);
    }
    for (Renumbering one : ledger.renumbered()) {
      Mentions mentions = new Mentions(one.from());
      // If the base's page already mentioned this ID, it meant another task.
      rename(
          one.theirs() ? pages.theirs() : pages.ours(),
          one,
          id -> mentions.in(content(pages.base().get(id))).isEmpty());
    }
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

  private @Nullable SourceText page(ThreeWay<@Nullable SourceText> pages) throws Unmergeable {
    SourceText base = pages.base();
    SourceText ours = pages.ours();
    SourceText theirs = pages.theirs();
    if (ours == null || theirs == null) {
      SourceText left = ours != null ? ours : theirs;
      if (left == null || (base != null && left.content().equals(base.content()))) {
        return null;
      }
      return base == null ? left : removed(left, ours == null);
    }
    ThreeWay<String> texts = pages.map(FilesMerge::content);
    if (!texts.conflicts()) {
      return ours.with(texts.merged());
    }
    Merged merged = PageMerge.merge(ours.with(texts.base()), ours, theirs);
    note(ours, merged.conflicts());
    return ours.with(merged.text());
  }

  /** A page that one side edited and the other removed. */
  private SourceText removed(SourceText left, boolean byUs) {
    String edited = "(edited)";
    ConflictNote note =
        new ConflictNote("page removed", byUs ? GONE : edited, byUs ? edited : GONE, null);
    note(left, List.of(note));
    String eol = left.lineEnd();
    return left.with(left.content() + eol + note.text(eol) + eol);
  }

  private static String content(@Nullable SourceText text) {
    return text == null ? "" : text.content();
  }

  private static SourceText carrying(SourceText source, Map<String, String> values)
      throws Unmergeable {
    try {
      TaskPage page = TaskPage.parse(source);
      SequencedMap<String, String> all = new LinkedHashMap<>(page.carriedOver());
      all.putAll(values);
      return source.with(page.with(page.facts().withCarriedOver(all)));
    } catch (InvalidText e) {
      throw new Unmergeable(e.problem());
    }
  }
}
