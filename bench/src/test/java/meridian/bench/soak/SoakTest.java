package meridian.bench.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import meridian.formats.Progress;
import meridian.model.City;
import org.junit.jupiter.api.Test;

final class SoakTest {
    /** Two rounds of all cities, and the third's of those that need no files: there the steps are half as long. */
    @Test
    void nothingBreaksInSixteenMillionVehicleUpdates() {
        List<Soak.Checked> runs = new Soak(16_000_000, Progress.NONE).run(() -> false);
        assertEquals(
                List.of(), runs.stream().flatMap(run -> run.broken().stream()).toList());
        assertTrue(runs.stream().mapToLong(Soak.Checked::updates).sum() >= 16_000_000, runs.toString());
    }

    @Test
    void itEndsWhenSomebodyWantsIt() {
        assertEquals(List.of(), new Soak(Long.MAX_VALUE, Progress.NONE).run(() -> true));
    }

    @Test
    void randomStreetsAreTheSameAgainForASeedAndOthersForAnother() {
        City one = RandomStreets.city(1);
        assertEquals(one.network().links(), RandomStreets.city(1).network().links());
        assertNotEquals(one.network().links(), RandomStreets.city(2).network().links());
        assertTrue(one.network().links().size() > 40);
    }
}
