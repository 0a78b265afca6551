package ledger.app.host;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What only the surface knows of its own process.
 *
 * @param launcher the program that was called; null if it was not used
 * @param archive the class archive that the launcher named to the JVM; null if it named none
 * @param version of ledger
 * @param columns the terminal's width; null where messages go to no terminal
 */
public record DoctorRequest(
    @Nullable Path launcher, @Nullable Path archive, String version, @Nullable Integer columns) {}
