package meridian.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import meridian.field.plant.DetectorFaults;
import meridian.field.plant.EnginePlant;
import meridian.field.plant.ObserveMode;
import meridian.model.control.ControlNetwork;
import meridian.sim.road.RoadEngine;
import org.junit.jupiter.api.Test;

final class CityAreasTest {
    private static final ControlNetwork NETWORK = ControlNetwork.of(TownRun.CITY);

    private static int[] junctions(CityAreas areas) {
        int[] count = new int[areas.count()];
        for (int j = 0; j < NETWORK.junctions().size(); j++) {
            count[areas.ofJunction(j)]++;
        }
        return count;
    }

    @Test
    void areasHaveAsManySignalsAsEachOtherUpToOne() {
        for (int wished = 1; wished <= NETWORK.junctions().size(); wished++) {
            CityAreas areas = new CityAreas(TownRun.CITY, NETWORK, wished);
            int[] count = junctions(areas);
            assertEquals(wished, areas.count());
            int most = Arrays.stream(count).max().orElseThrow();
            int fewest = Arrays.stream(count).min().orElseThrow();
            assertTrue(fewest >= 1 && most - fewest <= 1, Arrays.toString(count));
        }
    }

    @Test
    void thereAreNoMoreAreasThanSignalsAndNeverNone() {
        int signals = NETWORK.junctions().size();
        assertEquals(signals, new CityAreas(TownRun.CITY, NETWORK, signals + 5).count());
        assertThrows(IllegalArgumentException.class, () -> new CityAreas(TownRun.CITY, NETWORK, 0));
    }

    /** The links that lead to a signal belong to its area. */
    @Test
    void whatLeadsToASignalIsInItsArea() {
        CityAreas areas = new CityAreas(TownRun.CITY, NETWORK, 2);
        for (int j = 0; j < NETWORK.junctions().size(); j++) {
            int area = areas.ofJunction(j);
            NETWORK.junctions()
                    .get(j)
                    .movements()
                    .forEach(m -> assertEquals(
                            area, areas.ofLink(NETWORK.lanes().get(m.fromLane()).link())));
        }
    }

    @Test
    void allAreasTogetherLoseWhatTheCityLosesAndWaitAsItWaits() {
        CityAreas areas = new CityAreas(TownRun.CITY, NETWORK, 3);
        try (EnginePlant plant = TownRun.plant(ObserveMode.LANES, DetectorFaults.NONE)) {
            RoadEngine engine = plant.engine();
            long waited = 0;
            for (int second = 0; second < 900; second++) {
                engine.step();
                double[] waiting = new double[areas.count()];
                areas.addWaiting(engine, waiting);
                assertEquals(engine.waitingCount(), Arrays.stream(waiting).sum());
                waited += engine.waitingCount();
            }
            double[] lost = new double[areas.count()];
            areas.addLost(engine, lost);
            assertEquals(engine.lostSeconds(), Arrays.stream(lost).sum(), 1e-6);
            assertTrue(waited > 0, "nobody waited outside: nothing was added up");
        }
    }
}
