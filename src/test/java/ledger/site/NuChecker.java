package ledger.site;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import nu.validator.validation.SimpleDocumentValidator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The Nu Html Checker, for pages and for pictures. */
public final class NuChecker {
  private static final String HTML = "http://s.validator.nu/html5-all.rnc";
  private static final String SVG = "http://s.validator.nu/svg-xhtml5-rdf-mathml.rnc";

  /** Where the files would be served, so that what they load has the same origin. */
  private static final String ADDRESS = "https://example.org/";

  /** Bytes of stack: the schema of HTML is read by recursion. */
  private static final long DEEP = 64 << 20;

  private final SimpleDocumentValidator html;
  private final SimpleDocumentValidator svg;
  private final Found found = new Found();

  public NuChecker() throws Exception {
    html = deep(() -> validator(HTML));
    svg = deep(() -> validator(SVG));
  }

  private SimpleDocumentValidator validator(String schema) throws Exception {
    SimpleDocumentValidator made = new SimpleDocumentValidator(false, false, false);
    made.setUpMainSchema(schema, found);
    made.setUpValidatorAndParsers(found, false, false);
    return made;
  }

  private static <T> T deep(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    new Thread(null, task, "deep", DEEP).start();
    return task.get();
  }

  /** Errors and warnings of every page and picture below a folder, each with its file. */
  public List<String> problems(Path folder) throws Exception {
    return deep(() -> all(folder));
  }

  private List<String> all(Path folder) throws Exception {
    List<String> problems = new ArrayList<>();
    for (Path file : files(folder)) {
      found.messages.clear();
      try (InputStream in = Files.newInputStream(file)) {
        InputSource source = new InputSource(ADDRESS + folder.relativize(file));
        source.setByteStream(in);
        source.setEncoding("UTF-8");
        if (file.toString().endsWith(".svg")) {
          svg.checkXmlInputSource(source);
        } else {
          html.checkHtmlInputSource(source);
        }
      }
      found.messages.forEach(message -> problems.add(folder.relativize(file) + message));
    }
    return problems;
  }

  private static List<Path> files(Path folder) throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().matches(".*\\.(html|svg)")).sorted().toList();
    }
  }

  private static final class Found implements ErrorHandler {
    private final List<String> messages = new ArrayList<>();

    private void add(String kind, SAXParseException e) {
      messages.add(
          ":" + e.getLineNumber() + ":" + e.getColumnNumber() + ": " + kind + e.getMessage());
    }

    @Override
    public void warning(SAXParseException e) {
      add("warning: ", e);
    }

    @Override
    public void error(SAXParseException e) {
      add("", e);
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      add("", e);
    }
  }
}
