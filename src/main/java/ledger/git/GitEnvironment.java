package ledger.git;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * JGit's view of the system: it reads the configuration files that git reads. Unlike JGit's own
 * reader, it neither starts {@code git} to find them nor writes measurements into the user's home.
 */
final class GitEnvironment extends SystemReader {
  private final UnaryOperator<@Nullable String> environment;

  GitEnvironment(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
    setPlatformChecker();
  }

  @Override
  public String getHostname() {
    try {
      return InetAddress.getLocalHost().getCanonicalHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  @Override
  public @Nullable String getenv(String variable) {
    return environment.apply(variable);
  }

  @Override
  public @Nullable String getProperty(String key) {
    return System.getProperty(key);
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    String named = getenv("GIT_CONFIG_SYSTEM");
    if (getenv("GIT_CONFIG_NOSYSTEM") != null) {
      return new ReadOnlyConfig(parent, List.of(), fs);
    }
    if (named != null) {
      return new ReadOnlyConfig(parent, List.of(Path.of(named)), fs);
    }
    return new ReadOnlyConfig(
        parent,
        List.of(
            Path.of("/etc/gitconfig"),
            Path.of("/usr/local/etc/gitconfig"),
            Path.of("/opt/homebrew/etc/gitconfig")),
        fs);
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    String named = getenv("GIT_CONFIG_GLOBAL");
    if (named != null) {
      return new ReadOnlyConfig(parent, List.of(Path.of(named)), fs);
    }
    List<Path> files = new ArrayList<>();
    String home = getenv("HOME");
    String xdg = getenv("XDG_CONFIG_HOME");
    if (xdg != null && !xdg.isEmpty()) {
      files.add(Path.of(xdg, "git", "config"));
    } else if (home != null) {
      files.add(Path.of(home, ".config", "git", "config"));
    }
    if (home != null) {
      files.add(Path.of(home, ".gitconfig"));
    }
    return new ReadOnlyConfig(parent, files, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new ReadOnlyConfig(parent, List.of(), fs);
  }

  @Override
  @SuppressWarnings("deprecation") // abstract in JGit, so it has to be implemented
  public long getCurrentTime() {
    return System.currentTimeMillis();
  }

  @Override
  public Instant now() {
    return Instant.ofEpochMilli(System.currentTimeMillis());
  }

  @Override
  @SuppressWarnings("deprecation") // abstract in JGit, so it has to be implemented
  public int getTimezone(long when) {
    return ZoneId.systemDefault().getRules().getOffset(Instant.ofEpochMilli(when)).getTotalSeconds()
        / 60;
  }

  /** Several files read as one, of which the last one takes precedence; they are never written. */
  private static final class ReadOnlyConfig extends FileBasedConfig {
    private final List<Path> files;
    private boolean loaded;

    ReadOnlyConfig(@Nullable Config parent, List<Path> files, FS fs) {
      super(parent, files.isEmpty() ? new File("/dev/null") : files.getLast().toFile(), fs);
      this.files = files;
    }

    @Override
    public void load() throws IOException, ConfigInvalidException {
      loaded = true;
      StringBuilder all = new StringBuilder();
      for (Path file : files) {
        if (Files.isReadable(file) && Files.isRegularFile(file)) {
          all.append(Files.readString(file)).append('\n');
        }
      }
      fromText(all.toString());
    }

    @Override
    public void save() {
      throw new UnsupportedOperationException("the user's git configuration is only read");
    }

    @Override
    public boolean isOutdated() {
      return !loaded;
    }

    /**
     * JGit measures the resolution of a file system's time stamps by writing files next to those of
     * the repository, unless the configuration has the answer. Only its caches would benefit.
     */
    @Override
    public long getTimeUnit(
        String section,
        @Nullable String subsection,
        String name,
        long defaultValue,
        TimeUnit wanted) {
      if (section.equals("filesystem")) {
        return wanted.convert(2, TimeUnit.SECONDS);
      }
      return super.getTimeUnit(section, subsection, name, defaultValue, wanted);
    }
  }
}
