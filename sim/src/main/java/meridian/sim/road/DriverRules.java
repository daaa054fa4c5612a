package meridian.sim.road;

/** What a driver may do by the rules of the own model: the one place that knows which model that is. */
final class DriverRules {
    private DriverRules() {}

    /** Way to a stop when braking from now on, as hard as the model brakes for a line, m. */
    static double brakeGap(Vehicles vehicles, int v, double step) {
        int type = vehicles.type[v];
        return vehicles.types.cityFlow[type]
                ? CityFlowRules.brakeGap(vehicles.speed[v], vehicles.types.hardest[type])
                : CarFollowing.brakeGap(vehicles.speed[v], vehicles.types.decel[type], step);
    }

    /** Whether a driver who stands this far before a line stands at it, m. */
    static boolean atLine(Vehicles vehicles, int v, double distance) {
        boolean cityFlow = vehicles.types.cityFlow[vehicles.type[v]];
        return distance <= (cityFlow ? CityFlowRules.AT_LINE_METERS : Junctions.AT_LINE_METERS);
    }

    /** Highest speed towards a place to stop at, {@code gap} metres ahead. */
    static double stopSpeed(Vehicles vehicles, int v, double gap, double step) {
        TypeTable types = vehicles.types;
        int type = vehicles.type[v];
        return types.cityFlow[type]
                ? CityFlowRules.stopSpeed(gap, vehicles.speed[v], types.accel[type], types.decel[type], step)
                : CarFollowing.stopSpeed(gap, types.decel[type], types.headway[type], step);
    }

    /** @param gap to the leader's rear, the own standing gap taken off, m */
    static double followSpeed(Vehicles vehicles, int v, int leader, double gap, double step) {
        TypeTable types = vehicles.types;
        int type = vehicles.type[v];
        int leaderType = vehicles.type[leader];
        double leaderSpeed = vehicles.speed[leader];
        return types.cityFlow[type]
                ? CityFlowRules.followSpeed(
                        types, type, leaderType, gap + types.gap[type], vehicles.speed[v], leaderSpeed, step)
                : CarFollowing.followSpeed(
                        gap, leaderSpeed, types.decel[type], types.decel[leaderType], types.headway[type], step);
    }
}
