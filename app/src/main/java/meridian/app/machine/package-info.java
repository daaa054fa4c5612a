/**
 * The machine Meridian runs on: its folders, its browser, its signals, and that only one instance uses a folder.
 *
 * <p>Start with {@link meridian.app.machine.Folders}. Nothing here knows about cities.
 */
@NullMarked
package meridian.app.machine;

import org.jspecify.annotations.NullMarked;
