package ledger.experiment.environment;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ledger.io.FileTree;

/** Finds libraries to load before all others. */
public final class Preload {
  private static final String OPENBLAS = "openblas";

  /** Where systems keep libraries; those for a processor's architecture and variants lie below. */
  private static final List<String> FOLDERS =
      List.of("/usr/local/lib", "/usr/lib", "/usr/lib64", "/lib64", "/opt/OpenBLAS/lib");

  private static final List<String> OPENBLAS_FILES =
      List.of("libopenblas.so.0", "libopenblasp.so.0", "libopenblas.so");

  private Preload() {}

  /** The variable that names them to the system's loader. */
  public static String variable() {
    return System.getProperty("os.name", "").startsWith("Mac")
        ? "DYLD_INSERT_LIBRARIES"
        : "LD_PRELOAD";
  }

  public static List<Path> resolve(EnvironmentSpec spec) throws EnvironmentFailure {
    return resolve(spec, Path.of("/"), System.getProperty("os.arch", ""));
  }

  /**
   * The files of the environment's libraries.
   *
   * @param system what stands for the root of the file system
   * @throws EnvironmentFailure if one is not there
   */
  public static List<Path> resolve(EnvironmentSpec spec, Path system, String arch)
      throws EnvironmentFailure {
    List<Path> found = new ArrayList<>();
    List<Path> folders = folders(system, arch);
    for (String library : spec.preload()) {
      List<String> names = library.equals(OPENBLAS) ? OPENBLAS_FILES : List.of(library);
      found.add(
          library.contains("/")
              ? existing(Path.of(library))
              : search(folders, library.equals(OPENBLAS) ? "OpenBLAS" : library, names));
    }
    return List.copyOf(found);
  }

  private static Path existing(Path file) throws EnvironmentFailure {
    if (!Files.isRegularFile(file)) {
      throw EnvironmentFailure.absent("no library " + file, "correct the path in the settings");
    }
    return file;
  }

  private static Path search(List<Path> folders, String what, List<String> names)
      throws EnvironmentFailure {
    for (String name : names) {
      for (Path folder : folders) {
        Path file = folder.resolve(name);
        if (Files.isRegularFile(file)) {
          return file;
        }
      }
    }
    String where = String.join(", ", FOLDERS);
    String help =
        what.equals("OpenBLAS")
            ? "install it with the system's package manager (libopenblas0 or openblas)"
            : "install it, or name its path in the settings";
    throw EnvironmentFailure.absent("no " + what + " in " + where, help);
  }

  private static List<Path> folders(Path system, String arch) {
    String machine = arch.equals("amd64") ? "x86_64" : arch;
    List<Path> folders = new ArrayList<>();
    for (String name : FOLDERS) {
      Path folder = system.resolve(name.substring(1));
      Path own = folder.resolve(machine + "-linux-gnu");
      for (Path each : List.of(own, folder)) {
        folders.addAll(variants(each));
        folders.add(each);
      }
    }
    return folders;
  }

  /** Debian keeps each variant in a folder such as {@code openblas-pthread}. */
  private static List<Path> variants(Path folder) {
    try {
      return FileTree.list(folder).reversed().stream()
          .filter(entry -> String.valueOf(entry.getFileName()).startsWith(OPENBLAS))
          .filter(Files::isDirectory)
          .toList();
    } catch (UncheckedIOException e) {
      return List.of();
    }
  }
}
