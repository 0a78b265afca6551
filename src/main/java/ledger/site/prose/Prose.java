package ledger.site.prose;

import com.vladsch.flexmark.ast.Code;
import com.vladsch.flexmark.ast.FencedCodeBlock;
import com.vladsch.flexmark.ast.Heading;
import com.vladsch.flexmark.ast.IndentedCodeBlock;
import com.vladsch.flexmark.ext.autolink.AutolinkExtension;
import com.vladsch.flexmark.ext.footnotes.FootnoteExtension;
import com.vladsch.flexmark.ext.gfm.strikethrough.StrikethroughExtension;
import com.vladsch.flexmark.ext.gfm.tasklist.TaskListExtension;
import com.vladsch.flexmark.ext.tables.TablesExtension;
import com.vladsch.flexmark.html.HtmlRenderer;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.util.ast.Document;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.ast.TextCollectingVisitor;
import com.vladsch.flexmark.util.data.MutableDataSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.document.page.TaskPage;
import ledger.document.parse.Markup;
import ledger.site.LinkedFiles;
import ledger.site.chart.EvidenceCharts;
import ledger.site.page.Html;
import ledger.site.page.TaskPageModel;
import ledger.site.template.EvidenceModel;
import ledger.site.template.EvidenceReferences;
import ledger.text.Problem;
import ledger.text.SourceText;
import ledger.text.Span;

/** A task's prose as HTML, its evidence references filled in. */
public final class Prose {
  private static final MutableDataSet OPTIONS =
      new MutableDataSet()
          .set(
              Parser.EXTENSIONS,
              List.of(
                  TablesExtension.create(),
                  FootnoteExtension.create(),
                  TaskListExtension.create(),
                  AutolinkExtension.create(),
                  StrikethroughExtension.create()))
          .set(HtmlRenderer.ESCAPE_HTML, true)
          .set(HtmlRenderer.SUPPRESS_HTML_COMMENT_BLOCKS, true)
          .set(HtmlRenderer.SUPPRESS_INLINE_HTML_COMMENTS, true)
          .set(HtmlRenderer.GENERATE_HEADER_ID, true)
          .set(HtmlRenderer.RENDER_HEADER_ID, true)
          .set(HtmlRenderer.FENCED_CODE_LANGUAGE_CLASS_PREFIX, "language-")
          .set(TaskListExtension.ITEM_DONE_MARKER, "<span class=\"box\">☑</span> ")
          .set(TaskListExtension.ITEM_NOT_DONE_MARKER, "<span class=\"box\">☐</span> ")
          .set(TablesExtension.COLUMN_SPANS, false)
          .set(TablesExtension.MIN_SEPARATOR_DASHES, 1)
          .set(FootnoteExtension.FOOTNOTE_BACK_REF_STRING, "back")
          .toMutable();
  private static final Parser PARSER = Parser.builder(OPTIONS).build();
  private static final HtmlRenderer RENDERER = HtmlRenderer.builder(OPTIONS).build();

  /** Headings of these levels are listed in the table of contents. */
  private static final int DEEPEST_LISTED = 3;

  private Prose() {}

  /**
   * A page's prose as HTML.
   *
   * @param parts the text, cut where it has charts
   * @param headings the upper ones, in order
   * @param copies files that the site has to have, by their path in it
   * @param places where the page's addresses are written, in its file, by address
   */
  public record RenderedProse(
      List<TaskPageModel.ProsePart> parts,
      List<TaskPageModel.Anchor> headings,
      Map<String, byte[]> copies,
      Map<String, Span> places) {
    /** The text without its charts. */
    public Html html() {
      return new Html(
          parts.stream().map(part -> part.html().markup()).collect(Collectors.joining()));
    }

    public boolean isEmpty() {
      return parts.size() < 2 && html().markup().isBlank();
    }
  }

  /**
   * What a page is about, and what it may name.
   *
   * @param title the row's title; a first heading that repeats it is left out
   * @param evidence what references see; empty for a task that has no run
   * @param known IDs that have a page: links to their markdown become links to it
   * @param files the repository's
   * @param charts draws what the text names
   */
  public record PageContext(
      String id,
      String title,
      Optional<EvidenceModel> evidence,
      Set<String> known,
      LinkedFiles files,
      EvidenceCharts charts) {}

