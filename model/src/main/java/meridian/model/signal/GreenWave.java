package meridian.model.signal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import meridian.model.geo.Point;
import meridian.model.network.Link;

/**
 * Sets offsets so that a platoon on a named street meets green after green.
 *
 * <p>Along a one-way street each signal starts as many seconds later as the drive from the one before takes. Along a two-way
 * street that would punish the other direction, so offsets are multiples of half a cycle (the alternate system), whichever
 * is nearest to the drive. Streets are put in order along their straight direction; a ring road comes out arbitrary, but
 * the same every time. Signals on streets without a name are spread over the cycle by their id.
 */
final class GreenWave {
    /** Platoons drive a little below the limit. */
    private static final double SHARE_OF_LIMIT = 0.9;

    /**
     * One signal as its main street sees it.
     *
     * @param index place among the signals
     * @param greenStart when the main street's green starts in the cycle, s
     */
    private record Spot(
            int index, String street, Point at, double heading, boolean oneWay, double speedMps, double greenStart) {}

    private final List<Spot> spots = new ArrayList<>();

    /** @param at middles of the nodes of the site */
    void add(List<Point> at, SiteGroups site, SignalPlan plan) {
        int main = 0;
        for (int g = 1; g < site.count(); g++) {
            main = StageFinder.weight(site, g) > StageFinder.weight(site, main) ? g : main;
        }
        Link road = site.approach(main);
        int approach = site.group(main).approach();
        boolean oneWay = site.groups().stream().noneMatch(g -> site.facing(g.approach(), approach));
        double x = at.stream().mapToDouble(Point::xMeters).average().orElseThrow();
        double y = at.stream().mapToDouble(Point::yMeters).average().orElseThrow();
        spots.add(new Spot(
                spots.size(),
                road.name(),
                new Point(x, y),
                site.heading(approach),
                oneWay,
                SHARE_OF_LIMIT * road.speedLimitMps(),
                greenStart(plan, main)));
    }

    private static double greenStart(SignalPlan plan, int group) {
        double t = 0;
        for (SignalPhase phase : plan.phases()) {
            if (phase.aspects().get(group).green()) {
                return t;
            }
            t += phase.durationSeconds();
        }
        return 0;
    }

    /** The same signals, in the order in which they were added, with their offsets. */
    List<SignalController> shifted(List<SignalController> signals) {
        double[] greenAt = new double[signals.size()];
        Map<String, List<Spot>> streets = new TreeMap<>();
        for (Spot spot : spots) {
            if (spot.street().isEmpty()) {
                greenAt[spot.index()] =
                        Math.floorMod(signals.get(spot.index()).id().hashCode(), 1009);
            } else {
                streets.computeIfAbsent(spot.street(), s -> new ArrayList<>()).add(spot);
            }
        }
        streets.values().forEach(street -> wave(street, signals, greenAt));
        List<SignalController> shifted = new ArrayList<>();
        for (Spot spot : spots) {
            SignalController signal = signals.get(spot.index());
            double cycle = signal.plan().cycleSeconds();
            double offset = (greenAt[spot.index()] - spot.greenStart()) % cycle;
            SignalPlan plan = new SignalPlan(
                    signal.plan().id(),
                    Math.rint(offset < 0 ? offset + cycle : offset) % cycle,
                    signal.plan().phases(),
                    signal.plan().source());
            shifted.add(new SignalController(signal.id(), signal.nodes(), signal.groups(), plan));
        }
        return shifted;
    }

    private static void wave(List<Spot> street, List<SignalController> signals, double[] greenAt) {
        double heading = street.getFirst().heading();
        List<Spot> inOrder = new ArrayList<>(street);
        inOrder.sort(Comparator.comparingDouble(
                s -> s.at().xMeters() * Math.cos(heading) + s.at().yMeters() * Math.sin(heading)));
        boolean oneWay = street.stream().allMatch(Spot::oneWay);
        double drive = 0;
        Spot last = inOrder.getFirst();
        for (Spot spot : inOrder) {
            drive += last.at().distanceMeters(spot.at()) / spot.speedMps();
            double half = signals.get(spot.index()).plan().cycleSeconds() / 2;
            greenAt[spot.index()] = oneWay ? drive : half * Math.rint(drive / half);
            last = spot;
        }
    }
}
