package meridian.app.compare;

/**
 * What happened on a link in a slice of time.
 *
 * @param left vehicles that left it at its end or arrived on it
 * @param vehicleSeconds vehicle seconds on it
 * @param vehicleMeters way driven on it by all vehicles
 */
record LinkFlow(
        String link,
        double beginSeconds,
        double endSeconds,
        double left,
        double vehicleSeconds,
        double vehicleMeters) {}
