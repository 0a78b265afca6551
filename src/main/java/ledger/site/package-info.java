/**
 * Builds the site: from ledger, pages and evidence to files.
 *
 * <p>{@code make} builds the page models of {@code page}, with charts from {@code chart} and prose
 * from {@code prose}; {@code template} renders them by FreeMarker, {@code write} turns them into
 * files.
 */
@NullMarked
package ledger.site;

import org.jspecify.annotations.NullMarked;
