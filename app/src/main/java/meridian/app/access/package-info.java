/**
 * Access from the command line: the keys of a data folder and signing in, whether or not an instance is running there.
 *
 * <p>Start with {@link meridian.app.access.KeyBook}. A running instance is spoken to over HTTP with the secret that it leaves
 * in its data folder for the user who runs it.
 */
@NullMarked
package meridian.app.access;

import org.jspecify.annotations.NullMarked;
