package ledger.git;

import java.io.File;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A launcher for tests: the classes under test in a JVM of their own. */
public final class Driver {
  private Driver() {}

  public static Path launcher(Scratch scratch) throws Exception {
    String classes =
        Stream.of(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"))
                    .split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return scratch.script(
        "bin/ledger",
        """
        #!/bin/sh
        exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dledger.launcher=bin/ledger -cp '%s' ledger.cli.Main "$@"
        """
            .formatted(java, classes));
  }
}
