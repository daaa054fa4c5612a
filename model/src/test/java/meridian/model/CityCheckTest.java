package meridian.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meridian.model.Finding.Kind;
import meridian.model.demand.LinkPath;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.geo.Projection;
import meridian.model.network.Access;
import meridian.model.network.Conflicts;
import meridian.model.network.Lane;
import meridian.model.network.Link;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.Node;
import meridian.model.network.NodeControl;
import meridian.model.network.RoadClass;
import meridian.model.network.Turn;
import meridian.model.network.VehicleKind;
import meridian.model.place.Places;
import meridian.model.signal.Aspect;
import meridian.model.signal.SignalController;
import meridian.model.signal.SignalPhase;
import meridian.model.signal.SignalPlan;
import org.junit.jupiter.api.Test;

/**
 * A crossing of two one-way streets, to which each test adds its mistake:
 *
 * <pre>
 *            n
 *            | south
 *   w -west- m -east- e
 *            | out
 *            s
 * </pre>
 */
class CityCheckTest {
    private final List<Node> nodes = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final List<Movement> movements = new ArrayList<>();
    private final Map<Integer, Conflicts> conflicts = new HashMap<>();
    private final List<SignalController> signals = new ArrayList<>();
    private final List<Trip> trips = new ArrayList<>();

    CityCheckTest() {
        node("w", -100, 0, NodeControl.NONE);
        node("m", 0, 0, NodeControl.PRIORITY);
        node("e", 100, 0, NodeControl.NONE);
        node("n", 0, 100, NodeControl.NONE);
        node("s", 0, -100, NodeControl.NONE);
        link("west", 0, 1, Access.ALL);
        link("east", 1, 2, Access.ALL);
        link("south", 3, 1, Access.ALL);
        link("out", 1, 4, Access.ALL);
        movement(1, 0, 1, Movement.NO_SIGNAL);
        movement(1, 2, 3, Movement.NO_SIGNAL);
        conflicts.put(1, new Conflicts.Builder(2).yield(1, 0).build());
    }

    private void node(String id, double x, double y, NodeControl control) {
        nodes.add(new Node(id, new Point(x, y), control));
    }

    private void link(String id, int from, int to, Access access) {
        Polyline line = Polyline.between(nodes.get(from).at(), nodes.get(to).at());
        links.add(new Link(
                id,
                from,
                to,
                "",
                RoadClass.RESIDENTIAL,
                line,
                line.lengthMeters(),
                List.of(new Lane(3.2, 13.9, access)),
                Set.of()));
    }

    private void movement(int node, int from, int to, int group) {
        movements.add(new Movement(node, from, 0, to, 0, Turn.STRAIGHT, 1, 10, group < 0 ? -1 : 0, group, 0));
    }

    private void signal(Aspect first, Aspect second) {
        nodes.set(1, new Node("m", new Point(0, 0), NodeControl.SIGNALS));
        movements.clear();
        movement(1, 0, 1, 0);
        movement(1, 2, 3, 1);
        signals.add(new SignalController(
                "k",
                List.of(1),
                2,
                new SignalPlan("p", 0, List.of(new SignalPhase(10, List.of(first, second))), SignalPlan.Source.GIVEN)));
    }

    private List<Finding> findings() {
        Network network = new Network(nodes, links, movements, List.of(), conflicts);
        return CityCheck.validate(
                new City("crossing", new Projection.Unreferenced(), network, signals, Places.NONE, trips, List.of()));
    }

    private Finding only(Kind kind) {
        List<Finding> found = findings().stream().filter(f -> f.kind() == kind).toList();
        assertEquals(1, found.size(), () -> kind + " in " + findings());
        return found.getFirst();
    }

    @Test
    void aSoundCrossingHasOnlyItsDeadEndsAndItsTwoPartsToTell() {
        assertEquals(
                Set.of(Kind.DEAD_END, Kind.CUT_OFF),
                Set.copyOf(findings().stream().map(Finding::kind).toList()));
    }

    @Test
    void aStreetThatNoMovementJoinsIsCutOff() {
        movement(1, 0, 3, Movement.NO_SIGNAL);
        assertTrue(findings().stream().noneMatch(f -> f.kind() == Kind.CUT_OFF));
        node("x", 0, 500, NodeControl.NONE);
        node("y", 80, 500, NodeControl.NONE);
        link("island", 5, 6, Access.ALL);
        assertEquals("island", only(Kind.CUT_OFF).id());
    }

    @Test
    void aLinkWithoutAMovementWhereOthersGoOnHasNoWayOn() {
        movements.removeFirst();
        conflicts.clear();
        assertEquals("west", only(Kind.NO_WAY_ON).id());
        assertEquals("east", only(Kind.NO_WAY_IN).id());
    }

    @Test
    void twoProtectedGreensThatCrossAreAnError() {
        signal(Aspect.GREEN_PROTECTED, Aspect.GREEN_PROTECTED);
        Finding finding = only(Kind.CONFLICTING_GREENS);
        assertEquals(Finding.Severity.ERROR, finding.severity());
        assertTrue(finding.what().contains("0 and 1"), finding.what());
    }

    @Test
    void aPermittedGreenBesideAProtectedOneIsSound() {
        signal(Aspect.GREEN_PROTECTED, Aspect.GREEN_PERMITTED);
        assertTrue(findings().stream().noneMatch(f -> f.severity() == Finding.Severity.ERROR));
    }

    @Test
    void aGroupThatNeverGoesIsAnError() {
        signal(Aspect.GREEN_PROTECTED, Aspect.RED);
        assertEquals("k", only(Kind.NEVER_GREEN).id());
    }

    @Test
    void signalsOfWhichNobodyKnowsThePlanAreTold() {
        nodes.set(1, new Node("m", new Point(0, 0), NodeControl.SIGNALS));
        assertEquals("m", only(Kind.SIGNAL_WITHOUT_PLAN).id());
    }

    @Test
    void aMovementFromABusLaneToALaneWithoutBusesIsForNobody() {
        links.set(0, withAccess(links.get(0), Access.of(VehicleKind.BUS)));
        links.set(1, withAccess(links.get(1), Access.ALL.without(VehicleKind.BUS)));
        assertEquals("west", only(Kind.MOVEMENT_FOR_NOBODY).id());
    }

    private static Link withAccess(Link link, Access access) {
        return new Link(
                link.id(),
                link.fromNode(),
                link.toNode(),
                link.name(),
                link.roadClass(),
                link.shape(),
                link.lengthMeters(),
                List.of(new Lane(3.2, 13.9, access)),
                Set.of());
    }

    @Test
    void aTripOverLinksThatDoNotMeetIsAnError() {
        trips.add(new Trip("t", VehicleType.CAR, 0, LinkPath.of(0, 3), true, List.of(), Trip.Departure.USUAL, -1));
        assertTrue(only(Kind.TRIP_WITHOUT_WAY).what().contains("from west to out"));
    }
}
