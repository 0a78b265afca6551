package ledger.document.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import ledger.text.Span;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** The YAML in a page: its nodes, and where in the page each of them is. */
final class YamlText {
  /** How deep collections may be nested: the library needs a stack frame for each level. */
  private static final int DEEPEST = 100;

  /** The library's time for one long value grows with the square of its length. */
  private static final int LONGEST = 1_000_000;

  private static final LoadSettings SETTINGS = LoadSettings.builder().build();

  private final SourceText source;
  private final Span span;

  /** Where each character (code point) is; null if each is one unit. */
  private final int @Nullable [] offsets;

  YamlText(SourceText source, Span span) {
    this.source = source;
    this.span = span;
    String text = span.of(source.content());
    int count = text.codePointCount(0, text.length());
    this.offsets = count == text.length() ? null : new int[count + 1];
    for (int i = 0, at = span.start(); offsets != null && i <= count; i++) {
      offsets[i] = at;
      at += i < count ? Character.charCount(source.content().codePointAt(at)) : 0;
    }
  }

  /** The outermost node; null if there is none. */
  @Nullable Node compose() throws InvalidText {
    if (span.length() > LONGEST) {
      throw FrontMatter.invalid(
          source,
          source.line(0),
          "the front matter is longer than " + LONGEST + " characters, the most that are read",
          "move long text into the page");
    }
    String text = span.of(source.content());
    try {
      if (mayBeDeep(text)) {
        refuseDeep(text);
      }
      return new Compose(SETTINGS).composeString(text).orElse(null);
    } catch (MarkedYamlEngineException e) {
      throw invalid(e.getProblemMark(), "not valid YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw FrontMatter.invalid(
          source, source.line(0), "the front matter is not valid YAML: " + reason, null);
    }
  }

  /**
   * Whether it has so many brackets or so much indentation that it may be nested too deeply, or
   * aliases.
   */
  private static boolean mayBeDeep(String text) {
    int brackets = 0;
    int indent = 0;
    int deepest = 0;
    boolean leading = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      brackets += c == '[' || c == '{' ? 1 : 0;
      leading = c == '\n' || c == '\r' || (leading && " -?:".indexOf(c) >= 0);
      indent = c == '\n' || c == '\r' ? 0 : leading ? indent + 1 : indent;
      deepest = Math.max(deepest, indent);
    }
    return brackets + 2 * deepest > DEEPEST || text.indexOf('*') >= 0;
  }

  private void refuseDeep(String text) throws InvalidText {
    Deque<Optional<Anchor>> open = new ArrayDeque<>();
    for (Event event : new Parse(SETTINGS).parseString(text)) {
      switch (event) {
        case CollectionStartEvent start -> {
          open.push(start.getAnchor());
          if (open.size() > DEEPEST) {
            throw invalid(
                event.getStartMark(), "nested too deeply: at most " + DEEPEST + " levels are read");
          }
        }
        case CollectionEndEvent end -> open.pop();
        case AliasEvent alias -> {
          if (open.contains(Optional.of(alias.getAlias()))) {
            throw invalid(event.getStartMark(), "endless: this alias is in what it stands for");
          }
        }
        default -> {}
      }
    }
  }

  private InvalidText invalid(Optional<Mark> mark, String what) {
    int at = mark.map(this::offset).orElse(span.start());
    return FrontMatter.invalid(source, new Span(at, at), "the front matter is " + what, null);
  }

  int start(Node node) {
    return node.getStartMark().map(this::offset).orElse(span.start());
  }

  /**
   * The position after the node's last character; a block ends with its last item, not with what
   * follows.
   */
  int end(Node node) {
    if (node instanceof CollectionNode<?> items
        && items.getFlowStyle() == FlowStyle.BLOCK
        && !items.getValue().isEmpty()) {
      Object last = items.getValue().getLast();
      if (last instanceof NodeTuple tuple) {
        return Math.max(end(tuple.getKeyNode()), end(tuple.getValueNode()));
      }
      return last instanceof Node item ? end(item) : span.end();
    }
    int from = start(node);
    int end = node.getEndMark().map(this::offset).orElse(span.end());
    while (end > from && Character.isWhitespace(source.content().charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /** The parser's marks count characters. */
  private int offset(Mark mark) {
    return offsets == null
        ? Math.min(span.start() + mark.getIndex(), span.end())
        : offsets[Math.min(mark.getIndex(), offsets.length - 1)];
  }
}
