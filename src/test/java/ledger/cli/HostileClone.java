package ledger.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A copy of a workspace in which one path is a link.
 *
 * @param outside what does not belong to it
 */
record HostileClone(Path folder, Path outside, Path path, Target target) {
  /** A word of everything outside. */
  static final String CANARY = "CANARY";

  /** What the link leads to. */
  enum Target {
    /** The same file or folder, outside. */
    SAME,
    /** A folder for a file, a file for a folder. */
    OTHER_TYPE,
    NOWHERE,
    ITSELF
  }

  static HostileClone of(Path base, Path path, Target target, Path place) throws Exception {
    Path folder = place.resolve("work");
    Path outside = Files.createDirectories(place.resolve("outside"));
    copy(base, folder);
    Path link = folder.resolve(path);
    Path moved = outside.resolve("kept");
    boolean isFolder = Files.isDirectory(link);
    Files.move(link, moved);
    mark(moved);
    Files.writeString(outside.resolve("file"), CANARY + "\n");
    Files.createDirectory(outside.resolve("folder"));
    Files.createSymbolicLink(
        link,
        switch (target) {
          case SAME -> moved;
          case OTHER_TYPE -> outside.resolve(isFolder ? "file" : "folder");
          case NOWHERE -> outside.resolve("missing");
          case ITSELF -> link;
        });
    return new HostileClone(folder, outside, path, target);
  }

  private static void copy(Path from, Path to) throws Exception {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path copy = to.resolve(from.relativize(path));
        Files.createDirectories(copy.resolveSibling("."));
        Files.copy(path, copy, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  private static void mark(Path moved) throws Exception {
    try (Stream<Path> all = Files.walk(moved)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(path, StandardCharsets.ISO_8859_1);
        Files.writeString(path, text + CANARY + "\n", StandardCharsets.ISO_8859_1);
      }
    }
  }

  /** What a command says in it. */
  String run(String command) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    Console console = Console.of(stream, stream, Map.of());
    Main.run(console, Map.of(), folder, Clock.systemUTC(), command.split(" "));
    return said.toString(StandardCharsets.UTF_8);
  }

  /** The same of a process. */
  String runProcess(String command) throws Exception {
    Tool.Ended ended = Tool.run(folder, Scratch.command(command.split(" ")).toArray(String[]::new));
    return ended.out() + ended.err();
  }

  /** Names, times and contents of all files. */
  static SortedMap<String, String> state(Path folder) throws Exception {
    SortedMap<String, String> state = new TreeMap<>();
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return state;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList()) {
        boolean file = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
        String text = file ? Files.readString(path, StandardCharsets.ISO_8859_1) : "";
        var time = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS);
        state.put(folder.relativize(path).toString(), time + " " + text);
      }
    }
    return state;
  }

  @Override
  public String toString() {
    return path + " is a link to " + target;
  }
}
