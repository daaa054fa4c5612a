package meridian.app.signals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import meridian.act.Weights;
import meridian.model.BadInput;
import meridian.model.network.VehicleKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WeightsFileTest {
    private static final String GOOD = """
            persons:
              car: 1.45
              taxi: 2
              van: 1
              truck: 1
              bus: 30
              tram: 80
              motorcycle: 1
              bicycle: 1
              emergency: 2
            longest-red-seconds: 90
            """;

    @TempDir
    private Path folder;

    private static Weights parse(String text) {
        return WeightsFile.parse(text.getBytes(StandardCharsets.UTF_8), "my.yaml");
    }

    @Test
    void aFileSaysWhatItSays() throws IOException {
        Path file = Files.writeString(folder.resolve("my.yaml"), GOOD);
        Weights weights = WeightsFile.read(file);
        assertEquals(30, weights.personsIn().get(VehicleKind.BUS));
        assertEquals(90, weights.longestRedSeconds());
    }

    /** European Environment Agency, TERM 029: 1.45 people in a passenger car. */
    @Test
    void theUsualOnesAreReadFromTheFileThatPeopleRead() {
        assertEquals(1.45, WeightsFile.usual().personsIn().get(VehicleKind.CAR));
        assertEquals(120, WeightsFile.usual().longestRedSeconds());
    }

    @ParameterizedTest
    @CsvSource({
        "'  bus: 30', '  bus: many', line 6, bus is many",
        "'  bus: 30', '  bus: -1', line 6, bus is -1",
        "'  bus: 30', '  bus: .nan', line 6, bus is",
        "'  bus: 30', '  buss: 30', line 6, buss",
        "'  bus: 30', '  car: 30', line 6, second time",
        "'longest-red-seconds: 90', 'longest-red-seconds: 10', line 11, 60 to 120 seconds",
        "'longest-red-seconds: 90', 'longest-green-seconds: 90', line 11, longest-green-seconds",
        "'longest-red-seconds: 90', '', my.yaml, no key longest-red-seconds",
        "'  tram: 80', '', my.yaml, no tram",
        "'  car: 1.45', '  car: \"1', line, YAML",
    })
    void whatIsWrongIsNamedWithItsLine(String good, String bad, String place, String what) {
        String message = assertThrows(BadInput.class, () -> parse(GOOD.replace(good, bad)))
                .getMessage();
        assertTrue(message.contains(place) && message.contains(what), message);
    }

    @Test
    void anEmptyFileAndAMissingOneAreRefused() {
        assertThrows(BadInput.class, () -> parse(""));
        assertThrows(BadInput.class, () -> WeightsFile.read(folder.resolve("nowhere.yaml")));
    }
}
