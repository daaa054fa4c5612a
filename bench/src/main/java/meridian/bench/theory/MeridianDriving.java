package meridian.bench.theory;

import java.util.function.Consumer;
import meridian.model.City;
import meridian.model.demand.TripSource;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.RoadView;
import meridian.sim.road.TripLog;
import meridian.sim.route.Router;

/**
 * Meridian's engine.
 *
 * @param seed of its random streams
 */
record MeridianDriving(long seed) implements Driving {
    @Override
    public String name() {
        return "Meridian";
    }

    @Override
    public Driving withSeed(long other) {
        return new MeridianDriving(other);
    }

    @Override
    public void drive(City city, double seconds, Consumer<Moment> each) {
        Router.Query query = Router.of(city.network()).query();
        RoadNetwork road = RoadNetwork.of(city);
        RoadView view = new RoadView(road);
        RoadView.Sample sample = new RoadView.Sample();
        Moment moment = new Moment();
        try (RoadEngine engine = new RoadEngine(
                road,
                TripSource.of(city.trips()),
                (from, to, kind, travelSeconds, random) -> query.fastest(from, to, kind, travelSeconds),
                TripLog.NONE,
                RoadSettings.startingAt(0, seed))) {
            while (engine.timeSeconds() < seconds) {
                engine.step();
                view.read(engine, sample);
                read(sample, engine.timeSeconds(), moment);
                each.accept(moment);
            }
        }
    }

    /** A sample has the vehicles' middles. */
    private static void read(RoadView.Sample sample, double now, Moment moment) {
        moment.begin(now);
        for (int i = 0; i < sample.count; i++) {
            double heading = sample.heading[i];
            moment.add(
                    sample.x[i] + LENGTH_METERS / 2 * Math.cos(heading),
                    sample.y[i] + LENGTH_METERS / 2 * Math.sin(heading),
                    heading,
                    sample.speed[i]);
        }
    }
}
