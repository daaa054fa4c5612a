package meridian.bench.theory;

import java.util.ArrayList;
import java.util.List;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;
import meridian.model.geo.Polyline;
import meridian.model.network.NodeControl;
import meridian.testkit.NetworkDraft;

/**
 * A ring of one lane, about {@value #METERS} m long, on which a number of vehicles drives round and round: each number is
 * a point of the fundamental diagram. Nobody can overtake, so all want the same speed; else the slowest would lead everybody.
 */
final class RingRoad {
    private static final double METERS = 1000;
    private static final int ARCS = 4;
    private static final int PIECES = 24;
    private static final double FIRST_SECONDS = 600;
    private static final double SECONDS = 1800;

    /** @param flowPerHour over any place of the lane */
    record Point(double densityPerKm, double flowPerHour) {}

    private RingRoad() {}

    /** The diagram's points for these numbers of vehicles. */
    static List<Point> points(Driving driving, VehicleType type, int... vehicles) {
        List<Point> points = new ArrayList<>();
        for (int count : vehicles) {
            points.add(point(driving, alike(type), count));
        }
        return points;
    }

    static Point point(Driving driving, VehicleType type, int vehicles) {
        double[] sums = new double[3];
        driving.drive(city(type, vehicles), FIRST_SECONDS + SECONDS, moment -> {
            if (moment.seconds > FIRST_SECONDS) {
                sums[0]++;
                sums[1] += moment.count;
                sums[2] += moment.count * moment.meanSpeedMps();
            }
        });
        return new Point(1000 * sums[1] / sums[0] / METERS, 3600 * sums[2] / sums[0] / METERS);
    }

    /** How fast disturbances run backwards in dense traffic: the slope of the diagram's right arm, km/h. */
    static double waveKmh(List<Point> points) {
        List<Point> dense = points.stream()
                .filter(p -> p.densityPerKm() >= 55 && p.densityPerKm() <= 110)
                .toList();
        return -Line.fitted(
                        dense.stream().mapToDouble(Point::densityPerKm).toArray(),
                        dense.stream().mapToDouble(Point::flowPerHour).toArray())
                .slope();
    }

    private static VehicleType alike(VehicleType t) {
        return new VehicleType(
                t.id(),
                t.kind(),
                t.lengthMeters(),
                t.gapMeters(),
                t.maxSpeedMps(),
                t.accelerationMps2(),
                t.decelerationMps2(),
                t.emergencyDecelerationMps2(),
                t.headwaySeconds(),
                t.imperfection(),
                1,
                0,
                t.following());
    }

    private static City city(VehicleType type, int vehicles) {
        NetworkDraft draft = new NetworkDraft();
        double radius = METERS / 2 / Math.PI;
        for (int i = 0; i < ARCS; i++) {
            double angle = 2 * Math.PI * i / ARCS;
            draft.node("" + i, radius * Math.cos(angle), radius * Math.sin(angle), NodeControl.SIGNALS);
        }
        for (int i = 0; i < ARCS; i++) {
            draft.stretch(Roads.oneWay(1), i, (i + 1) % ARCS, arc(radius, i));
        }
        // Everybody stands until all are there.
        City ring = Roads.timed(draft.build("Ring"), FIRST_SECONDS / 10, FIRST_SECONDS + SECONDS, 1);
        return ring.withTrips(trips(ring, type, vehicles));
    }

    private static Polyline arc(double radius, int number) {
        double[] xs = new double[PIECES + 1];
        double[] ys = new double[PIECES + 1];
        for (int i = 0; i <= PIECES; i++) {
            double angle = 2 * Math.PI * (number + i / (double) PIECES) / ARCS;
            xs[i] = radius * Math.cos(angle);
            ys[i] = radius * Math.sin(angle);
        }
        return Polyline.of(xs, ys);
    }

    /** All stand at equal distances at the begin, and have more rounds to go than they can. */
    private static List<Trip> trips(City ring, VehicleType type, int vehicles) {
        List<Trip> trips = new ArrayList<>();
        int links = (int) Math.ceil((FIRST_SECONDS + SECONDS) * Roads.LIMIT_MPS / METERS * ARCS) + ARCS;
        for (int arc = 0; arc < ARCS; arc++) {
            int here = (vehicles + arc) / ARCS;
            double length = ring.network().link(arc).lengthMeters();
            for (int i = here - 1; i >= 0; i--) {
                int[] path = new int[links];
                for (int k = 0; k < links; k++) {
                    path[k] = (arc + k) % ARCS;
                }
                double front = Math.min(length - 1, type.lengthMeters() + (length - 1) * i / here);
                Trip.Departure standing = new Trip.Departure(0, front, 0);
                trips.add(Roads.trip(type, "t" + arc + "-" + i, 0, path, standing));
            }
        }
        return trips;
    }
}
