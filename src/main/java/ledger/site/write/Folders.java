package ledger.site.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Creates folders for many files, and asks the system for each folder once. */
final class Folders {
  private final Set<Path> made = ConcurrentHashMap.newKeySet();

  void make(@Nullable Path folder) throws IOException {
    if (folder != null && !made.contains(folder)) {
      Files.createDirectories(folder);
      made.add(folder);
    }
  }
}
