package meridian.model.network;

/**
 * One lane of a link.
 *
 * @param widthMeters more than 0, less than 100
 * @param speedLimitMps more than 0, less than 200
 * @param access who may use it
 */
public record Lane(double widthMeters, double speedLimitMps, Access access) {
    public static final double USUAL_WIDTH_METERS = 3.2;

    public Lane {
        if (!(widthMeters > 0 && widthMeters < 100)) {
            throw new IllegalArgumentException("a lane's width is more than 0 and less than 100 m, got " + widthMeters);
        }
        if (!(speedLimitMps > 0 && speedLimitMps < 200)) {
            throw new IllegalArgumentException(
                    "a lane's speed limit is more than 0 and less than 200 m/s, got " + speedLimitMps);
        }
    }
}
