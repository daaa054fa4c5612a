package meridian.app.demand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import meridian.model.BadInput;
import meridian.model.demand.HourlyProfile;
import meridian.model.network.VehicleKind;
import meridian.model.place.PlaceKind;
import meridian.sim.demand.DemandModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemandFileTest {

    @Test
    void montevideoIsReadAsItIsWritten() {
        DemandModel model = DemandFile.shipped("Montevideo").orElseThrow();
        assertEquals(1_302_954, model.population());
        assertEquals(0.72, model.tripsPerPersonAndDay());
        assertEquals(5, model.purposes().size());
        assertEquals("work", model.purposes().getFirst().id());
        assertEquals(300, model.purposes().getFirst().places().get(PlaceKind.HOSPITAL));
        assertEquals(0.77, model.vehicles().get(VehicleKind.CAR));
        assertTrue(model.assumed());
    }

    @Test
    void montevideoMakesAMillionTripsADayAndAboutEightyFiveThousandInTheMorningPeakHour() {
        DemandModel model = DemandFile.shipped("Montevideo").orElseThrow();
        assertEquals(1_031_900, model.tripsPerDay(), 100);
        assertEquals(84_200, tripsInHour(model, 7), 1_500);
        assertEquals(85_500, tripsInHour(model, 8), 1_500);
        assertEquals(82_700, tripsInHour(model, 17), 1_500);
    }

    private static double tripsInHour(DemandModel model, int hour) {
        double inside = model.population() * model.tripsPerPersonAndDay();
        double share = 0;
        for (DemandModel.Purpose purpose : model.purposes()) {
            share += purpose.share() * mean(purpose.there(), purpose.back(), hour);
        }
        return inside
                * (share
                        + model.edge().share()
                                * mean(model.edge().inward(), model.edge().outward(), hour));
    }

    private static double mean(HourlyProfile a, HourlyProfile b, int hour) {
        return (a.share(hour) + b.share(hour)) / 2;
    }

    @Test
    void cityWithoutAFileHasNone() {
        assertEquals(Optional.empty(), DemandFile.shipped("Meridian Town"));
        assertEquals(Optional.empty(), DemandFile.shipped("../../../etc/passwd"));
    }

    @Test
    void unknownKeyIsRefusedWithItsLine() {
        String text = montevideo().replace("population: 1302954", "populaton: 1302954");
        int line = text.substring(0, text.indexOf("populaton")).split("\n", -1).length;
        String message = refused(text);
        assertTrue(message.startsWith("test.yaml line " + line + ":"), message);
        assertTrue(message.contains("unknown key \"populaton\""), message);
        assertTrue(refused(montevideo().replace("from-home: false", "from_home: false"))
                .contains("unknown key \"from_home\""));
    }

    @Test
    void missingKeyIsRefusedWithItsName() {
        assertTrue(refused(montevideo().replace("zone-meters: 800", "")).contains("zone-meters"));
    }

    @Test
    void repeatedKeyIsRefused() {
        assertTrue(refused(montevideo() + "\npopulation: 5\n").contains("population"));
    }

    @Test
    void unknownKindOfPlaceIsRefusedWithItsName() {
        assertTrue(
                refused(montevideo().replace("hospital: 300", "hopsital: 300")).contains("hopsital"));
    }

    @Test
    void wordWhereANumberShouldStandIsRefused() {
        assertTrue(refused(montevideo().replace("zone-meters: 800", "zone-meters: large"))
                .contains("large"));
    }

    @Test
    void profileWithTwentyThreeHoursIsRefusedWithItsLine() {
        String message = refused(montevideo().replace("inward: [0.4, ", "inward: ["));
        assertTrue(message.contains("inward needs 24 weights"), message);
        assertTrue(message.contains("line "), message);
    }

    @Test
    void sharesThatDoNotSumToOneAreRefused() {
        String message = refused(montevideo().replace("share: 0.34", "share: 0.44"));
        assertTrue(message.contains("shares of purposes sum to 1.1"), message);
    }

    @Test
    void hostileTextIsRefused() {
        assertTrue(refused("").contains("test.yaml"));
        assertTrue(refused("\u0000\u0001").contains("test.yaml"));
        assertTrue(refused("[1, 2").contains("test.yaml"));
        assertTrue(refused("[".repeat(100_000)).contains("test.yaml"));
        String laughs = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n";
        assertTrue(refused(laughs).contains("test.yaml"));
        assertTrue(
                refused("--- \n" + montevideo() + "\n--- \nanother: document\n").contains("test.yaml"));
    }

    @Test
    void fileThatIsNotThereIsRefusedWithItsPath(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("none.yaml");
        assertTrue(assertThrows(BadInput.class, () -> DemandFile.read(missing))
                .getMessage()
                .contains("none.yaml"));
        Path huge = folder.resolve("huge.yaml");
        Files.write(huge, new byte[1_000_001]);
        assertTrue(assertThrows(BadInput.class, () -> DemandFile.read(huge))
                .getMessage()
                .contains("1000001 bytes"));
        Path good = Files.writeString(folder.resolve("good.yaml"), montevideo());
        assertEquals(1_302_954, DemandFile.read(good).population());
    }

    private static String refused(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return assertThrows(BadInput.class, () -> DemandFile.parse(bytes, "test.yaml"))
                .getMessage();
    }

    private static String montevideo() {
        try (InputStream in = DemandFile.class.getResourceAsStream("/meridian/app/cities/montevideo.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
