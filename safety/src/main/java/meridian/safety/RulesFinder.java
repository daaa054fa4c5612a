package meridian.safety;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import meridian.model.City;
import meridian.model.network.Conflicts;
import meridian.model.network.Crossing;
import meridian.model.network.MeetingPoints;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.Turn;
import meridian.model.signal.Aspect;
import meridian.model.signal.Intergreens;
import meridian.model.signal.SignalController;
import meridian.model.signal.SignalPhase;

/**
 * Derives the safety rules of a city's controllers from its network.
 *
 * <p><b>Who may go together.</b> Groups whose movements share no road ({@link Conflicts}, of the source or of {@code
 * ConflictFinder}); besides, where a turn gives way: a turn to who comes towards it (two left turns to each
 * other), a turn to who is on the road that it
 * enters, lanes of one approach among each other, turning vehicles to people on foot on the road that they turn into (RiLSA
 * 2015, 2.3: conditionally compatible streams). Nothing else.
 *
 * <p><b>Intergreens</b> by {@link Intergreens} (RiLSA 2015, 2.7), people on foot clear at {@value #WALKING_MPS} m/s from kerb
 * to kerb. <b>Amber</b> by the fastest approach of a group. <b>Red-amber</b> where the controller's plan shows it, as long as
 * its shortest. <b>Least green</b> {@value #LEAST_GREEN_SECONDS} s (RiLSA), people on foot {@value #LEAST_WALK_SECONDS} s.
 *
 * <p>Crossings with signals at the controller's nodes become groups of their own, behind those of the plan; the city's model
 * does not say which group of a plan they obey. Grade separation inside a node is not seen, and an island in the middle of a
 * road is not: people on foot get time for the whole width. One thread.
 */
public final class RulesFinder {
    static final int LEAST_GREEN_SECONDS = 5;
    static final int LEAST_WALK_SECONDS = 7;
    static final double WALKING_MPS = 1.2;
    /** The first vehicle that comes onto a crossing, as in {@link Intergreens}: 40 km/h on the fly. */
    private static final double ENTERING_MPS = 40 / 3.6;

    private static final double FACING_RADIANS = Math.toRadians(120);
    /** Longer ways into a node count as this; they only shorten intergreens. */
    private static final double LONGEST_ENTERING_METERS = 1e3;

    private final City city;
    private final Network network;
    private final MeetingPoints meeting;

    private RulesFinder(City city) {
        this.city = city;
        this.network = city.network();
        this.meeting = new MeetingPoints(network.links());
    }

    /** One for each controller of the city, in its order. */
    public static List<JunctionRules> find(City city) {
        RulesFinder finder = new RulesFinder(city);
        List<JunctionRules> found = new ArrayList<>();
        for (int signal = 0; signal < city.signals().size(); signal++) {
            found.add(finder.junction(signal));
        }
        return found;
    }

    private JunctionRules junction(int index) {
        SignalController signal = city.signals().get(index);
        List<Crossing> crossings = network.crossings().stream()
                .filter(c -> c.signalled() && signal.nodes().contains(c.node()))
                .toList();
        int vehicles = signal.groups();
        int count = vehicles + crossings.size();
        if (count > SafetyRules.MOST_GROUPS) {
            String what = count + " groups, " + crossings.size() + " of them crossings; a kernel takes "
                    + SafetyRules.MOST_GROUPS;
            RulesGap gap = new RulesGap(signal.id(), RulesGap.Kind.TOO_MANY_GROUPS, what);
            return new JunctionRules(signal.id(), null, List.of(), List.of(gap));
        }
        Table table = new Table(count);
        for (int node : signal.nodes()) {
            relate(index, node, table);
        }
        for (int i = 0; i < crossings.size(); i++) {
            walk(index, crossings.get(i), vehicles + i, table);
        }
        List<RulesGap> gaps = new ArrayList<>();
        barUnknown(signal, table, gaps);
        List<GroupRule> groups = new ArrayList<>();
        for (int g = 0; g < count; g++) {
            groups.add(
                    g < vehicles
                            ? new GroupRule(false, table.amberSeconds[g], redAmber(signal, g), LEAST_GREEN_SECONDS)
                            : new GroupRule(true, 0, 0, LEAST_WALK_SECONDS));
        }
        SafetyRules rules =
                SafetyRules.of(signal.id(), groups, table.conflicts, Intergreens.of(table.intergreenSeconds));
        return new JunctionRules(
                signal.id(), rules, crossings.stream().map(Crossing::id).toList(), gaps);
    }

    /** What is found out about a controller while its nodes are gone through. */
    private static final class Table {
        private final long[] conflicts;
        private final int[][] intergreenSeconds;
        private final int[] amberSeconds;
        private final boolean[] known;
        private int foreign;

        Table(int groups) {
            conflicts = new long[groups];
            intergreenSeconds = new int[groups][groups];
            amberSeconds = new int[groups];
            known = new boolean[groups];
        }

        /** Both directions must be told. */
        void conflict(int ending, int starting, int seconds) {
            conflicts[ending] |= 1L << starting;
            conflicts[starting] |= 1L << ending;
            // A whole second at least, so that the two never change in the same moment.
            intergreenSeconds[ending][starting] = Math.max(intergreenSeconds[ending][starting], Math.max(1, seconds));
        }
    }