  /**
   * Renders the prose of a page.
   *
   * @param problems where wrong references are added
   */
  public static RenderedProse render(TaskPage page, PageContext around, List<Problem> problems) {
    try {
      return rendered(page, around, problems);
    } catch (StackOverflowError e) {
      // The library needs stack frames for each level of emphasis, and for each character of a
      // link's title and the like.
      SourceText source = page.source();
      problems.add(
          Problem.error(
              "nested-too-deep",
              source.place(Markup.longest(source, source.lineAt(page.body().start()))),
              Markup.UNREADABLE,
              Markup.SHORTEN));
      return new RenderedProse(List.of(), List.of(), Map.of(), Map.of());
    }
  }

  private static RenderedProse rendered(TaskPage page, PageContext around, List<Problem> problems) {
    SourceText source = page.source();
    Span body = page.body();
    Placeholders placeholders =
        new Placeholders(source.content(), body, () -> code(source.content(), body));
    Document document = PARSER.parse(placeholders.text());
    EvidenceReferences references = new EvidenceReferences(source, around.evidence());
    ProseCharts charts = new ProseCharts(placeholders, references, around.charts());
    List<Placeholders.Filling> meanings =
        placeholders.meanings(
            placeholders.mayBeCode() ? code(document) : List.of(), charts::filling);

    dropTitle(document, around.id(), around.title());
    Slugs slugs = new Slugs();
    List<TaskPageModel.Anchor> headings = settleHeadings(document, placeholders, meanings, slugs);
    PageLinks links = new PageLinks(source, placeholders, around, slugs.ids(), problems);
    links.settle(document);
    String html =
        placeholders.filledIn(
            RENDERER.render(document), meanings, meaning -> meaning.html().markup());
    List<TaskPageModel.ProsePart> parts = charts.putInto(Finish.of(html, links.pictures()));
    problems.addAll(references.problems());
    return new RenderedProse(parts, headings, links.copies(), links.places());
  }

  /** Where code is, in the file's positions. */
  static List<Span> code(String content, Span body) {
    return code(PARSER.parse(body.of(content))).stream()
        .map(span -> new Span(body.start() + span.start(), body.start() + span.end()))
        .toList();
  }

  private static List<Span> code(Document document) {
    List<Span> spans = new ArrayList<>();
    for (Node node : document.getDescendants()) {
      if (node instanceof Code
          || node instanceof FencedCodeBlock
          || node instanceof IndentedCodeBlock) {
        spans.add(new Span(node.getStartOffset(), node.getEndOffset()));
      }
    }
    return spans;
  }

  private static void dropTitle(Document document, String id, String title) {
    if (document.getFirstChild() instanceof Heading heading && heading.getLevel() == 1) {
      String text = text(heading).strip();
      String bare =
          text.startsWith(id) ? text.substring(id.length()).replaceFirst("^[\\s:–—-]+", "") : text;
      if (bare.isEmpty() || bare.equalsIgnoreCase(title.replace("`", ""))) {
        heading.unlink();
      }
    }
  }

  /** The page has its own first heading: these start at the second level and skip none. */
  private static List<TaskPageModel.Anchor> settleHeadings(
      Document document,
      Placeholders placeholders,
      List<Placeholders.Filling> meanings,
      Slugs slugs) {
    List<TaskPageModel.Anchor> listed = new ArrayList<>();
    int previous = 1;
    int base = 0;
    for (Node node : document.getDescendants()) {
      if (node instanceof Heading heading) {
        base = base == 0 ? heading.getLevel() : Math.min(base, heading.getLevel());
        int level = Math.clamp(heading.getLevel() - base + 2, 2, Math.min(6, previous + 1));
        heading.setLevel(level);
        previous = level;
        String text = text(heading);
        String anchor =
            slugs.next(placeholders.filledIn(text, meanings, m -> m.isWritten() ? m.text() : ""));
        heading.setAnchorRefId(anchor);
        String title = placeholders.filledIn(text, meanings, Placeholders.Filling::text).strip();
        if (level <= DEEPEST_LISTED && !title.isEmpty()) {
          listed.add(new TaskPageModel.Anchor(anchor, title, level));
        }
      }
    }
    return listed;
  }

  private static String text(Node node) {
    return new TextCollectingVisitor().collectAndGetText(node);
  }
}
