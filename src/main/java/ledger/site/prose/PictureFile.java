package ledger.site.prose;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What a picture's own bytes say about it: which format it has, and how large it is. */
final class PictureFile {
  private static final Set<String> ACTIVE =
      Set.of("script", "foreignobject", "iframe", "embed", "object", "handler", "listener");

  private static final Pattern PIXELS =
      Pattern.compile("\\s*([0-9]{1,5})(?:\\.[0-9]+)?(px|pt)?\\s*");

  private static final Pattern BOX =
      Pattern.compile("\\s*\\S+[\\s,]+\\S+[\\s,]+([0-9]{1,5})\\S*[\\s,]+([0-9]{1,5})\\S*\\s*");

  private PictureFile() {}

  /** In pixels of the page; 0 where the file does not say it. */
  record Size(int width, int height) {
    static final Size UNKNOWN = new Size(0, 0);
  }

  /** Why a file cannot be shown. */
  static final class NoPicture extends Exception {
    NoPicture(String message) {
      super(message);
    }
  }

  /**
   * @throws NoPicture if it is none that browsers know, or one that does more than show something
   */
  static Size size(byte[] file) throws NoPicture {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    if (begins(file, "\u0089PNG") && file.length > 24) {
      return new Size(bytes.getInt(16), bytes.getInt(20));
    }
    if (begins(file, "GIF8") && file.length > 10) {
      return new Size(little(file, 6), little(file, 8));
    }
    if (begins(file, "\u00FF\u00D8\u00FF")) {
      return jpeg(bytes);
    }
    if (begins(file, "RIFF")
        && file.length > 30
        && new String(file, 8, 4, StandardCharsets.ISO_8859_1).equals("WEBP")) {
      return webp(file);
    }
    if (new String(file, 0, Math.min(file.length, 4096), StandardCharsets.UTF_8).contains("<svg")) {
      return svg(file);
    }
    throw new NoPicture("it is no PNG, JPEG, GIF, WebP or SVG");
  }

  private static boolean begins(byte[] file, String magic) {
    byte[] first = magic.getBytes(StandardCharsets.ISO_8859_1);
    return file.length >= first.length
        && ByteBuffer.wrap(file, 0, first.length).equals(ByteBuffer.wrap(first));
  }

  private static int little(byte[] file, int at) {
    return (file[at] & 0xFF) | (file[at + 1] & 0xFF) << 8;
  }

  /** Segments follow each other; one of them has the frame's size. */
  private static Size jpeg(ByteBuffer bytes) {
    int at = 2;
    while (at + 9 < bytes.limit() && (bytes.get(at) & 0xFF) == 0xFF) {
      int marker = bytes.get(at + 1) & 0xFF;
      if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
        return new Size(bytes.getShort(at + 7) & 0xFFFF, bytes.getShort(at + 5) & 0xFFFF);
      }
      at += 2 + (bytes.getShort(at + 2) & 0xFFFF);
    }
    return Size.UNKNOWN;
  }

  private static Size webp(byte[] file) {
    String form = new String(file, 12, 4, StandardCharsets.ISO_8859_1);
    return switch (form) {
      case "VP8 " -> new Size(little(file, 26) & 0x3FFF, little(file, 28) & 0x3FFF);
      case "VP8L" -> {
        int bits = little(file, 21) | little(file, 23) << 16;
        yield new Size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
      }
      case "VP8X" ->
          new Size(
              (little(file, 24) | (file[26] & 0xFF) << 16) + 1,
              (little(file, 27) | (file[29] & 0xFF) << 16) + 1);
      default -> Size.UNKNOWN;
    };
  }

  /** A drawing may be opened by itself, so it may hold nothing that runs or loads something. */
  private static Size svg(byte[] file) throws NoPicture {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    Size size = null;
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(file));
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamReader.START_ELEMENT) {
          refuseActive(reader);
          size = size == null ? svgSize(reader) : size;
        }
      }
    } catch (XMLStreamException e) {
      throw new NoPicture("it is not well-formed XML");
    }
    return size == null ? Size.UNKNOWN : size;
  }

  private static void refuseActive(XMLStreamReader element) throws NoPicture {
    String name = element.getLocalName().toLowerCase(Locale.ROOT);
    if (ACTIVE.contains(name)) {
      throw new NoPicture("it has a <" + name + ">, which no picture of the site may have");
    }
    for (int i = 0; i < element.getAttributeCount(); i++) {
      String attribute = element.getAttributeLocalName(i).toLowerCase(Locale.ROOT);
      String value = element.getAttributeValue(i).strip().toLowerCase(Locale.ROOT);
      boolean leads =
          attribute.equals("href") && !value.startsWith("#") && !value.startsWith("data:image/");
      if (attribute.startsWith("on") || leads || value.contains("javascript:")) {
        throw new NoPicture(
            "its attribute "
                + attribute
                + " runs or loads something, which no picture of the site may do");
      }
    }
  }

  private static Size svgSize(XMLStreamReader root) {
    Optional<Integer> width = pixels(root.getAttributeValue(null, "width"));
    Optional<Integer> height = pixels(root.getAttributeValue(null, "height"));
    if (width.isPresent() && height.isPresent()) {
      return new Size(width.get(), height.get());
    }
    String box = root.getAttributeValue(null, "viewBox");
    Matcher sides = BOX.matcher(box == null ? "" : box);
    return sides.matches()
        ? new Size(Integer.parseInt(sides.group(1)), Integer.parseInt(sides.group(2)))
        : Size.UNKNOWN;
  }

  private static Optional<Integer> pixels(String length) {
    Matcher number = PIXELS.matcher(length == null ? "" : length);
    if (!number.matches()) {
      return Optional.empty();
    }
    int value = Integer.parseInt(number.group(1));
    return Optional.of("pt".equals(number.group(2)) ? value * 4 / 3 : value);
  }
}
