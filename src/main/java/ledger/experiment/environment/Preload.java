package ledger.experiment.environment;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ledger.io.FileTree;
import ledger.workspace.Environment;

/** Finds libraries to load before all others. */
public final class Preload {
  private static final String OPENBLAS = "openblas";

  /** Where systems keep libraries; those for an architecture, and variants, are below. */
  private static final List<String> FOLDERS =
      List.of("/usr/local/lib", "/usr/lib", "/usr/lib64", "/lib64", "/opt/OpenBLAS/lib");

  private static final List<String> OPENBLAS_FILES =
      List.of("libopenblas.so.0", "libopenblasp.so.0", "libopenblas.so");

  private Preload() {}

  /** The variable that tells the system's loader about them. */
  public static String variable() {
    return System.getProperty("os.name", "").startsWith("Mac")
        ? "DYLD_INSERT_LIBRARIES"
        : "LD_PRELOAD";
  }

  /**
   * The files of an environment's libraries, in their order; all that match a glob, by path.
   *
   * @throws EnvironmentFailure if one is not there
   */
  public static List<Path> resolve(Environment environment) throws EnvironmentFailure {
    return resolve(environment, Path.of("/"), System.getProperty("os.arch", ""));
  }

  /**
   * The same on another system.
   *
   * @param system what its folders are below
   */
  static List<Path> resolve(Environment environment, Path system, String arch)
      throws EnvironmentFailure {
    List<Path> found = new ArrayList<>();
    for (String library : environment.preload()) {
      if (library.equals(OPENBLAS)) {
        found.addAll(search(system, arch, "OpenBLAS", OPENBLAS_FILES));
      } else if (library.contains("/")) {
        found.addAll(existing(system, library));
      } else {
        found.addAll(search(system, arch, library, List.of(library)));
      }
    }
    return List.copyOf(found);
  }

  private static List<Path> existing(Path system, String path) throws EnvironmentFailure {
    List<Path> files = Glob.files(system, path);
    if (files.isEmpty()) {
      throw EnvironmentFailure.absent("no library " + path, "correct the path in the settings");
    }
    return files;
  }

  /** The first of the folders that has one of the files decides. */
  private static List<Path> search(Path system, String arch, String what, List<String> names)
      throws EnvironmentFailure {
    for (String name : names) {
      for (Path folder : folders(system, arch)) {
        List<Path> files = Glob.files(folder, name);
        if (!files.isEmpty()) {
          return files;
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
