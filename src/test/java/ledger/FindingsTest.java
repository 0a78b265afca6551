package ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What fuzzing has ever found, and the inputs that it starts from: run in every build. */
class FindingsTest {
  @TestFactory
  Stream<DynamicContainer> staysMended() {
    return Arrays.stream(FuzzTarget.values())
        .map(target -> DynamicContainer.dynamicContainer(target.name(), tests(target)));
  }

  private static List<DynamicTest> tests(FuzzTarget target) {
    try (Stream<Path> files = Files.list(target.fixtures())) {
      List<Path> inputs = files.sorted().toList();
      assertThat(inputs).as("inputs for " + target).isNotEmpty();
      return inputs.stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      file.getFileName().toString(),
                      () -> target.input.take(Files.readAllBytes(file))))
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
