package ledger.git.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import ledger.document.IdForm;
import ledger.document.Mentions;
import ledger.document.TaskId;
import ledger.git.Checkout;
import ledger.git.GitObject;

/**
 * Task IDs that were ever committed, on any branch or tag, even if nothing has them now.
 *
 * @param gaps why there may be more of them
 */
public record PastIds(Set<TaskId> ids, Set<HistoryGap> gaps) {
  /**
   * IDs in any committed version of a file, and those of entries in any committed version of a
   * folder.
   *
   * @param paths files and folders; those outside the checkout are ignored
   * @throws IOException if the repository cannot be read at all
   */
  public static PastIds of(Checkout checkout, List<Path> paths, IdForm form) throws IOException {
    List<String> names = new ArrayList<>();
    for (Path path : paths) {
      checkout.inRepository(path).ifPresent(names::add);
    }
    Set<TaskId> ids = new HashSet<>();
    Set<HistoryGap> gaps = new LinkedHashSet<>();
    if (Revisions.isShallow(checkout.repository())) {
      gaps.add(new HistoryGap.Shallow());
    }
    Commits commits = Commits.of(checkout);
    for (String version : commits.versions(names, gaps)) {
      try {
        GitObject object = commits.object(version);
        if (object.folder()) {
          object.names().forEach(name -> TaskId.ofFile(name).ifPresent(ids::add));
        } else {
          ids.addAll(Mentions.named(new String(object.bytes(), StandardCharsets.UTF_8), form));
        }
      } catch (MissingHistory e) {
        gaps.add(e.gap());
      }
    }
    return new PastIds(ids, gaps);
  }

  /**
   * What the branches and tags point at. As long as this is the same, so is the result of {@link
   * #of}, and it is far cheaper to read.
   */
  public static Set<String> tips(Checkout checkout) throws IOException {
    return Commits.of(checkout).tips();
  }
}
