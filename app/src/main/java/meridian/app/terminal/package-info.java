/**
 * How the command line speaks: tables and JSON for standard output, progress for standard error.
 *
 * <p>Start with {@link meridian.app.terminal.ProgressLine}. Nothing here knows about cities.
 */
@NullMarked
package meridian.app.terminal;

import org.jspecify.annotations.NullMarked;
