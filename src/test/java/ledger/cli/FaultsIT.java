package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every changing command, with a failure of the disk at each of its calls to the system that write:
 * see {@link FaultyDisk}. All kinds of failure with {@code -Dledger.stress=full}.
 */
class FaultsIT {
  private static final Path SOURCE = Path.of("src/test/resources/faults/faults.cpp");
  private static final Path MEMORY = Path.of("/dev/shm");

  @TempDir Path folder;

  @Test
  void aCommandThatFailsHasDoneNothing() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/fd")), "calls are counted by /proc/self/fd");
    Path library = folder.resolve("faults.so");
    Tool.Ended compiled =
        Tool.run(
            Tool.ROOT,
            "g++",
            "-shared",
            "-fPIC",
            "-o",
            library.toString(),
            SOURCE.toString(),
            "-ldl");
    assertThat(compiled.exit()).as(compiled.err()).isZero();
    Path control = Files.write(folder.resolve("control"), new byte[8192]);
    // In memory: it is not the disk that is tested, and it would wait for the disk thousands of
    // times.
    Path work = Files.createTempDirectory(Files.isWritable(MEMORY) ? MEMORY : folder, "faults");
    try {
      Tool.Ended ended = faulty(library, control, work);
      System.out.println(ended.out());
      assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
      assertThat(ended.out()).contains("failures injected");
    } finally {
      delete(work);
    }
  }

  private Tool.Ended faulty(Path library, Path control, Path work) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:-UsePerfData", "-XX:+UseSerialGC", "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(FaultyDisk.class.getName());
    command.addAll(List.of(work.toString(), control.toString()));
    command.add(String.valueOf(Scale.of(0, 1)));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().put("LD_PRELOAD", library.toString());
    builder.environment().put("FAULTS", control.toString());
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.MINUTES)).isTrue();
    return new Tool.Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
