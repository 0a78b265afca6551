package ledger.experiment.header;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a script needs to run, as its header declares it.
 *
 * @param environment the one of the settings that it runs in; null if the header names none
 * @param dependencies packages as in PEP 508, which may be none; null if the header does not say
 * @param python which Python versions are suitable, a PEP 440 specifier; null for any
 */
public record Needs(
    @Nullable String environment, @Nullable List<String> dependencies, @Nullable String python) {
  public Needs {
    dependencies = dependencies == null ? null : List.copyOf(dependencies);
  }
}
