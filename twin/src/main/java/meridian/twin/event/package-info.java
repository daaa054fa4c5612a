/**
 * What happens to the twin: {@link meridian.twin.event.TwinEvent}, and its bytes, {@link meridian.twin.event.EventCodec}.
 *
 * <p>An event says what its producer said and when. Its position and the time it was recorded are the journal's and come to
 * the fold beside it.
 */
@NullMarked
package meridian.twin.event;

import org.jspecify.annotations.NullMarked;
