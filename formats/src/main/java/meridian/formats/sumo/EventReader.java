package meridian.formats.sumo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.formats.ReadReport;
import meridian.formats.sumo.RoadIndex.LanePlace;
import meridian.model.event.Period;
import meridian.model.event.RoadEvent;
import meridian.model.event.RoadEvent.LaneClosed;
import meridian.model.event.RoadEvent.LinkClosed;
import meridian.model.event.RoadEvent.SpeedSet;
import meridian.model.network.Access;
import org.jspecify.annotations.Nullable;

/**
 * Closures of rerouters, and variable speed signs.
 *
 * <p>Sources: SUMO's user documentation, Simulation/Rerouter and Simulation/Variable_Speed_Signs. Two things differ: who is on a
 * rerouter's edges is not told of the closure there; everybody finds a way who comes to it, and who is informed before. And where
 * a closure names nobody who still may pass, nobody may; SUMO lets its class authority.
 */
final class EventReader {
    private static final int MOST = 1_000_000;
    private static final double FOREVER = 1e9;

    private final Roads roads;
    private final ReadReport report;
    private final List<RoadEvent> events = new ArrayList<>();

    private boolean inRerouter;
    private @Nullable Period interval;

    private final List<LanePlace> signed = new ArrayList<>();
    private boolean inSign;
    private double sinceSeconds;
    private double speedMps;

    EventReader(Roads roads, ReadReport report) {
        this.roads = roads;
        this.report = report;
    }

    List<RoadEvent> events() {
        return List.copyOf(events);
    }

    /** Whether the element was one of these. */
    boolean start(Element element) {
        if (events.size() > MOST) {
            throw element.bad(
                    "more than " + MOST + " closures and limits", "those of one city", "Do not use this file");
        }
        switch (element.name()) {
            case "rerouter" -> {
                inRerouter = true;
                otherFile(element);
            }
            case "variableSpeedSign" -> sign(element);
            case "interval" -> interval = inRerouter ? period(element) : null;
            case "closingReroute" -> closeLink(element);
            case "closingLaneReroute" -> closeLane(element);
            case "step" -> step(element);
            default -> {
                if (inRerouter) {
                    report.skipped(element.name(), "of rerouters only closures are read", element.place());
                }
                return inRerouter;
            }
        }
        return true;
    }

    void end(String name) {
        switch (name) {
            case "rerouter" -> inRerouter = false;
            case "interval" -> interval = null;
            case "variableSpeedSign" -> {
                until(Double.POSITIVE_INFINITY);
                inSign = false;
            }
            default -> {}
        }
    }

    private void otherFile(Element element) {
        if (element.has("file")) {
            report.skipped(
                    element.name(),
                    "it names another file, which is not read; name its content among the additional files",
                    element.place());
        }
    }

    private @Nullable Period period(Element element) {
        double begin = Math.max(0, element.seconds("begin", 0));
        double end = element.seconds("end", FOREVER);
        if (end <= begin) {
            report.skipped("interval", "it ends before it begins", element.place());
            return null;
        }
        return new Period(begin, end >= FOREVER ? Double.POSITIVE_INFINITY : end);
    }

    private void closeLink(Element element) {
        Integer link = roads.link(element.text("id"));
        if (link == null) {
            report.skipped("closure", "its edge is no road of the network", element.place());
        } else if (interval != null) {
            took(new LinkClosed(link, stillOpenFor(element), interval));
        }
    }

    private void closeLane(Element element) {
        Optional<LanePlace> place = roads.findLane(element.text("id"));
        if (place.isEmpty()) {
            report.skipped("closure", "its lane is no driving lane of the network", element.place());
        } else if (interval != null) {
            took(new LaneClosed(place.get().link(), place.get().lane(), stillOpenFor(element), interval));
        }
    }

    private static Access stillOpenFor(Element element) {
        if (element.has("allow")) {
            return Permissions.allowed(element.words("allow"));
        }
        return element.has("disallow") ? Permissions.others(element.words("disallow")) : Access.NONE;
    }

    private void took(RoadEvent event) {
        events.add(event);
        report.took(event instanceof SpeedSet ? "speed limit for a while" : "closure");
    }

    private void sign(Element element) {
        inSign = true;
        otherFile(element);
        signed.clear();
        speedMps = -1;
        sinceSeconds = 0;
        for (String id : element.words("lanes")) {
            roads.findLane(id)
                    .ifPresentOrElse(
                            signed::add,
                            () -> report.skipped(
                                    "lane of a speed sign", "it is no driving lane of the network", element.place()));
        }
        for (String id : element.words("edges")) {
            Integer link = roads.link(id);
            if (link == null) {
                report.skipped("edge of a speed sign", "it is no road of the network", element.place());
            } else {
                signed.add(new LanePlace(link, RoadEvent.ALL_LANES));
            }
        }
    }

    private void step(Element element) {
        if (!inSign) {
            return;
        }
        double time = Math.max(0, element.seconds("time"));
        if (time < sinceSeconds) {
            report.skipped("step of a speed sign", "it is earlier than the one before it in the file", element.place());
            return;
        }
        until(time);
        sinceSeconds = time;
        // Negative, or none: the limit of the network.
        speedMps = element.number("speed", -1);
        if (speedMps == 0 || speedMps >= 200) {
            report.skipped("step of a speed sign", "its speed is not above 0 and below 200 m/s", element.place());
            speedMps = -1;
        }
    }

    /** What was last shown held until this second. */
    private void until(double seconds) {
        if (inSign && speedMps > 0 && seconds > sinceSeconds) {
            Period shown = new Period(sinceSeconds, seconds);
            signed.forEach(place -> took(new SpeedSet(place.link(), place.lane(), speedMps, shown)));
        }
    }
}
