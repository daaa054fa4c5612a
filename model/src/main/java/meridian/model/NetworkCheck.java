package meridian.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import meridian.model.Finding.Kind;
import meridian.model.Finding.Severity;
import meridian.model.geo.Point;
import meridian.model.network.Access;
import meridian.model.network.Link;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.Turn;

/** Dead ends, parts that are cut off, lanes and links without a way on, movements for nobody, things without size. */
final class NetworkCheck {
    private static final double SHORT_METERS = 1;
    /** Drawn and stated length may differ by this share, and by as many metres, before anybody should look. */
    private static final double LARGEST_DIFFERENCE = 0.25;

    private static final double LEAST_DIFFERENCE_METERS = 20;

    private final City city;
    private final Network network;
    private final List<Finding> findings;
    private final boolean[] entered;
    private final Map<Integer, List<Link>> startingAt = new HashMap<>();
    private final Map<Integer, List<Link>> endingAt = new HashMap<>();

    NetworkCheck(City city, List<Finding> findings) {
        this.city = city;
        this.network = city.network();
        this.findings = findings;
        this.entered = new boolean[network.links().size()];
        network.movements().forEach(m -> entered[m.toLink()] = true);
        for (Link link : network.links()) {
            startingAt.computeIfAbsent(link.fromNode(), n -> new ArrayList<>()).add(link);
            endingAt.computeIfAbsent(link.toNode(), n -> new ArrayList<>()).add(link);
        }
    }

    void run() {
        for (int i = 0; i < network.links().size(); i++) {
            sizes(network.link(i));
            waysOn(i);
            if (!entered[i] && reachable(network.link(i))) {
                add(
                        Kind.NO_WAY_IN,
                        Severity.WARNING,
                        i,
                        "no movement leads into this link, though links end at its start",
                        "Check the turns at its first node");
            }
        }
        movements();
        parts();
    }

    /** Whether anything but its own other direction ends where it starts. */
    private boolean reachable(Link link) {
        return endingAt.getOrDefault(link.fromNode(), List.of()).stream().anyMatch(l -> l.fromNode() != link.toNode());
    }

    /** Whether anything but its own other direction starts where it ends. */
    private boolean leadsOn(Link link) {
        return startingAt.getOrDefault(link.toNode(), List.of()).stream().anyMatch(l -> l.toNode() != link.fromNode());
    }

    private void sizes(Link link) {
        if (link.lengthMeters() < SHORT_METERS || !(link.shape().lengthMeters() > 0)) {
            findings.add(new Finding(
                    Kind.NO_SIZE,
                    Severity.NOTE,
                    link.id(),
                    city.projection().toEarth(link.shape().first()),
                    metres("the link is", link.lengthMeters()),
                    "Join it with its neighbour"));
        }
        double difference = Math.abs(link.lengthMeters() - link.shape().lengthMeters());
        if (difference > LEAST_DIFFERENCE_METERS && difference > LARGEST_DIFFERENCE * link.lengthMeters()) {
            findings.add(new Finding(
                    Kind.LENGTH_AND_SHAPE_DIFFER,
                    Severity.NOTE,
                    link.id(),
                    city.projection().toEarth(link.shape().first()),
                    metres("the link is stated with", link.lengthMeters())
                            + metres(" and drawn with", link.shape().lengthMeters()),
                    "Check the source's units and coordinates"));
        }
    }

    private static String metres(String what, double meters) {
        return String.format(Locale.ROOT, "%s %.1f m", what, meters);
    }

    private void waysOn(int index) {
        Link link = network.link(index);
        int[] onward = network.movementsFrom(index);
        if (onward.length == 0) {
            if (leadsOn(link)) {
                add(
                        Kind.NO_WAY_ON,
                        Severity.WARNING,
                        index,
                        "no movement leads out of this link, though links start at its end",
                        "Check the turns at its last node");
            } else {
                add(
                        Kind.DEAD_END,
                        Severity.NOTE,
                        index,
                        "the link ends where no other street starts",
                        "Nothing to do where the map was cut; else join it with the street that goes on");
            }
            return;
        }
        if (Arrays.stream(onward).allMatch(m -> network.movement(m).turn() == Turn.U_TURN)) {
            return;
        }
        boolean[] used = new boolean[link.lanes().size()];
        Arrays.stream(onward).forEach(m -> used[network.movement(m).fromLane()] = true);
        for (int lane = 0; lane < used.length; lane++) {
            if (!used[lane] && !link.lanes().get(lane).access().equals(Access.NONE)) {
                add(
                        Kind.LANE_WITHOUT_EXIT,
                        Severity.NOTE,
                        index,
                        "lane " + lane + " leads nowhere; vehicles must leave it before the end",
                        "Check the turns of the lane");
            }
        }
    }

    private void movements() {
        for (Movement m : network.movements()) {
            Access from = network.link(m.fromLink()).lanes().get(m.fromLane()).access();
            Access to = network.link(m.toLink()).lanes().get(m.toLane()).access();
            if ((from.mask() & to.mask()) == 0) {
                add(
                        Kind.MOVEMENT_FOR_NOBODY,
                        Severity.NOTE,
                        m.fromLink(),
                        "no vehicle that may use lane " + m.fromLane() + " may use lane " + m.toLane() + " of "
                                + network.link(m.toLink()).id(),
                        "Check who may use both lanes");
            }
        }
    }

    /** One finding for each part that no movement joins with the largest one. */
    private void parts() {
        List<List<Integer>> parts = new ArrayList<>();
        boolean[] seen = new boolean[network.links().size()];
        List<List<Integer>> neighbours = neighbours();
        for (int i = 0; i < seen.length; i++) {
            if (!seen[i]) {
                parts.add(part(i, seen, neighbours));
            }
        }
        parts.sort((a, b) -> Double.compare(length(b), length(a)));
        for (List<Integer> part : parts.subList(Math.min(1, parts.size()), parts.size())) {
            add(
                    Kind.CUT_OFF,
                    Severity.WARNING,
                    part.getFirst(),
                    "a part of " + part.size() + " links, " + metres("together", length(part))
                            + ", is not joined with the rest",
                    "Check the turns around it, or cut it away");
        }
    }

    private double length(List<Integer> part) {
        return part.stream().mapToDouble(i -> network.link(i).lengthMeters()).sum();
    }

    private List<List<Integer>> neighbours() {
        List<List<Integer>> neighbours = new ArrayList<>();
        network.links().forEach(link -> neighbours.add(new ArrayList<>(4)));
        for (Movement m : network.movements()) {
            neighbours.get(m.fromLink()).add(m.toLink());
            neighbours.get(m.toLink()).add(m.fromLink());
        }
        return neighbours;
    }

    private static List<Integer> part(int start, boolean[] seen, List<List<Integer>> neighbours) {
        List<Integer> part = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(start));
        seen[start] = true;
        while (!open.isEmpty()) {
            int link = open.pop();
            part.add(link);
            for (int next : neighbours.get(link)) {
                if (!seen[next]) {
                    seen[next] = true;
                    open.push(next);
                }
            }
        }
        return part;
    }

    private void add(Kind kind, Severity severity, int link, String what, String advice) {
        Point end = kind == Kind.NO_WAY_IN
                ? network.link(link).shape().first()
                : network.link(link).shape().last();
        findings.add(new Finding(
                kind, severity, network.link(link).id(), city.projection().toEarth(end), what, advice));
    }
}
