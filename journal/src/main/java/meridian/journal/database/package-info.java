/**
 * The PostgreSQL in which the journal and the documents lie.
 *
 * <p>Start with {@link meridian.journal.database.Database}: either an embedded server that Meridian starts in its data folder
 * and stops with itself, or one that somebody else runs. Both speak the same SQL; there is no second dialect.
 *
 * <p><b>Who may in.</b> The embedded server listens on the loopback address alone, has no socket in the file system, and
 * wants a password (SCRAM) that was drawn at random for this data folder and can be read by its owner only.
 */
@NullMarked
package meridian.journal.database;

import org.jspecify.annotations.NullMarked;
