package meridian.twin;

import meridian.twin.event.TwinEvent;

/**
 * An event that was folded.
 *
 * @param position in the journal
 * @param recordedMicros when the journal took it; see {@link meridian.twin.entity.Times}
 * @param outcome what it did; of several observations, as {@link TwinWriter#apply} says
 */
public record Folded(long position, long recordedMicros, TwinEvent event, Outcome outcome) {}
