/**
 * The static site: what it is made from, and what a build reports. {@link ledger.site.write.Site}
 * builds it.
 *
 * <p>Each package uses those before it: {@code page} (the page models), {@code chart}, {@code
 * template} (FreeMarker and references to evidence), {@code prose}, {@code make} (builders of page
 * models), {@code write} (pages and JSON views as files).
 */
@NullMarked
package ledger.site;

import org.jspecify.annotations.NullMarked;
