package ledger.experiment.inputs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import ledger.io.GuardedFiles;

/**
 * A pattern of paths with forward slashes: {@code *}, {@code ?} and {@code [...]} match parts of
 * one name, {@code **} any number of folders. A folder stands for everything below it.
 */
final class PathPattern {
  private final String text;
  private final String folder;
  private final String rest;
  private final Pattern whole;

  PathPattern(String pattern) {
    this.text = pattern.endsWith("/") ? pattern.substring(0, pattern.length() - 1) : pattern;
    int wild = 0;
    while (wild < text.length() && "*?[".indexOf(text.charAt(wild)) < 0) {
      wild++;
    }
    int slash = wild == text.length() ? wild : text.lastIndexOf('/', wild);
    this.folder = text.substring(0, Math.max(slash, 0));
    this.rest = slash >= text.length() ? "" : text.substring(slash + 1);
    this.whole = regex(text);
  }

  /** Whether it names one file or folder. */
  boolean isLiteral() {
    return rest.isEmpty();
  }

  /** Whether a path matches, or is below a folder that does. */
  boolean matches(String path) {
    return whole.matcher(path).matches();
  }

  /**
   * What matches below a folder.
   *
   * @param files lists the folders
   * @param enters whether to look into a folder; links are followed as far as they may lead, in
   *     circles never
   * @param folders whether folders that match are found too, or only files, those below them too
   */
  SortedSet<Path> in(GuardedFiles files, Path start, Predicate<Path> enters, boolean folders) {
    SortedSet<Path> found = new TreeSet<>();
    Path first = folder.isEmpty() ? start : start.resolve(folder).normalize();
    files.origins().add(first);
    if (isLiteral() && Files.isRegularFile(first)) {
      found.add(first);
    } else if (isLiteral() && folders) {
      if (Files.isDirectory(first)) {
        found.add(first);
      }
    } else {
      Pattern wanted = isLiteral() ? regex("**") : folders ? exact(rest) : regex(rest);
      int depth = !folders || rest.contains("**") ? Integer.MAX_VALUE : rest.split("/", -1).length;
      walk(
          new PatternWalk(files, enters, wanted, folders, found, new HashSet<>()),
          first,
          "",
          depth);
    }
    return found;
  }

  private record PatternWalk(
      GuardedFiles files,
      Predicate<Path> enters,
      Pattern wanted,
      boolean folders,
      SortedSet<Path> found,
      Set<Path> seen) {}

  private static void walk(PatternWalk walk, Path folder, String below, int depth) {
    try {
      if (!Files.isDirectory(folder) || !walk.seen.add(walk.files.resolved(folder))) {
        return;
      }
      for (Path entry : walk.files.list(folder)) {
        String name = below + entry.getFileName();
        boolean isFolder = Files.isDirectory(entry);
        if ((!isFolder || walk.folders) && walk.wanted.matcher(name).matches()) {
          walk.found.add(entry);
        }
        if (isFolder && depth > 1 && walk.enters.test(entry)) {
          walk(walk, entry, name + "/", depth - 1);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      return; // what cannot be listed, or leads out, has nothing that may be read
    }
  }

  /** Also of everything below what matches. */
  private static Pattern regex(String pattern) {
    return Pattern.compile(translated(pattern) + "(?:/.*)?", Pattern.DOTALL);
  }

  private static Pattern exact(String pattern) {
    return Pattern.compile(translated(pattern), Pattern.DOTALL);
  }

  private static String translated(String pattern) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < pattern.length()) {
      if (pattern.startsWith("**/", at)) {
        out.append("(?:[^/]+/)*");
        at += 3;
      } else if (pattern.startsWith("**", at)) {
        out.append(".*");
        at += 2;
      } else if (pattern.charAt(at) == '*') {
        out.append("[^/]*");
        at++;
      } else if (pattern.charAt(at) == '?') {
        out.append("[^/]");
        at++;
      } else {
        at = literal(pattern, at, out);
      }
    }
    return out.toString();
  }

  /** One character, or a set of them. */
  private static int literal(String pattern, int at, StringBuilder out) {
    int close = pattern.indexOf(']', at + 2);
    if (pattern.charAt(at) == '[' && close > 0) {
      String set = pattern.substring(at + 1, close).replace("\\", "\\\\").replace("[", "\\[");
      String regex = "[" + (set.startsWith("!") ? "^" + set.substring(1) : set) + "]";
      try {
        Pattern.compile(regex);
        out.append(regex);
        return close + 1;
      } catch (PatternSyntaxException e) {
        out.append(Pattern.quote("["));
        return at + 1;
      }
    }
    out.append(Pattern.quote(pattern.substring(at, at + 1)));
    return at + 1;
  }

  @Override
  public String toString() {
    return text;
  }
}
