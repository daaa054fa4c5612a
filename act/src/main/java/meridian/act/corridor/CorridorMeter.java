package meridian.act.corridor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.act.ControlledCity;
import meridian.decide.corridor.Corridor;
import meridian.decide.corridor.EmergencyRequest;
import meridian.decide.corridor.Need;
import meridian.decide.corridor.WayLink;
import meridian.model.demand.Trip;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadView;
import meridian.sim.road.TripLog;

/**
 * Measures one run. What everybody lost is known exactly; the vehicle's own part of it is taken off by its speed in each second, so that what
 * others lost is known second by second within a second or so. One thread, the engine's.
 */
final class CorridorMeter implements TripLog, CorridorDesk.Listener {
    private final EmergencyRequest request;
    private final List<Double> lost = new ArrayList<>();
    private double beganSeconds;
    private double lostBefore;
    private long arrivedBefore;
    private double waited;
    private double ownLost;
    private double leftSeconds = Double.NaN;
    private long heldSeconds;
    private int changes;

    CorridorMeter(EmergencyRequest request) {
        this.request = request;
    }

    /** The run begins now. */
    void begin(RoadEngine engine) {
        beganSeconds = engine.timeSeconds();
        lostBefore = engine.lostSeconds();
        arrivedBefore = engine.arrivedCount();
    }

    @Override
    public void arrived(
            Trip trip, double entered, double left, double meters, double lostOnWay, double stood, int halts) {
        if (trip.id().equals(request.id())) {
            leftSeconds = left;
        }
    }

    @Override
    public void needed(double seconds, List<Need> needs) {
        heldSeconds += needs.size();
    }

    @Override
    public void changedWay(String id, Corridor corridor) {
        changes++;
    }

    boolean arrived() {
        return !Double.isNaN(leftSeconds);
    }

    /** @param seconds since the run began */
    double sinceArrival(double seconds) {
        return seconds - (leftSeconds - beganSeconds);
    }

    /** A second has passed: the vehicle reports where it is, and what others lost is noted. */
    void see(RoadEngine engine, CorridorDesk desk, boolean reports) {
        double now = engine.timeSeconds();
        Optional<RoadView.Place> place = RoadView.findPlace(engine, request.id());
        boolean onItsWay = !arrived();
        if (place.isPresent()) {
            RoadView.Place at = place.get();
            ownLost += Math.max(0, 1 - at.speedMps() / wanted(engine, at.link()));
        }
        if (reports && onItsWay) {
            // Before it has come onto the road it stands where it begins.
            int link = place.map(RoadView.Place::link).orElse(request.fromLink());
            double toEnd = place.map(RoadView.Place::toEndMeters)
                    .orElse(engine.road().network().link(link).lengthMeters());
            double speed = place.map(RoadView.Place::speedMps).orElse(0.0);
            desk.report(new PositionReport(request.id(), link, toEnd, speed, now));
        } else if (reports) {
            desk.close(request.id(), now);
        }
        waited += engine.waitingCount() - (onItsWay && place.isEmpty() ? 1 : 0);
        lost.add(engine.lostSeconds() - lostBefore + waited - ownLost);
    }

    private double wanted(RoadEngine engine, int link) {
        double limit = engine.road().network().link(link).lanes().stream()
                .mapToDouble(lane -> lane.speedLimitMps())
                .max()
                .orElseThrow();
        return request.vehicle().wantedMps(limit);
    }

    CorridorRun run(RoadEngine engine, ControlledCity city, WayFinder.Found way, int passages) {
        double meters = way.links().stream().mapToDouble(WayLink::lengthMeters).sum();
        double travel = arrived() ? leftSeconds - beganSeconds : lost.size();
        // Who has arrived since, who is on the road, and who waits outside; without the vehicle itself.
        long others = engine.arrivedCount() - arrivedBefore + engine.vehicleCount() + engine.waitingCount() - 1;
        return new CorridorRun(
                arrived(),
                travel,
                meters,
                passages,
                heldSeconds,
                changes,
                lost,
                others,
                city.refused(),
                city.fallbacks());
    }
}
