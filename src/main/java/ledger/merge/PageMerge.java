package ledger.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import ledger.document.ConflictNote;
import ledger.document.page.PageFacts;
import ledger.document.page.PageFacts.FormerPlace;
import ledger.document.page.TaskPage;
import ledger.document.page.Transition;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import org.jspecify.annotations.Nullable;

/**
 * Merges two versions of a task's page: what the tool keeps in the front matter by meaning, the
 * rest by lines.
 */
public final class PageMerge {
  private final List<ConflictNote> conflicts = new ArrayList<>();

  private PageMerge() {}

  /**
   * Merges.
   *
   * @param base what both come from; empty if both created the page
   * @throws Unmergeable if one of them has unreadable front matter, or the user's own keys in it
   *     conflict
   */
  public static Merged merge(SourceText base, SourceText ours, SourceText theirs)
      throws Unmergeable {
    try {
      return new PageMerge()
          .merge(
              new ThreeWay<>(TaskPage.parse(base), TaskPage.parse(ours), TaskPage.parse(theirs)));
    } catch (InvalidText e) {
      throw new Unmergeable(e.problem());
    }
  }

  private Merged merge(ThreeWay<TaskPage> pages) throws InvalidText, Unmergeable {
    PageFacts facts = facts(pages.map(TaskPage::facts));
    // With the same facts in all three, only the rest of the pages can differ.
    Merged merged =
        TextMerge.withNotes(
            new ThreeWay<>(
                with(pages.base(), facts), with(pages.ours(), facts), with(pages.theirs(), facts)));
    SourceText ours = pages.ours().source();
    Optional<TaskPage> page = read(ours.with(merged.text()));
    if (page.isEmpty() || !page.get().facts().equals(facts)) {
      throw new Unmergeable("both sides changed the front matter of " + ours.path());
    }
    String text = noted(page.get());
    conflicts.addAll(merged.conflicts());
    return new Merged(text, List.copyOf(conflicts));
  }

  /** The merged page; empty if there is a conflict in its front matter. */
  private static Optional<TaskPage> read(SourceText merged) {
    try {
      return Optional.of(TaskPage.parse(merged));
    } catch (InvalidText e) {
      return Optional.empty();
    }
  }

  private static String with(TaskPage page, PageFacts facts) throws InvalidText {
    return facts.equals(PageFacts.NONE) ? page.source().content() : page.rewritten(facts);
  }

  /** Puts notes about the front matter at the top of the prose. */
  private String noted(TaskPage page) {
    String content = page.source().content();
    String eol = page.source().lineEnd();
    StringBuilder text = new StringBuilder(content.substring(0, page.body().start()));
    conflicts.forEach(note -> text.append(note.text(eol)).append(eol).append(eol));
    return text.append(page.prose()).toString();
  }

  private PageFacts facts(ThreeWay<PageFacts> facts) {
    SequencedMap<String, String> carriedOver = new LinkedHashMap<>();
    for (String column : ThreeWay.keys(facts.map(PageFacts::carriedOver))) {
      ThreeWay<@Nullable String> values = facts.map(each -> each.carriedOver().get(column));
      String value = values.merged();
      if (values.conflicts()) {
        conflicts.add(
            new ConflictNote(
                "held " + column, shown(values.ours()), shown(values.theirs()), values.base()));
        value = value == null ? values.theirs() : value;
      }
      if (value != null) {
        carriedOver.put(column, value);
      }
    }
    SequencedMap<String, FormerPlace> places = new LinkedHashMap<>();
    for (String state : ThreeWay.keys(facts.map(PageFacts::places))) {
      ThreeWay<@Nullable FormerPlace> place = facts.map(each -> each.places().get(state));
      if (place.merged() != null) {
        places.put(state, place.merged());
      }
    }
    return new PageFacts(
        history(facts.ours().history(), facts.theirs().history()), carriedOver, places);
  }

  private static String shown(@Nullable String value) {
    return value == null ? "(removed)" : value;
  }

  /**
   * A history only grows: it has what either side has, by date; the same state twice in a row
   * counts once.
   */
  static List<Transition> history(List<Transition> ours, List<Transition> theirs) {
    List<Transition> all = new ArrayList<>(ours);
    theirs.stream().filter(step -> !ours.contains(step)).forEach(all::add);
    all.sort(Comparator.comparing(Transition::date));
    List<Transition> merged = new ArrayList<>();
    for (Transition step : all) {
      boolean again =
          !merged.isEmpty()
              && merged.getLast().state().equals(step.state())
              && step.waived() == null;
      if (!again) {
        merged.add(step);
      }
    }
    return List.copyOf(merged);
  }
}
