package ledger.site.prose;

import com.vladsch.flexmark.ast.Image;
import com.vladsch.flexmark.ast.ImageRef;
import com.vladsch.flexmark.ast.Link;
import com.vladsch.flexmark.ast.LinkNodeBase;
import com.vladsch.flexmark.ast.RefNode;
import com.vladsch.flexmark.ast.Reference;
import com.vladsch.flexmark.util.ast.Document;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.document.TaskId;
import ledger.site.LinkedFiles;
import ledger.text.Problem;
import ledger.text.SourceText;
import ledger.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Where the links and pictures of a page lead. As on a forge, a path is one from the page's folder:
 * other tasks' pages become links to theirs on the site, and the repository's files become links to
 * the forge, or to copies.
 */
final class PageLinks {
  /** Where copies are, from the site's folder. */
  private static final String FOLDER = "files/";

  private static final String REPOSITORY =
      "link to a file, or set 'repository' to the address of the repository";

  private static final String PICTURE = "save it as a picture that only shows something";

  private static final int MOST_BYTES = 10_000_000;

  private static final Pattern ELSEWHERE = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*|//.*|");

  private static final Pattern PAGE_LINK =
      Pattern.compile("(?:\\./)?(" + TaskId.PATTERN + ")\\.md(#.*)?");

  private static final Pattern PARTS = Pattern.compile("([^?#]*)(\\?[^#]*)?(#.*)?", Pattern.DOTALL);

  /** Files that browsers show and never run, by their names' endings. */
  private static final Set<String> SHOWN =
      Set.of("txt", "csv", "json", "pdf", "png", "jpg", "jpeg", "gif", "webp");

  private final SourceText source;
  private final Placeholders placeholders;
  private final Prose.PageContext around;
  private final Map<String, String> anchors;
  private final List<Problem> problems;
  private final Map<String, Span> places = new HashMap<>();
  private final Map<String, byte[]> copies = new TreeMap<>();
  private final Map<String, PictureFile.Size> pictures = new LinkedHashMap<>();

  /**
   * @param anchors the IDs of the page's headings, by the names that a forge gives them
   */
  PageLinks(
      SourceText source,
      Placeholders placeholders,
      Prose.PageContext around,
      Map<String, String> anchors,
      List<Problem> problems) {
    this.source = source;
    this.placeholders = placeholders;
    this.around = around;
    this.anchors = anchors;
    this.problems = problems;
  }

  /** Where each address is written, in the file, by the address on the site's page. */
  Map<String, Span> places() {
    return places;
  }

  /** Files that the site has to have, by their path in it. */
  Map<String, byte[]> copies() {
    return copies;
  }

  /** The sizes of the pictures that can be shown, by address. */
  Map<String, PictureFile.Size> pictures() {
    return pictures;
  }

  /** Gives each link and picture its address on the site. */
  void settle(Document document) {
    Map<Reference, Boolean> references = new LinkedHashMap<>();
    for (Node node : document.getDescendants()) {
      if (node instanceof Link || node instanceof Image) {
        settle((LinkNodeBase) node, node instanceof Image);
      } else if (node instanceof RefNode ref && ref.isDefined()) {
        Reference named = ref.getReferenceNode(document);
        if (named != null) {
          references.merge(named, ref instanceof ImageRef, Boolean::logicalOr);
        }
      }
    }
    references.forEach(this::settle);
  }

  private void settle(LinkNodeBase link, boolean picture) {
    BasedSequence written = link.getUrl();
    String address = written.unescape();
    if (ELSEWHERE.matcher(address).matches() || placeholders.isIn(address)) {
      return;
    }
    Span place = placeholders.inSource(written.getStartOffset(), written.getEndOffset());
    String settled = settled(address, picture, place);
    if (settled != null) {
      link.setUrl(BasedSequence.of(settled));
    }
    places.putIfAbsent(settled == null ? address : settled, place);
  }

  private @Nullable String settled(String address, boolean picture, Span place) {
    if (address.startsWith("#")) {
      String anchor = anchor(address.substring(1));
      return anchor == null ? null : "#" + anchor;
    }
    Matcher page = PAGE_LINK.matcher(address);
    if (page.matches() && around.known().contains(page.group(1))) {
      return page(page.group(1), page.group(2));
    }
    Matcher parts = PARTS.matcher(address);
    try {
      LinkedFiles.LinkedFile file =
          parts.matches() ? around.files().find(decoded(parts.group(1))) : null;
      return file == null ? null : file(file, picture, parts.group(3), place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String page(String id, @Nullable String anchor) {
    return id + ".html" + (anchor == null ? "" : anchor);
  }

  /** The ID of the heading that a forge would go to; null if there is none. */
  private @Nullable String anchor(String wanted) {
    String plain = decoded(wanted);
    String exact = anchors.get(plain);
    return exact != null ? exact : anchors.get(plain.toLowerCase(Locale.ROOT));
  }

  private @Nullable String file(
      LinkedFiles.LinkedFile file, boolean picture, @Nullable String anchor, Span place)
      throws IOException {
    String forge = picture ? null : file.address();
    String name = file.name();
    return switch (file.kind()) {
      case TASK -> around.known().contains(name) ? page(name, anchor) : null;
      case LEDGER -> "../index.html";
      case HIDDEN ->
          forge == null
              ? wrong(place, name + " is hidden, so the site has no copy of it", REPOSITORY)
              : forge;
      case FOLDER ->
          forge == null
              ? wrong(
                  place, name + " is a folder, and the site has copies of files only", REPOSITORY)
              : forge;
      case FILE ->
          forge == null ? copy(file, picture, place) : forge + (anchor == null ? "" : anchor);
    };
  }

  private @Nullable String copy(LinkedFiles.LinkedFile file, boolean picture, Span place)
      throws IOException {
    byte[] bytes = file.content().bytes();
    if (bytes.length > MOST_BYTES) {
      return wrong(
          place, file.name() + " is larger than 10 MB, so the site has no copy of it", REPOSITORY);
    }
    String path = FOLDER + file.name();
    if (picture) {
      try {
        PictureFile.Size size = PictureFile.size(bytes);
        pictures.put("../" + encoded(path), size);
      } catch (PictureFile.NoPicture e) {
        return wrong(place, file.name() + " cannot be shown: " + e.getMessage(), PICTURE);
      }
    } else if (!isShown(file.name()) && isText(bytes)) {
      path += ".txt";
    }
    copies.put(path, bytes);
    return "../" + encoded(path);
  }

  private @Nullable String wrong(Span place, String message, String help) {
    problems.add(Problem.error("site-link", source.place(place), message, help));
    return null;
  }

  private static boolean isShown(String name) {
    return SHOWN.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  /** Sources are shown as text: no browser is to run a page or a script from a copy. */
  private static boolean isText(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static String decoded(String address) {
    try {
      return URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return address;
    }
  }

  private static String encoded(String path) {
    StringBuilder out = new StringBuilder();
    for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xFF);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "/._-".indexOf(c) >= 0);
      out.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
    }
    return out.toString();
  }
}
