package ledger.experiment.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.experiment.environment.Alteration.How;

/**
 * Compares the packages in an environment with its lock file, and their files with their wheels'.
 */
final class InstalledPackages {
  /** A package's own folder, which names it and its version. */
  private static final Pattern INFO =
      Pattern.compile("(.*/site-packages)/(([^/]+?)-([^/-]+))\\.dist-info/(?:METADATA|RECORD)");

  /** A line of a wheel's RECORD that has a digest. */
  private static final Pattern RECORDED =
      Pattern.compile("(?:\"((?:[^\"]|\"\")*)\"|([^\",]*)),sha256=([A-Za-z0-9_-]+),[0-9]*");

  /** What making an environment installs by itself. */
  private static final Set<String> SEEDS = Set.of("pip", "setuptools", "wheel");

  private final Path folder;
  private final SortedMap<String, String> digests;

  /**
   * @param digests of all files, by path below the folder
   */
  InstalledPackages(Path folder, SortedMap<String, String> digests) {
    this.folder = folder;
    this.digests = digests;
  }

  /** A package as written in its folder's name, by its normal name. */
  record Installed(String name, String version) {
    @Override
    public String toString() {
      return name + " " + version;
    }
  }

  /** The packages that some files belong to, by normal name. */
  static SortedMap<String, Installed> among(Set<String> paths) {
    SortedMap<String, Installed> found = new TreeMap<>();
    for (String path : paths) {
      Matcher info = INFO.matcher(path);
      if (info.matches()) {
        String name = Requirements.normal(info.group(3));
        found.put(name, new Installed(name, info.group(4)));
      }
    }
    return found;
  }

  /** Everything that is not as the lock file and the packages' own lists have it. */
  List<Alteration> faults(Requirements.Pins pins) throws IOException {
    List<Alteration> faults = new ArrayList<>();
    SortedMap<String, Installed> installed = among(digests.keySet());
    for (Map.Entry<String, Installed> each : installed.entrySet()) {
      List<String> versions = pins.versions().getOrDefault(each.getKey(), List.of());
      boolean seed = versions.isEmpty() && SEEDS.contains(each.getKey());
      if (pins.all() && !seed && versions.stream().noneMatch(v -> isSame(v, each.getValue()))) {
        faults.add(new Alteration(each.getValue().toString(), How.ADDED));
      }
    }
    for (String name : pins.required()) {
      if (!installed.containsKey(name)) {
        String version = String.join(" or ", pins.versions().getOrDefault(name, List.of()));
        faults.add(new Alteration(name + " " + version, How.REMOVED));
      }
    }
    faults.addAll(edited());
    return faults;
  }

  private static boolean isSame(String locked, Installed installed) {
    return Requirements.isSameVersion(locked, installed.version());
  }

  private List<Alteration> edited() throws IOException {
    List<Alteration> edited = new ArrayList<>();
    for (String path : digests.keySet()) {
      Matcher info = INFO.matcher(path);
      if (info.matches() && path.endsWith("/RECORD")) {
        String text = Files.readString(folder.resolve(path), StandardCharsets.UTF_8);
        for (String line : text.lines().toList()) {
          edited(info.group(1), line).ifPresent(edited::add);
        }
      }
    }
    return edited;
  }

  /** Whether the file that a line of RECORD is about differs from it. */
  private Optional<Alteration> edited(String packages, String line) {
    Matcher recorded = RECORDED.matcher(line.strip());
    if (!recorded.matches()) {
      return Optional.empty();
    }
    String quoted = recorded.group(1);
    String name = quoted == null ? recorded.group(2) : quoted.replace("\"\"", "\"");
    Path file = folder.resolve(packages).resolve(name).normalize();
    if (name.contains("__pycache__/") || !file.startsWith(folder)) {
      return Optional.empty();
    }
    String path = folder.relativize(file).toString();
    String digest = digests.get(path);
    if (digest == null) {
      return Optional.of(new Alteration(shown(path), How.REMOVED));
    }
    return digest.equals(hex(recorded.group(3)))
        ? Optional.empty()
        : Optional.of(new Alteration(shown(path), How.EDITED));
  }

  private static String hex(String base64) {
    try {
      return HexFormat.of().formatHex(Base64.getUrlDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return base64;
    }
  }

  /** A file's path from where packages are, as people know it. */
  static String shown(String path) {
    int at = path.indexOf("/site-packages/");
    return at < 0 ? path : path.substring(at + "/site-packages/".length());
  }

  /**
   * What happened to files, as people say it: of a package that came or went, its name and not its
   * files.
   *
   * @param files by path
   */
  static List<Alteration> grouped(SortedMap<String, How> files) {
    List<Alteration> grouped = new ArrayList<>();
    Set<String> added = new TreeSet<>(files.keySet());
    added.removeIf(path -> files.get(path) != How.ADDED);
    Set<String> removed = new TreeSet<>(files.keySet());
    removed.removeIf(path -> files.get(path) != How.REMOVED);
    among(removed).values().forEach(p -> grouped.add(new Alteration(p.toString(), How.REMOVED)));
    among(added).values().forEach(p -> grouped.add(new Alteration(p.toString(), How.ADDED)));
    boolean packages = !grouped.isEmpty();
    files.forEach(
        (path, kind) -> {
          if (!packages || kind == How.EDITED) {
            grouped.add(new Alteration(shown(path), kind));
          }
        });
    return grouped;
  }
}
