/**
 * Pages that can be kept and sent: text, tables, charts and maps in one file that asks for nothing.
 *
 * <p>Start with {@link meridian.app.page.Page}. Nothing here knows about runs.
 */
@NullMarked
package meridian.app.page;

import org.jspecify.annotations.NullMarked;
