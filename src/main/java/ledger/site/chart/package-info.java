/** Charts as inline SVG. */
@NullMarked
package ledger.site.chart;

import org.jspecify.annotations.NullMarked;
