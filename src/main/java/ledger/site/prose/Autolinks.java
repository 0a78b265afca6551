package ledger.site.prose;

import com.vladsch.flexmark.ast.HtmlEntity;
import com.vladsch.flexmark.ast.Text;
import com.vladsch.flexmark.ext.autolink.internal.AutolinkNodePostProcessor;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.parser.block.NodePostProcessor;
import com.vladsch.flexmark.parser.block.NodePostProcessorFactory;
import com.vladsch.flexmark.util.ast.Document;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.ast.NodeTracker;
import com.vladsch.flexmark.util.data.MutableDataHolder;

/**
 * The library's links for bare addresses. It is slow for every piece of text, so it gets only those
 * that can contain an address, alone or with the entity that follows.
 */
final class Autolinks implements Parser.ParserExtension {
  @Override
  public void parserOptions(MutableDataHolder options) {}

  @Override
  public void extend(Parser.Builder parser) {
    parser.postProcessorFactory(new Factory());
  }

  private static final class Factory extends NodePostProcessorFactory {
    Factory() {
      super(false);
      addNodes(Text.class);
    }

    @Override
    public NodePostProcessor apply(Document document) {
      AutolinkNodePostProcessor library = new AutolinkNodePostProcessor(document);
      return new NodePostProcessor() {
        @Override
        public void process(NodeTracker tracker, Node text) {
          if (text.getNext() instanceof HtmlEntity || mayHoldAddress(text.getChars().toString())) {
            library.process(tracker, text);
          }
        }
      };
    }
  }

  /** Whether the text has a character that every address has, or one by which it can be written. */
  private static boolean mayHoldAddress(String text) {
    for (int i = 0; i < text.length(); i++) {
      boolean found =
          switch (text.charAt(i)) {
            case '@', '&', '\\' -> true;
            case ':' -> text.startsWith("://", i);
            case '.' -> text.regionMatches(true, i - 3, "www", 0, 3);
            default -> false;
          };
      if (found) {
        return true;
      }
    }
    return false;
  }
}
