package ledger.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ledger.document.ConflictNote;
import ledger.document.page.TaskPage;
import ledger.text.SourceText;
import org.junit.jupiter.api.Test;

class PageMergeTest {
  private static final String BASE =
      """
      ---
      tags: [a]
      history:
        - state: backlog
          date: '2026-01-01'
      held:
        Description: what it is
      ---
      # Words

      One.

      Two.
      """;

  @Test
  void historiesGrowByBothSidesAndTheProseMergesByLines() throws Exception {
    String ours =
        BASE.replace("held:", "  - state: in-progress\n    date: '2026-01-05'\nheld:")
            .replace("One.", "Our one.");
    String theirs =
        BASE.replace("held:", "  - state: review\n    date: '2026-01-03'\nheld:")
            .replace("Two.", "Their two.")
            .replace("[a]", "[a, b]");
    Merged merged = PageMerge.merge(page(BASE), page(ours), page(theirs));
    assertThat(merged.conflicts()).isEmpty();
    assertThat(TaskPage.parse(page(merged.text())).history())
        .extracting(step -> step.state() + " " + step.date())
        .containsExactly("backlog 2026-01-01", "review 2026-01-03", "in-progress 2026-01-05");
    assertThat(merged.text()).contains("tags: [a, b]", "Our one.", "Their two.");
  }

  @Test
  void theSameStateTwiceIsOneStep() throws Exception {
    String ours = BASE.replace("held:", "  - state: review\n    date: '2026-01-05'\nheld:");
    String theirs = BASE.replace("held:", "  - state: review\n    date: '2026-01-03'\nheld:");
    Merged merged = PageMerge.merge(page(BASE), page(ours), page(theirs));
    assertThat(TaskPage.parse(page(merged.text())).history())
        .extracting(step -> step.state() + " " + step.date())
        .containsExactly("backlog 2026-01-01", "review 2026-01-03");
  }

  @Test
  void heldValuesMergeAndConflictByColumn() throws Exception {
    String ours =
        BASE.replace("what it is", "ours").replace("---\n# W", "  Priority: High\n---\n# W");
    String theirs =
        BASE.replace("what it is", "theirs").replace("---\n# W", "  Owner: Ada\n---\n# W");
    Merged merged = PageMerge.merge(page(BASE), page(ours), page(theirs));
    assertThat(merged.conflicts())
        .containsExactly(new ConflictNote("held Description", "ours", "theirs", "what it is"));
    TaskPage page = TaskPage.parse(page(merged.text()));
    assertThat(page.carriedOver())
        .containsEntry("Description", "ours")
        .containsEntry("Priority", "High")
        .containsEntry("Owner", "Ada");
    assertThat(page.prose()).startsWith("<!-- ledger-conflict held Description\n  ours:   ours\n");
  }

  @Test
  void proseThatBothChangedIsOursWithANote() throws Exception {
    Merged merged =
        PageMerge.merge(
            page(BASE), page(BASE.replace("One.", "1.")), page(BASE.replace("One.", "I.")));
    assertThat(merged.text())
        .isEqualTo(
            BASE.replace("'", "")
                .replace(
                    "One.\n",
                    """
                1.

                <!-- ledger-conflict text
                  ours:   1.
                  theirs: I.
                  before: One.
                -->

                """));
  }

  @Test
  void aPageThatBothMadeAndOneWithoutFrontMatter() throws Exception {
    Merged made = PageMerge.merge(page(""), page(BASE), page(BASE.replace("backlog", "review")));
    assertThat(made.conflicts()).isEmpty();
    assertThat(TaskPage.parse(page(made.text())).history()).hasSize(2);
    String plain = "# Words\n\nOne.\n\nTwo.\n";
    assertThat(
            PageMerge.merge(
                    page(plain), page(plain.replace("One", "1")), page(plain.replace("Two", "2")))
                .text())
        .isEqualTo("# Words\n\n1.\n\n2.\n");
  }

  @Test
  void keysOfTheUsersThatConflictAreLeftToTheUser() {
    assertThatThrownBy(
            () ->
                PageMerge.merge(
                    page(BASE), page(BASE.replace("[a]", "[b]")), page(BASE.replace("[a]", "[c]"))))
        .isInstanceOf(Unmergeable.class);
  }

  private static SourceText page(String text) {
    return SourceText.of("T-001.md", text);
  }
}
