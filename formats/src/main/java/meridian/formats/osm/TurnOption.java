package meridian.formats.osm;

import meridian.model.network.Turn;

/**
 * A link that a driver may take at a junction.
 *
 * @param angleDegrees by how much the driver turns, positive to the left, -180 to 180
 */
record TurnOption(RoadLink target, double angleDegrees, Turn turn) {
    static TurnOption of(RoadLink from, RoadLink target) {
        double in = from.lastHeading();
        double out = target.firstHeading();
        double angle = Math.toDegrees(Math.IEEEremainder(out - in, 2 * Math.PI));
        return new TurnOption(target, angle, Turn.between(in, out));
    }
}
