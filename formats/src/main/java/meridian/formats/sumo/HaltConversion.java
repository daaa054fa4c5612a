package meridian.formats.sumo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.formats.ReadReport;
import meridian.formats.sumo.Ride.Halt;
import meridian.formats.sumo.RoadIndex.LanePlace;
import meridian.model.demand.LinkPath;
import meridian.model.demand.StopVisit;
import meridian.model.network.Network;
import meridian.model.place.Stop;

/** Planned halts to stop visits in the order of the path. */
final class HaltConversion {
    private final Network network;
    private final RoadIndex index;
    private final Map<String, Stop> stops = new HashMap<>();
    private final ReadReport report;

    HaltConversion(Network network, RoadIndex index, List<Stop> stops, ReadReport report) {
        this.network = network;
        this.index = index;
        this.report = report;
        stops.forEach(stop -> this.stops.put(stop.id(), stop));
    }

    List<StopVisit> visits(Ride ride, List<Halt> halts, LinkPath path, boolean whole) {
        List<StopVisit> visits = new ArrayList<>();
        int at = 0;
        for (Halt halt : halts) {
            Optional<StopVisit> visit = visit(halt);
            if (visit.isEmpty()) {
                report.skipped("stop of a vehicle", "its place is not known", ride.place() + " (" + ride.id() + ")");
                continue;
            }
            int next = whole ? indexFrom(path, visit.get(), visits, at) : at;
            if (next < 0) {
                report.skipped(
                        "stop of a vehicle",
                        "it does not lie ahead on the route",
                        ride.place() + " (" + ride.id() + ")");
                continue;
            }
            at = next;
            visits.add(visit.get());
        }
        return visits;
    }

    /** Index on the path where this visit can be made after the earlier ones, or -1. */
    private static int indexFrom(LinkPath path, StopVisit visit, List<StopVisit> earlier, int from) {
        for (int i = from; i < path.size(); i++) {
            boolean behind = i == from
                    && !earlier.isEmpty()
                    && earlier.getLast().link() == visit.link()
                    && earlier.getLast().endMeters() > visit.endMeters();
            if (path.link(i) == visit.link() && !behind) {
                return i;
            }
        }
        return -1;
    }

    private Optional<StopVisit> visit(Halt halt) {
        if (!halt.stop().isEmpty()) {
            return Optional.ofNullable(stops.get(halt.stop()))
                    .map(stop -> new StopVisit(
                            stop.link(),
                            stop.lane(),
                            stop.endMeters(),
                            halt.dwellSeconds(),
                            halt.untilSeconds(),
                            halt.parks()));
        }
        Optional<LanePlace> place = index.findLane(halt.lane());
        return place.map(p -> {
            double length = network.link(p.link()).lengthMeters();
            double stated = Double.isNaN(halt.endMeters()) ? length : halt.endMeters();
            double end = Math.clamp(stated < 0 ? stated + length : stated, 0, length);
            return new StopVisit(p.link(), p.lane(), end, halt.dwellSeconds(), halt.untilSeconds(), halt.parks());
        });
    }

    /** A path that names first and last link only, led through the links where its vehicle halts. */
    LinkPath through(LinkPath path, List<StopVisit> visits) {
        List<Integer> links = new ArrayList<>();
        links.add(path.first());
        for (int i = 1; i < path.size() - 1; i++) {
            links.add(path.link(i));
        }
        for (StopVisit visit : visits) {
            if (links.getLast() != visit.link()) {
                links.add(visit.link());
            }
        }
        if (links.getLast() != path.last()) {
            links.add(path.last());
        }
        return LinkPath.of(links.stream().mapToInt(Integer::intValue).toArray());
    }
}
