package meridian.sim.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import meridian.model.City;
import meridian.model.FreeTravel;
import meridian.model.network.NodeControl;
import meridian.model.signal.SignalPhase;
import meridian.testkit.Streets;
import org.junit.jupiter.api.Test;

class FreeTravelTest {
    @Test
    void whoIsAloneWaitsBeforeASignalHalfItsRedInTheShareOfTheCycleThatIsRed() {
        City city = Streets.crossroads(NodeControl.SIGNALS);
        int link = city.network().findLink("west>middle").orElseThrow();
        int movement = straight(city, link);
        int group = city.network().movement(movement).group();
        double cycle = city.signals().getFirst().plan().cycleSeconds();
        double red = city.signals().getFirst().plan().phases().stream()
                .filter(phase -> !phase.aspects().get(group).open())
                .mapToDouble(SignalPhase::durationSeconds)
                .sum();
        assertEquals(red / cycle * red / 2, delay(city, "west>middle"), 0.01);
    }

    @Test
    void whoMustBeReadyToLetOthersPassSlowsDownAndWhoLeavesTheCityDoesNot() {
        City city = Streets.crossroads(NodeControl.RIGHT_BEFORE_LEFT);
        assertEquals(3, delay(city, "west>middle"), 0.01);
        assertEquals(0, delay(city, "middle>east"), 0.01);
    }

    @Test
    void onAPriorityRoadOnlyTheSideStreetLosesTime() {
        City city = Streets.crossroads(NodeControl.PRIORITY);
        double main = Math.min(delay(city, "west>middle"), delay(city, "south>middle"));
        double side = Math.max(delay(city, "west>middle"), delay(city, "south>middle"));
        assertEquals(0, main, 0.01);
        assertEquals(3, side, 0.01);
    }

    private static double delay(City city, String id) {
        int link = city.network().findLink(id).orElseThrow();
        return FreeTravel.seconds(city)[link] - city.network().link(link).freeFlowSeconds();
    }

    private static int straight(City city, int link) {
        for (int m : city.network().movementsFrom(link)) {
            if (city.network().movement(m).turn() == meridian.model.network.Turn.STRAIGHT) {
                return m;
            }
        }
        throw new AssertionError("no way straight on");
    }
}
