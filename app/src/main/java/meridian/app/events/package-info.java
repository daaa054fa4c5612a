/**
 * Works, incidents and weather that people write down: a readable file becomes {@link meridian.model.event.RoadEvent}s of a city's
 * roads ({@code docs/events.md}).
 */
@NullMarked
package meridian.app.events;

import org.jspecify.annotations.NullMarked;
