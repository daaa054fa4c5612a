package meridian.field.plant;

/**
 * A vehicle that only a simulator can see. Without identity: the next observation's i-th is another one.
 *
 * @param lane index of its lane in the plant's network
 * @param beforeLineMeters from its front to the end of the lane
 * @param speedMps its speed
 */
public record SeenVehicle(int lane, double beforeLineMeters, double speedMps) {}
