package meridian.model.event;

/**
 * What weather makes of free speeds and of the most that a lane carries, as shares of what they are when it is dry.
 *
 * <p>The capacities of the constants are the averages of Exhibit 10-15 of the Highway Capacity Manual 2010, given as reductions
 * of 7.24, 14.13, 8.66 and 22.43 %; they hold for rain of 2.5 to 6.4 and of more than 6.4 mm/h and for snow of 1.3 to 2.5 and of
 * more than 12.7 mm/h (water). Their speeds are the middles of the ranges that M. Agarwal, T. Maze, R. Souleyrette measured for
 * the same classes ("Impacts of Weather on Urban Freeway Traffic Flow Characteristics and Facility Capacity", 2005; 2 to 4, 4 to
 * 7, 7 to 9 and 11 to 15 %). Both were measured on freeways; for streets with signals there is no such table, so that they are
 * an estimate there.
 *
 * @param speedFactor of free speeds, 0.1 to 1
 * @param capacityFactor of the most that a lane carries, 0.1 to 1
 */
public record Weather(double speedFactor, double capacityFactor) {
    public static final Weather DRY = new Weather(1, 1);
    public static final Weather RAIN = new Weather(0.97, 0.9276);
    public static final Weather HEAVY_RAIN = new Weather(0.945, 0.8587);
    public static final Weather SNOW = new Weather(0.92, 0.9134);
    public static final Weather HEAVY_SNOW = new Weather(0.87, 0.7757);

    public Weather {
        check("speed", speedFactor);
        check("capacity", capacityFactor);
    }

    private static void check(String what, double factor) {
        // Below a tenth drivers stay at home, and the rules of driving that the engine knows hold no longer.
        if (!(factor >= 0.1 && factor <= 1)) {
            throw new IllegalArgumentException("weather leaves 0.1 to 1 of the " + what + ", got " + factor);
        }
    }

    /** The worse of each effect. */
    public Weather and(Weather other) {
        return new Weather(Math.min(speedFactor, other.speedFactor), Math.min(capacityFactor, other.capacityFactor));
    }
}
