package ledger.site.write;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import ledger.io.Sha256;
import ledger.site.EarlierBuild;
import ledger.site.SiteFailure;

/**
 * The parts of a site (a task's files, those across tasks, the search index), each with the digest
 * of what it shows. A part whose key is that of the earlier build, and whose files nobody touched,
 * is not drawn again.
 */
public final class SiteMemory {
  private static final int FORMAT = 2;

  private final EarlierBuild earlier;
  private final Map<String, SitePart> known;
  private final ConcurrentMap<String, SitePart> now = new ConcurrentHashMap<>();

  /**
   * A part of the site.
   *
   * @param key identifies all that it is made from
   * @param paths of its files
   * @param states of these files after they were written
   * @param targets that its pages link to
   * @param shown identifies what other parts see of it
   * @param found identifies what the search finds of it
   * @param made what other parts need of it
   * @param words what the search needs of it
   */
  @SuppressWarnings("ArrayRecordComponent") // parts are never compared
  record SitePart(
      String key,
      List<String> paths,
      List<String> states,
      List<String> targets,
      String shown,
      String found,
      byte[] made,
      byte[] words) {}

  /** Draws a part. */
  interface PartDrawing {
    MadePart draw(PartDraft draft) throws IOException, SiteFailure;
  }

  /** What a part leaves for others besides its files. */
  @SuppressWarnings("ArrayRecordComponent") // likewise
  record MadePart(byte[] made, byte[] words) {}

  SiteMemory(EarlierBuild earlier) {
    this.earlier = earlier;
    this.known = earlier.kept() == null ? Map.of() : read(earlier.kept());
  }

  private static Map<String, SitePart> read(byte[] kept) {
    Map<String, SitePart> parts = new HashMap<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(kept))) {
      if (in.readInt() != FORMAT) {
        return Map.of();
      }
      for (int left = in.readInt(); left > 0; left--) {
        String name = in.readUTF();
        String key = in.readUTF();
        List<String> paths = new ArrayList<>();
        List<String> states = new ArrayList<>();
        for (int file = in.readInt(); file > 0; file--) {
          paths.add(in.readUTF());
          states.add(in.readUTF());
        }
        List<String> targets = new ArrayList<>();
        for (int target = in.readInt(); target > 0; target--) {
          targets.add(in.readUTF());
        }
        String shown = in.readUTF();
        String found = in.readUTF();
        byte[] made = in.readNBytes(in.readInt());
        byte[] words = in.readNBytes(in.readInt());
        parts.put(name, new SitePart(key, paths, states, targets, shown, found, made, words));
      }
      return parts;
    } catch (IOException | RuntimeException e) {
      return Map.of(); // cut short: everything is drawn
    }
  }

  /**
   * What the next build is to know.
   *
   * @param files the present states of the site's files
   */
  public byte[] kept(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(FORMAT);
      out.writeInt(now.size());
      for (Map.Entry<String, SitePart> entry : new TreeMap<>(now).entrySet()) {
        SitePart part = entry.getValue();
        out.writeUTF(entry.getKey());
        out.writeUTF(part.key);
        out.writeInt(part.paths.size());
        for (String path : part.paths) {
          out.writeUTF(path);
          out.writeUTF(files.getOrDefault(path, ""));
        }
        out.writeInt(part.targets.size());
        for (String target : part.targets) {
          out.writeUTF(target);
        }
        out.writeUTF(part.shown);
        out.writeUTF(part.found);
        out.writeInt(part.made.length);
        out.write(part.made);
        out.writeInt(part.words.length);
        out.write(part.words);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  EarlierBuild earlier() {
    return earlier;
  }

  /** A digest of several texts. */
  static String key(List<String> texts) {
    return Sha256.ofText(String.join("\0", texts));
  }

  /** The part as it was, if its key is the same and its files are untouched; or drawn. */
  SitePart part(SiteDraft draft, String name, String key, PartDrawing drawing)
      throws IOException, SiteFailure {
    SitePart old = known.get(name);
    if (old != null && old.key.equals(key) && isUntouched(old)) {
      draft.keep(old.paths, old.targets);
      now.put(name, old);
      return old;
    }
    PartDraft own = new PartDraft(draft);
    MadePart made = drawing.draw(own);
    SitePart part =
        new SitePart(
            key,
            own.paths(),
            List.of(),
            own.targets(),
            Sha256.of(made.made),
            Sha256.of(made.words),
            made.made,
            made.words);
    now.put(name, part);
    return part;
  }

  private boolean isUntouched(SitePart part) {
    for (int i = 0; i < part.paths.size(); i++) {
      if (!part.states.get(i).equals(earlier.files().get(part.paths.get(i)))) {
        return false;
      }
    }
    return true;
  }
}