    private void relate(int signal, int node, Table table) {
        int[] here = network.movementsAt(node);
        List<Movement> ways = Arrays.stream(here).mapToObj(network::movement).toList();
        Conflicts conflicts = network.conflicts(node);
        meeting.layOut(network.node(node), ways);
        for (int a = 0; a < here.length; a++) {
            if (ways.get(a).signal() != signal) {
                continue;
            }
            int g = ways.get(a).group();
            table.known[g] = true;
            table.amberSeconds[g] = Math.max(table.amberSeconds[g], amber(ways.get(a)));
            for (int b = 0; b < here.length; b++) {
                if (conflicts.crosses(a, b) && !tolerable(ways.get(a), ways.get(b), a, b, conflicts)) {
                    if (ways.get(b).signal() == signal) {
                        table.conflict(g, ways.get(b).group(), intergreenSeconds(ways.get(a), a, b));
                    } else if (!conflicts.yields(b, a)) {
                        table.foreign++;
                    }
                }
            }
        }
    }

    private int amber(Movement m) {
        return Intergreens.amberSeconds(network.link(m.fromLink()).speedLimitMps());
    }

    private int intergreenSeconds(Movement clearing, int a, int b) {
        double clearance = Intergreens.clearanceSeconds(
                meeting.clearingMeters(a, b),
                clearing.turn() != Turn.STRAIGHT,
                Math.min(LONGEST_ENTERING_METERS, meeting.enteringMeters(b, a)));
        return afterGreen(clearing, clearance);
    }

    /** Who passed last must have cleared, and nothing conflicting begins while a group is amber. */
    private int afterGreen(Movement clearing, double clearanceSeconds) {
        int passing = Intergreens.passingSeconds(clearing.turn() != Turn.STRAIGHT);
        return Math.max(amber(clearing), passing + wholeSeconds(clearanceSeconds));
    }

    private static int wholeSeconds(double seconds) {
        return (int) Math.ceil(seconds - 1e-9);
    }

    /** Whether two movements that share road may go together because those who give way are turns, and see each other. */
    private boolean tolerable(Movement a, Movement b, int i, int j, Conflicts conflicts) {
        if (a.fromLink() == b.fromLink()) {
            return true;
        }
        boolean first = conflicts.yields(i, j);
        boolean second = conflicts.yields(j, i);
        boolean turns = (!first || a.turn() != Turn.STRAIGHT) && (!second || b.turn() != Turn.STRAIGHT);
        if (first && second) {
            return turns && facing(a.fromLink(), b.fromLink());
        }
        return (first || second) && turns && (a.toLink() == b.toLink() || facing(a.fromLink(), b.fromLink()));
    }

    private boolean facing(int approach, int other) {
        double between = network.link(approach).shape().lastHeading()
                - network.link(other).shape().lastHeading();
        return Math.abs(Math.IEEEremainder(between, 2 * Math.PI)) > FACING_RADIANS;
    }

    /** What a crossing is to the vehicles of its node. */
    private void walk(int signal, Crossing crossing, int walk, Table table) {
        table.known[walk] = true;
        double walkSeconds = crossing.shape().lengthMeters() / WALKING_MPS;
        for (int index : network.movementsAt(crossing.node())) {
            Movement m = network.movement(index);
            boolean leaves = crossing.links().contains(m.fromLink());
            boolean enters = crossing.links().contains(m.toLink());
            if (!leaves && (!enters || m.turn() != Turn.STRAIGHT)) {
                continue;
            }
            if (m.signal() != signal) {
                table.foreign++;
                continue;
            }
            // The crossing lies between stop line and node, or behind the node.
            double wayMeters = leaves ? 0 : m.lengthMeters();
            double clearing =
                    Intergreens.clearanceSeconds(wayMeters + crossing.widthMeters(), m.turn() != Turn.STRAIGHT, 0);
            table.conflict(m.group(), walk, afterGreen(m, clearing));
            table.conflict(walk, m.group(), wholeSeconds(walkSeconds - wayMeters / ENTERING_MPS));
        }
    }

    private static void barUnknown(SignalController signal, Table table, List<RulesGap> gaps) {
        List<Integer> silent = new ArrayList<>();
        List<Integer> selfish = new ArrayList<>();
        for (int g = 0; g < table.known.length; g++) {
            if (!table.known[g]) {
                silent.add(g);
                table.conflicts[g] |= 1L << g;
            } else if ((table.conflicts[g] >>> g & 1) != 0) {
                selfish.add(g);
            }
        }
        if (!silent.isEmpty()) {
            String what = "groups " + silent + " have no movement in the network; the kernel never opens them";
            gaps.add(new RulesGap(signal.id(), RulesGap.Kind.GROUP_WITHOUT_MOVEMENT, what));
        }
        if (!selfish.isEmpty()) {
            String what = "groups " + selfish + " have movements that may not go together; the kernel never opens them";
            gaps.add(new RulesGap(signal.id(), RulesGap.Kind.GROUP_CROSSES_ITSELF, what));
        }
        if (table.foreign > 0) {
            String what =
                    table.foreign + " times its movements or crossings meet traffic that obeys no signal of its own"
                            + " and does not give way";
            gaps.add(new RulesGap(signal.id(), RulesGap.Kind.FOREIGN_TRAFFIC, what));
        }
    }

    private static int redAmber(SignalController signal, int group) {
        return (int) Math.ceil(signal.plan().phases().stream()
                .filter(phase -> phase.aspects().get(group) == Aspect.RED_AMBER)
                .mapToDouble(SignalPhase::leastSeconds)
                .min()
                .orElse(0));
    }
}
