package meridian.formats.osm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeedLimitTest {
    @ParameterizedTest
    @CsvSource({
        "50, 13.889",
        "45 km/h, 12.5",
        "30 mph, 13.411",
        "10 knots, 5.144",
        "CH:urban, 13.889",
        "CH:motorway, 33.333",
        "UY:urban, 12.5",
        "rural, 25.0",
        "walk, 1.944",
        "none, 36.111",
        "60;80, 16.667"
    })
    void valuesThatPeopleMapAreUnderstood(String value, double mps) {
        assertEquals(mps, SpeedLimit.parse(value, SpeedDefaults.of("UY")).orElseThrow(), 0.001);
    }

    @ParameterizedTest
    @CsvSource({"signals", "0", "-20", "1e9", "999", "fast", "''"})
    void otherValuesSayNothing(String value) {
        assertEquals(Optional.empty(), SpeedLimit.parse(value, SpeedDefaults.of("UY")));
    }
}
