package ledger.document.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.document.parse.Markup;
import ledger.document.parse.Nesting;
import ledger.document.parse.Outline;
import ledger.document.parse.Outline.Lines;
import ledger.text.InvalidText;
import ledger.text.Problem;
import ledger.text.SourceText;
import ledger.text.Span;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The YAML between two lines of three hyphens at the top of a page, and where each of its keys is.
 *
 * @param yaml the lines in between, with their line endings
 * @param entries the keys at the left margin, in order
 */
record FrontMatter(SourceText source, Span yaml, List<Entry> entries) {
  /** The tool's own keys outside the front matter, when the hyphens around them were lost. */
  private static final Pattern STRAY =
      Pattern.compile(
          "^(?:history[ \\t]*:[ \\t]*\\R[ \\t]*-[ \\t]+state[ \\t]*:"
              + "|(?:held|places)[ \\t]*:[ \\t]*\\R[ \\t]+[^\\s:][^\\r\\n]*:)",
          Pattern.MULTILINE);

  private static final List<String> KEYS = List.of("history", "held", "places");

  /** A key and its value, from the key's first character to the value's last one. */
  record Entry(String key, Span span, Node value) {}

  /**
   * The page's front matter, if it has any.
   *
   * @throws InvalidText if it does not end or is not a YAML mapping, if keys of the tool are below
   *     it, so that writing them would duplicate them, or if the prose is nested too deeply
   */
  static Optional<FrontMatter> of(SourceText source) throws InvalidText {
    Optional<Span> yaml = yaml(source);
    Optional<FrontMatter> front = Optional.empty();
    if (yaml.isPresent()) {
      front = Optional.of(new FrontMatter(source, yaml.get(), entries(source, yaml.get())));
    }
    Span body = body(source, front);
    notDeep(source, body);
    noStray(source, body);
    return front;
  }

  /** Where the prose is. */
  static Span body(SourceText source, Optional<FrontMatter> front) {
    int from =
        front
            .map(f -> source.fullLine(source.lineAt(f.yaml.end())).end())
            .orElse(source.fullLine(0).start());
    return new Span(from, source.content().length());
  }

  Optional<Entry> entry(String key) {
    return entries.stream().filter(entry -> entry.key.equals(key)).findFirst();
  }

  /** What comes before each of its keys: nothing, or spaces. */
  String indent() {
    if (entries.isEmpty()) {
      return "";
    }
    int at = entries.getFirst().span.start();
    String before = new Span(source.line(source.lineAt(at)).start(), at).of(source.content());
    return before.isBlank() ? before : "";
  }

  /** The entry's lines, with their line endings. */
  Span lines(Entry entry) {
    int last = source.lineAt(Math.max(entry.span.start(), entry.span.end() - 1));
    return new Span(
        source.fullLine(source.lineAt(entry.span.start())).start(), source.fullLine(last).end());
  }

  InvalidText invalid(Node at, String message) {
    YamlText text = new YamlText(source, yaml);
    int from = text.start(at);
    return invalid(source, new Span(from, Math.max(from, text.end(at))), message, null);
  }

  private static Optional<Span> yaml(SourceText source) throws InvalidText {
    if (!isDashes(source, 0)) {
      return Optional.empty();
    }
    int from = source.fullLine(0).end();
    for (int line = 1; line < source.lineCount(); line++) {
      if (isDashes(source, line)) {
        int to = source.fullLine(line).start();
        return Optional.of(new Span(from, to));
      }
    }
    throw invalid(
        source,
        source.line(0),
        "the front matter that begins here does not end",
        "end it with a line of three hyphens; write a horizontal rule at the top of a page as ***");
  }

  private static boolean isDashes(SourceText source, int line) {
    return source.line(line).of(source.content()).stripTrailing().equals("---");
  }

  private static void notDeep(SourceText source, Span body) throws InvalidText {
    Optional<Span> deep =
        body.isEmpty() ? Optional.empty() : Nesting.tooDeep(source, source.lineAt(body.start()));
    if (deep.isPresent()) {
      Problem.Place place = source.place(deep.get());
      throw new InvalidText(Problem.error("nested-too-deep", place, Nesting.MESSAGE, Nesting.HELP));
    }
    Optional<Span> dense =
        body.isEmpty() ? deep : Markup.tooMuch(source, source.lineAt(body.start()), true);
    if (dense.isPresent()) {
      Problem.Place place = source.place(dense.get());
      throw new InvalidText(Problem.error("nested-too-deep", place, Markup.MESSAGE, Markup.HELP));
    }
  }

  private static void noStray(SourceText source, Span body) throws InvalidText {
    if (KEYS.stream().noneMatch(key -> hasKey(source.content(), body.start(), key))) {
      return;
    }
    Matcher matcher = STRAY.matcher(source.content()).region(body.start(), body.end());
    matcher.useAnchoringBounds(false);
    int first = source.lineAt(body.start());
    List<Lines> code = null;
    while (matcher.find()) {
      code = code == null ? examples(SourceText.of("", body.of(source.content()))) : code;
      int line = source.lineAt(matcher.start());
      if (code.stream().noneMatch(lines -> lines.contains(line - first))) {
        throw invalid(
            source,
            source.line(line),
            "this belongs in the front matter, but is outside it",
            "put it at the top of the page between two lines of three hyphens, each key once");
      }
    }
  }

  /** Whether a colon follows the word anywhere: quicker to find out than where lines begin. */
  private static boolean hasKey(String text, int from, String key) {
    for (int at = text.indexOf(key, from); at >= 0; at = text.indexOf(key, at + 1)) {
      int end = at + key.length();
      while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
        end++;
      }
      if (end < text.length() && text.charAt(end) == ':') {
        return true;
      }
    }
    return false;
  }

  /**
   * Code and comments of the prose. A block that does not end, or is above all text, does not
   * count: a fence that got above damaged front matter must not hide it.
   */
  private static List<Lines> examples(SourceText prose) {
    Pattern end = Pattern.compile(" {0,3}(?:`{3,}|~{3,})\\s*|.*(?:-->|</).*");
    return Outline.of(prose).opaque().stream()
        .filter(code -> !prose.content().substring(0, prose.line(code.first()).start()).isBlank())
        .filter(
            code ->
                code.last() + 1 < prose.lineCount()
                    || end.matcher(prose.line(code.last()).of(prose.content())).matches())
        .toList();
  }

  private static List<Entry> entries(SourceText source, Span yaml) throws InvalidText {
    YamlText text = new YamlText(source, yaml);
    Node root = text.compose();
    if (root == null) {
      return List.of();
    }
    if (!(root instanceof MappingNode mapping)) {
      throw invalid(source, yaml, "the front matter is not a mapping of keys to values", null);
    }
    List<Entry> entries = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      int from = text.start(tuple.getKeyNode());
      int keyEnd = text.end(tuple.getKeyNode());
      Span span = new Span(from, Math.max(keyEnd, text.end(tuple.getValueNode())));
      String key =
          tuple.getKeyNode() instanceof ScalarNode scalar
              ? scalar.getValue()
              : source.content().substring(from, keyEnd);
      if (!keys.add(key)) {
        Span at = new Span(from, keyEnd);
        throw invalid(source, at, "a second '" + key + "' in the front matter", "keep one");
      }
      entries.add(new Entry(key, span, tuple.getValueNode()));
    }
    return List.copyOf(entries);
  }

  static InvalidText invalid(SourceText source, Span at, String message, @Nullable String help) {
    return new InvalidText(Problem.error("bad-front-matter", source.place(at), message, help));
  }
}
