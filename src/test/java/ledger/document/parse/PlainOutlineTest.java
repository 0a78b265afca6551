package ledger.document.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import ledger.text.SourceText;
import org.junit.jupiter.api.Test;

/**
 * What is found without flexmark is what flexmark finds: on documents made of every kind of line
 * that may begin or end a block; 200,000 of them with {@code -Pnightly}.
 */
class PlainOutlineTest {
  private static final int DOCUMENTS =
      "full".equals(System.getProperty("ledger.stress")) ? 200_000 : 4_000;

  /** Lines that are plain where they stand alone, and some that never are. */
  private static final List<String> LINES =
      List.of(
          "",
          "",
          "",
          "",
          "   ",
          "# Title",
          "## Backlog",
          "## In  Progress",
          "### Done (2)",
          "## Über",
          "##",
          "##Done",
          "## Done ##",
          "####### x",
          "## *Done*",
          "## a: b",
          "## https://a.b/c",
          "## `a` b",
          "## a_b_c",
          "## a <b>",
          "## a &amp; b",
          "## a [b](c)",
          "## a\\!",
          "##  a",
          "## a  ",
          "| ID | Title |",
          "|---|---|",
          "|:-:| --: |",
          "| A-1 | one |",
          "| A-2 | `a|b` |",
          "|",
          "||",
          "|---|",
          "| x",
          "|x",
          "| a | b | c |",
          "| - | - |",
          "A-1 | one",
          "--- | ---",
          "a|b",
          "Text.",
          "Text with `code`.",
          "**Bold** text",
          "`code` first",
          "* item",
          "- item",
          "- [ ] open",
          "- [x] done",
          "+ item",
          "-item",
          "1. item",
          "1) item",
          "Text: more",
          "[a]: /url",
          "[link](/url) text",
          "===",
          "---",
          "***",
          "- - -",
          "> quote",
          "```",
          "~~~",
          "    code",
          "  text",
          " | A-3 | x |",
          "\t",
          "<!-- comment -->",
          "<div>",
          "</div>",
          "<b>x</b>",
          "&amp;",
          "🔥 text",
          "日本語",
          "| 日本 | 🔥 |",
          "a  ",
          "a\\",
          "_em_",
          "$x$",
          "\u00a0",
          "\u000b",
          "text\u00a0");

  private final Random random = new Random(21);

  @Test
  void whatFlexmarkFinds() {
    int plain = 0;
    for (int n = 0; n < DOCUMENTS; n++) {
      SourceText text = SourceText.of("", document());
      Optional<Outline> found = PlainOutline.of(text);
      if (found.isPresent()) {
        assertThat(found.get()).as(text.content()).isEqualTo(FlexmarkOutline.of(text));
        plain++;
      }
    }
    assertThat(plain).isGreaterThan(DOCUMENTS / 20);
  }

  @Test
  void theLedgerOfThisRepositoryIsPlain() throws Exception {
    String text = Files.readString(Path.of("ledger/TASKS.md"));
    SourceText source = SourceText.of("", text);
    assertThat(PlainOutline.of(source)).contains(FlexmarkOutline.of(source));
    SourceText crlf = SourceText.of("", text.replace("\n", "\r\n"));
    assertThat(PlainOutline.of(crlf)).contains(FlexmarkOutline.of(crlf));
  }

  /** Mostly blocks of their own, so that enough documents are plain. */
  private String document() {
    StringBuilder text = new StringBuilder();
    String end = random.nextInt(8) == 0 ? "\r\n" : "\n";
    int lines = 1 + random.nextInt(7);
    for (int i = 0; i < lines; i++) {
      switch (random.nextInt(4)) {
        case 0 -> text.append("## Backlog").append(end);
        case 1 -> table(text, end);
        default -> text.append(LINES.get(random.nextInt(LINES.size()))).append(end);
      }
      text.append(random.nextInt(3) == 0 ? "" : end);
    }
    boolean cut = random.nextInt(5) == 0;
    return cut ? text.substring(0, text.length() - random.nextInt(text.length())) : text.toString();
  }

  private void table(StringBuilder text, String end) {
    text.append("| ID | Title |").append(end).append("|----|:------|").append(end);
    for (int row = random.nextInt(4); row > 0; row--) {
      String any = LINES.get(random.nextInt(LINES.size()));
      text.append("| A-").append(row).append(" | ").append(any).append(" |").append(end);
    }
  }
}
