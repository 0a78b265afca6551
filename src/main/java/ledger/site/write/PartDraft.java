package ledger.site.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** The files of one part of a site, and what its pages link to. */
final class PartDraft {
  private final SiteDraft draft;
  private final SortedSet<String> paths = new ConcurrentSkipListSet<>();
  private final SortedSet<String> targets = new ConcurrentSkipListSet<>();

  PartDraft(SiteDraft draft) {
    this.draft = draft;
  }

  void add(String path, byte[] bytes) throws IOException {
    draft.add(path, bytes);
    paths.add(path);
  }

  void add(String path, String text) throws IOException {
    add(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A file that other parts may have as well, with the same bytes. */
  void share(String path, byte[] bytes) throws IOException {
    draft.share(path, bytes);
    paths.add(path);
  }

  void page(String path, byte[] html) throws IOException {
    page(path, html, null);
  }

  void page(String path, byte[] html, LinkCheck.@Nullable WrittenPage written) throws IOException {
    targets.addAll(draft.page(path, html, written));
    paths.add(path);
  }

  List<String> paths() {
    return List.copyOf(paths);
  }

  /** Those outside of the part. */
  List<String> targets() {
    SortedSet<String> outside = new TreeSet<>(targets);
    outside.removeIf(target -> paths.contains(LinkCheck.file(target)));
    return List.copyOf(outside);
  }
}
