package meridian.app.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import meridian.model.BadInput;
import meridian.model.City;
import meridian.testkit.Streets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EarlierTimesTest {
    @TempDir
    private Path folder = Path.of("");

    private final City city = Streets.straight(1, 500);
    private final String name = city.network().link(0).id();

    private void write(String rows) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("COPY (SELECT * FROM (VALUES " + rows
                    + ") t(link, begin_s, end_s, \"left\", vehicle_s, vehicle_m)) TO '"
                    + folder.resolve("link_slices.parquet") + "'");
        }
    }

    /** In the first quarter 1,000 vehicle metres took 200 s: 0.2 s a metre, 100 s for 500 m. */
    @Test
    void aLinkTakesWhatItTookInTheSameSliceOfTheEarlierRun() throws SQLException {
        write("('" + name + "', 0.0, 900.0, 2.0, 200.0, 1000.0), ('" + name + "', 900.0, 1800.0, 2.0, 100.0, 1000.0)");
        EarlierTimes times = EarlierTimes.of(folder, city.network());
        double length = city.network().link(0).lengthMeters();
        assertEquals(0.2 * length, times.seconds(0, 0), 1e-3);
        assertEquals(0.2 * length, times.seconds(0, 899), 1e-3);
        assertEquals(0.1 * length, times.seconds(0, 900), 1e-3);
    }

    @Test
    void whereAndWhenNobodyDroveItTakesAsLongAsAlone() throws SQLException {
        write("('" + name + "', 900.0, 1800.0, 0.0, 0.0, 0.0)");
        EarlierTimes times = EarlierTimes.of(folder, city.network());
        double alone = city.network().link(0).freeFlowSeconds();
        for (double at : new double[] {0, 900, 1799, 1800, 90_000}) {
            assertEquals(alone, times.seconds(0, at), 1e-6, "at " + at + " s");
        }
    }

    @Test
    void resultsOfAnotherNetworkAndNoResultsAreNamed() throws SQLException {
        assertThrows(BadInput.class, () -> EarlierTimes.of(folder, city.network()));
        write("('elsewhere', 0.0, 900.0, 2.0, 200.0, 1000.0)");
        BadInput refused = assertThrows(BadInput.class, () -> EarlierTimes.of(folder, city.network()));
        assertTrue(refused.getMessage().contains("link elsewhere, which is not here"), refused.getMessage());
    }
}
