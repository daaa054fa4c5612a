package meridian.field;

import meridian.model.geo.Box;

/**
 * A street as a whole.
 *
 * @param name street name
 * @param speedRatio mean speed over wanted speed of who drives on it, 0 to 1
 * @param delayMinutesPerMinute vehicle minutes lost on it, per minute
 * @param lengthMeters both directions counted
 * @param box around it, in the city's plane
 */
public record Corridor(String name, double speedRatio, double delayMinutesPerMinute, double lengthMeters, Box box) {}
