package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.regex.Pattern;
import meridian.bench.sumo.Sumo;
import meridian.testkit.MeasuredCities;
import org.junit.jupiter.api.Test;

final class EvaluatePlantCommandTest {
    private static void assumeSumo(String city) {
        assumeTrue(MeasuredCities.find(city).isPresent(), MeasuredCities.missing(city));
        assumeTrue(Sumo.find().isPresent(), "SUMO is not installed");
    }

    private static List<Double> all(String name, String json) {
        return Pattern.compile("\"" + name + "\" : ([0-9.]+)")
                .matcher(json)
                .results()
                .map(found -> Double.parseDouble(found.group(1)))
                .toList();
    }

    /** SUMO alone with the file's plan, seed by seed: 45 s of time loss. */
    @Test
    void lookingAheadByLoopsLosesLessThanColognesPlanAndEverybodyIsCounted() {
        assumeSumo("cologne/cologne1.net.xml");
        Cli ran = Cli.run(
                "evaluate",
                "plant",
                "cologne1",
                "--deciders",
                "plan,look-ahead",
                "--seeds",
                "1",
                "--every-seconds",
                "1",
                "--json");
        assertEquals(0, ran.exitCode(), ran.err());
        int runs = ran.out().indexOf("\"runs\"");
        String json = ran.out().substring(runs);
        List<Double> loss = all("lossSeconds", json);
        assertEquals(2, loss.size(), ran.out());
        assertEquals(45, loss.getFirst(), 1.5);
        assertTrue(loss.getLast() < 0.9 * loss.getFirst(), loss.toString());
        for (int run = 0; run < 2; run++) {
            double due = all("arrived", json).get(run)
                    + all("driving", json).get(run)
                    + all("outside", json).get(run);
            // The file has 2,015 trips, all due within the hour.
            assertEquals(2015, due);
        }
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        Cli decider = Cli.run("evaluate", "plant", "cologne1", "--deciders", "genius");
        assertEquals(2, decider.exitCode());
        assertTrue(decider.err().contains("genius"), decider.err());
        assertEquals(2, Cli.run("evaluate", "plant", "cologne1", "--hours", "0").exitCode());
        Cli nowhere = Cli.run("evaluate", "plant", "nowhere.sumocfg");
        assertEquals(4, nowhere.exitCode(), nowhere.err());
        assertTrue(nowhere.err().contains("nowhere.sumocfg"), nowhere.err());
    }
}
