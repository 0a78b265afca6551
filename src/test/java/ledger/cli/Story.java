package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Commands on a ledger of their own, one a line:
 *
 * <ul>
 *   <li>{@code ledger …}; {@code ledger@FOLDER …} runs it in that folder
 *   <li>{@code write FILE TEXT}, {@code replace FILE OLD NEW}, {@code copy FROM TO}, {@code remove
 *       FILE}, {@code folder NAME}: by hand; {@code \n} in a written text is a line end
 *   <li>{@code link FILE TARGET}
 *   <li>{@code launcher}: the commands are called by {@code bin/ledger} from here on
 *   <li>{@code git …}: the real git, always with the same author and times
 * </ul>
 *
 * Words in single quotes may hold blanks. The folder is called {@code HERE} in what comes of it.
 */
final class Story {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final String LAUNCHER = "ledger.launcher";
  private static final String LEDGER = "ledger/TASKS.md";

  private final Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final StringBuilder exits = new StringBuilder();

  private Story(Path folder) {
    this.folder = folder;
  }

  /**
   * What came of it.
   *
   * @param folder where it was told; {@code out} and {@code err} call it {@code HERE}
   * @param files all but the ledger and what this machine alone needs, by name
   */
  record Told(
      Path folder,
      byte[] ledger,
      SortedMap<String, String> files,
      String out,
      String err,
      String exit) {
    /** Whether the text was printed as it is. */
    boolean prints(String text) {
      String here = here(folder, text.strip());
      return err.contains(here) || out.contains(here);
    }
  }

  static Told tell(byte[] ledger, Map<String, String> files, String commands) throws Exception {
    Story story = new Story(Files.createTempDirectory("golden").toRealPath());
    Files.createDirectories(story.folder.resolve(LEDGER).getParent());
    Files.write(story.folder.resolve(LEDGER), ledger);
    for (Map.Entry<String, String> other : files.entrySet()) {
      Path file = story.folder.resolve(other.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, other.getValue(), StandardCharsets.ISO_8859_1);
    }
    try {
      for (String command : commands.lines().toList()) {
        story.run(words(command));
      }
    } finally {
      System.clearProperty(LAUNCHER);
    }
    return new Told(
        story.folder,
        Files.readAllBytes(story.folder.resolve(LEDGER)),
        files(story.folder),
        story.text(story.out),
        story.text(story.err),
        story.exits.toString());
  }

  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
    return words;
  }

  private void run(List<String> words) throws Exception {
    String verb = words.getFirst();
    List<String> rest = words.subList(1, words.size());
    switch (verb) {
      case "write" -> write(rest.get(0), rest.get(1).replace("\\n", "\n") + "\n");
      case "remove" -> Files.delete(folder.resolve(rest.getFirst()));
      case "replace" -> {
        Path file = folder.resolve(rest.get(0));
        String text = Files.readString(file);
        assertThat(text).contains(rest.get(1));
        Files.writeString(file, text.replace(rest.get(1), rest.get(2)));
      }
      case "copy" -> {
        write(rest.get(1), "");
        Files.write(folder.resolve(rest.get(1)), Files.readAllBytes(folder.resolve(rest.get(0))));
      }
      case "link" -> {
        Files.createDirectories(folder.resolve(rest.get(0)).getParent());
        Files.createSymbolicLink(folder.resolve(rest.get(0)), Path.of(rest.get(1)));
      }
      case "folder" -> Files.createDirectories(folder.resolve(rest.getFirst()));
      case "launcher" -> System.setProperty(LAUNCHER, folder.resolve("bin/ledger").toString());
      case "git" -> git(words);
      default -> {
        assertThat(verb).matches("ledger(@.+)?");
        ledger(folder.resolve(verb.substring("ledger".length()).replace("@", "")), rest);
      }
    }
  }

  private void ledger(Path in, List<String> args) {
    Console console =
        Console.of(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of());
    exits
        .append(Main.run(console, Map.of(), in.normalize(), NOON, args.toArray(String[]::new)))
        .append('\n');
  }

  /** A failure is a part of some stories: what comes of it is seen in the next commands. */
  private void git(List<String> words) throws Exception {
    ProcessBuilder git = new ProcessBuilder(words).directory(folder.toFile());
    git.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    git.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    git.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    git.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    for (String who : List.of("AUTHOR", "COMMITTER")) {
      git.environment().put("GIT_" + who + "_NAME", "Ada");
      git.environment().put("GIT_" + who + "_EMAIL", "ada@example.org");
      git.environment().put("GIT_" + who + "_DATE", "2026-11-23T12:00:00Z");
    }
    assertThat(git.start().waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String text(ByteArrayOutputStream stream) {
    return here(folder, stream.toString(StandardCharsets.UTF_8));
  }

  private static String here(Path folder, String text) {
    return text.replace(folder.toString(), "HERE");
  }

  /** All files below a folder but the ledger, git's and what this machine alone needs. */
  static SortedMap<String, String> files(Path folder) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          String name = folder.relativize(file).toString().replace('\\', '/');
          boolean own = name.equals(LEDGER) || ("/" + name).contains("/.git/");
          if (!own && !name.startsWith(".ledger/")) {
            files.put(name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
          }
        }
      }
    }
    return files;
  }
}
