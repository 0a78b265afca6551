package ledger.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import ledger.document.ConflictNote;
import ledger.document.page.PageFacts;
import ledger.document.page.TaskPage;
import ledger.document.page.Transition;
import ledger.text.InvalidText;
import ledger.text.LineEnds;
import ledger.text.SourceText;
import org.jspecify.annotations.Nullable;

/**
 * Merges two versions of a task's page: what the tool keeps in the front matter by meaning, the
 * rest by lines.
 */
public final class PageMerge {
  private static final PageFacts NOTHING =
      new PageFacts(List.of(), new LinkedHashMap<>(), new LinkedHashMap<>());

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
          .merge(TaskPage.parse(base), TaskPage.parse(ours), TaskPage.parse(theirs));
    } catch (InvalidText e) {
      throw new Unmergeable(e.problem().place() + ": " + e.problem().message());
    }
  }

  private Merged merge(TaskPage base, TaskPage ours, TaskPage theirs)
      throws InvalidText, Unmergeable {
    PageFacts facts = facts(base.facts(), ours.facts(), theirs.facts());
    // With the same facts in all three, only the rest of the pages can differ.
    String text = text(with(base, facts), with(ours, facts), with(theirs, facts));
    Optional<TaskPage> page = read(ours.source().with(text));
    if (page.isEmpty() || !page.get().facts().equals(facts)) {
      throw new Unmergeable("both sides changed the front matter of " + ours.source().path());
    }
    return new Merged(noted(page.get()), List.copyOf(conflicts), List.of(), List.of(), Map.of());
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
    return facts.equals(NOTHING) ? page.source().content() : page.rewritten(facts);
  }

  private String text(String base, String ours, String theirs) {
    String eol = LineEnds.of(ours);
    StringBuilder text = new StringBuilder();
    for (TextMerge.Chunk chunk : TextMerge.chunks(base, ours, theirs)) {
      text.append(chunk.ours());
      if (chunk.conflict()) {
        ConflictNote note = new ConflictNote("text", chunk.ours(), chunk.theirs(), chunk.before());
        conflicts.add(note);
        String gap = chunk.ours().isEmpty() || chunk.ours().endsWith("\n") ? "" : eol;
        text.append(gap).append(eol).append(note.text(eol)).append(eol).append(eol);
      }
    }
    return text.toString();
  }

  /** Puts notes about the front matter at the top of the prose. */
  private String noted(TaskPage page) {
    List<ConflictNote> front =
        conflicts.stream().filter(note -> !note.subject().equals("text")).toList();
    if (front.isEmpty()) {
      return page.source().content();
    }
    String content = page.source().content();
    String eol = LineEnds.of(content);
    StringBuilder text = new StringBuilder(content.substring(0, page.body().start()));
    front.forEach(note -> text.append(note.text(eol)).append(eol).append(eol));
    return text.append(page.prose()).toString();
  }

  private PageFacts facts(PageFacts base, PageFacts ours, PageFacts theirs) {
    SequencedMap<String, String> carriedOver = new LinkedHashMap<>();
    for (String column : keys(ours.carriedOver(), theirs.carriedOver())) {
      String before = base.carriedOver().get(column);
      String mine = ours.carriedOver().get(column);
      String other = theirs.carriedOver().get(column);
      if (ThreeWay.conflicts(before, mine, other)) {
        conflicts.add(new ConflictNote("held " + column, shown(mine), shown(other), before));
        carriedOver.put(column, mine == null ? shown(other) : mine);
        continue;
      }
      String value = ThreeWay.pickAny(before, mine, other);
      if (value != null) {
        carriedOver.put(column, value);
      }
    }
    SequencedMap<String, PageFacts.FormerPlace> places = new LinkedHashMap<>();
    for (String state : keys(ours.places(), theirs.places())) {
      PageFacts.FormerPlace place =
          ThreeWay.pickAny(
              base.places().get(state), ours.places().get(state), theirs.places().get(state));
      if (place != null) {
        places.put(state, place);
      }
    }
    return new PageFacts(history(ours.history(), theirs.history()), carriedOver, places);
  }

  private static String shown(@Nullable String value) {
    return value == null ? "(removed)" : value;
  }

  private static Set<String> keys(Map<String, ?> ours, Map<String, ?> theirs) {
    Set<String> keys = new LinkedHashSet<>(ours.keySet());
    keys.addAll(theirs.keySet());
    return keys;
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
