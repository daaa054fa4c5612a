package meridian.sim.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import meridian.model.City;
import meridian.model.SignalTiming;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.model.demand.VehicleType;
import meridian.model.network.NodeControl;
import meridian.model.signal.SignalPhase;
import meridian.model.signal.SignalPlan;
import meridian.testkit.Streets;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private static final double HOUR = 3600;

    @Test
    void everybodyOfTheHourIsCountedOnceOnEachTurnAndNobodyElse() {
        City city = Streets.crossroads(NodeControl.SIGNALS);
        List<Trip> trips = trips(city, "west>middle", "middle>east", 120, 2);
        double[] flows = Assignment.movementFlows(city, TripSource.of(trips), HOUR);
        for (int m = 0; m < flows.length; m++) {
            boolean taken = movement(city, m).equals("west>middle middle>east");
            assertEquals(taken ? 60 : 0, flows[m], 1e-9, movement(city, m));
        }
    }

    @Test
    void ofTwoWaysTheLongerOneIsTakenTooOnceTheShorterIsFull() {
        City city = Streets.grid(2, 2, 300, 1, false);
        String from = "0/-1>0/0";
        String to = "0/1>0/2";
        assertEquals(1, waysUsed(city, from, to, 60));
        assertTrue(waysUsed(city, from, to, 4000) > 1, "4,000 vehicles an hour on one lane");
    }

    private static int waysUsed(City city, String from, String to, int vehicles) {
        double[] flows = Assignment.movementFlows(city, TripSource.of(trips(city, from, to, vehicles, 1)), 0);
        return (int) IntStream.range(0, flows.length)
                .filter(m -> flows[m] > 0 && movement(city, m).startsWith(from + " "))
                .count();
    }

    @Test
    void theStreetThatIsExpectedToBeBusierGetsTheLongerGreen() {
        City city = Streets.crossroads(NodeControl.SIGNALS);
        List<Trip> trips = new ArrayList<>(trips(city, "north>middle", "middle>south", 600, 1));
        trips.addAll(trips(city, "west>middle", "middle>east", 60, 1));
        trips.sort(Comparator.comparingDouble(Trip::departSeconds));
        double[] flows = Assignment.movementFlows(city, TripSource.of(trips), 0);
        City timed = SignalTiming.timed(city, flows);
        assertTrue(
                green(timed, "north>middle middle>south") > 2 * green(timed, "west>middle middle>east"),
                timed.signals().getFirst().plan()::toString);
        assertEquals(city.signals().size(), timed.signals().size());
        assertEquals(
                SignalPlan.Source.ASSUMED, timed.signals().getFirst().plan().source());
    }

    @Test
    void aGreenForTrafficThatIsOnlyExpectedIsLengthenedByWhoComes() {
        City city = Streets.crossroads(NodeControl.SIGNALS);
        List<Trip> trips = trips(city, "north>middle", "middle>south", 600, 1);
        City timed = SignalTiming.timed(city, Assignment.movementFlows(city, TripSource.of(trips), 0));
        assertTrue(timed.signals().getFirst().plan().actuated());
        for (SignalPhase phase : timed.signals().getFirst().plan().phases()) {
            assertTrue(!phase.varies() || phase.leastSeconds() >= 7 && phase.mostSeconds() >= 20, phase::toString);
        }
    }

    @Test
    void aPlanThatSomebodyStatedStaysAsItIs() {
        City grid = Streets.grid(1, 1, 300, 3, true);
        SignalPlan stated = grid.signals().getFirst().plan();
        assertTrue(stated.source() != SignalPlan.Source.ASSUMED, "the grid's plan is given");
        City timed =
                SignalTiming.timed(grid, new double[grid.network().movements().size()]);
        assertEquals(stated, timed.signals().getFirst().plan());
        assertEquals(grid.network().movements(), timed.network().movements());
    }

    private static double green(City city, String name) {
        int m = IntStream.range(0, city.network().movements().size())
                .filter(i -> movement(city, i).equals(name))
                .findFirst()
                .orElseThrow();
        var way = city.network().movement(m);
        return city.signals().get(way.signal()).plan().phases().stream()
                .filter(p -> p.aspects().get(way.group()).green())
                .mapToDouble(SignalPhase::durationSeconds)
                .sum();
    }

    private static List<Trip> trips(City city, String from, String to, int count, int hours) {
        int first = city.network().findLink(from).orElseThrow();
        int last = city.network().findLink(to).orElseThrow();
        return IntStream.range(0, count)
                .mapToObj(i -> Trip.between(from + i, VehicleType.CAR, HOUR * hours * i / count, first, last))
                .toList();
    }

    private static String movement(City city, int m) {
        var way = city.network().movement(m);
        return city.network().link(way.fromLink()).id() + " "
                + city.network().link(way.toLink()).id();
    }
}
