/**
 * Bytes for the twin's things: {@link meridian.twin.wire.WireWriter} and {@link meridian.twin.wire.WireReader}.
 *
 * <p>docs/observations-binary.md describes them. A reader trusts nothing: every length is checked against the bytes that are
 * there and against {@link meridian.twin.entity.Limits} before anything is made of it, and every mistake is a
 * {@link meridian.twin.entity.Rejected} that names the byte. One reader or writer belongs to one thread.
 */
@NullMarked
package meridian.twin.wire;

import org.jspecify.annotations.NullMarked;
