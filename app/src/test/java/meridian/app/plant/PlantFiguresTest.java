package meridian.app.plant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import meridian.formats.sumo.SumoTrip;
import org.junit.jupiter.api.Test;

final class PlantFiguresTest {
    /** One who arrived, one who still drives, one who never entered and has waited for 90 s. */
    private static final List<SumoTrip> TRIPS = List.of(
            new SumoTrip("arrived", 10, 5, 70, 60, 400, 20, 2, 25),
            new SumoTrip("driving", 50, 0, -1, 50, 100, 30, 1, 35),
            new SumoTrip("outside", -1, 90, -1, 0, 0, 0, 0, 0));

    private final PlantFigures figures = PlantFigures.of(TRIPS, 0, 3, 1);

    /** (5 + 25 + 0 + 35 + 90) / 3. */
    @Test
    void delayCountsTheWaitOutsideOfAllWhoWereDue() {
        assertEquals(155 / 3.0, figures.delaySeconds(), 1e-9);
    }

    /** (25 + 35) / 2, and 25 alone. */
    @Test
    void lossCountsWhoStillDrivesAndArrivedLossDoesNot() {
        assertEquals(30, figures.lossSeconds(), 1e-9);
        assertEquals(25, figures.arrivedLossSeconds(), 1e-9);
        assertEquals(60, figures.durationSeconds(), 1e-9);
    }

    @Test
    void nobodyIsForgotten() {
        assertEquals(1, figures.arrived());
        assertEquals(1, figures.driving());
        assertEquals(1, figures.outside());
    }
}
