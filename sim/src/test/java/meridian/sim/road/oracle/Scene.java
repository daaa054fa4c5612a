package meridian.sim.road.oracle;

/** What all rules look at. */
final class Scene {
    final Roads roads;
    final Constants constants;
    final Lights lights;
    final double step;
    long stepNumber;

    Scene(Roads roads, Tables tables, Constants constants, double step) {
        this.roads = roads;
        this.constants = constants;
        this.step = step;
        lights = new Lights(roads, tables, step);
    }

    boolean stands(Vehicle v) {
        return v.speed < constants.standingMps;
    }
}
