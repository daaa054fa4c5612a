/**
 * Signed texts: the signed note of C2SP, its Ed25519 keys, and the checkpoint, a note that says what a log holds.
 *
 * <p>Start with {@link meridian.audit.note.SignedNote}. Keys are written as Go's {@code sumdb/note} writes them, so that other
 * tools read them.
 */
@NullMarked
package meridian.audit.note;

import org.jspecify.annotations.NullMarked;
