package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import meridian.formats.cityfile.CityFile;
import meridian.testkit.Streets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompareCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private Path run(Path city, String name, Object... more) {
        Path out = folder.resolve(name);
        List<Object> words = new java.util.ArrayList<>(List.of("run", city, "--hours", "0.1", "--out", out));
        words.addAll(List.of(more));
        Cli ran = Cli.run(words.toArray());
        assertEquals(0, ran.exitCode(), ran.err());
        return out;
    }

    @Test
    void twoModelsOverThreeSeedsAreComparedOnScreenAsJsonAndOnAPage() throws IOException {
        Path city = Cli.townFile(folder);
        Path krauss = run(city, "krauss", "--seeds", 3, "--slice-minutes", 2);
        Path idm = run(city, "idm", "--seeds", 3, "--slice-minutes", 2, "--model", "idm");
        Path page = folder.resolve("page.html");
        Cli compared = Cli.run("compare", krauss, idm, "--html", page);
        assertEquals(0, compared.exitCode(), compared.err());
        assertTrue(compared.out().contains("3 seeds, paired"), compared.out());
        assertTrue(compared.out().contains("GEH below 5"), compared.out());
        compared.out()
                .lines()
                .filter(l -> !l.contains(folder.toString()))
                .forEach(line -> assertTrue(line.length() <= 80, line));
        String html = Files.readString(page);
        assertTrue(html.contains("Where it became slower or faster"), html);
        for (String request : List.of("http://", "https://", "src=", "href=", "url(", "@import", "<script")) {
            assertFalse(html.contains(request), request);
        }
        String json = Cli.run("compare", krauss, idm, "--json").out();
        assertTrue(json.startsWith("{") && json.contains("\"linkPairs\""), json);
    }

    @Test
    void aRunComparedWithItselfHasNoDifference() {
        Path out = run(Cli.townFile(folder), "out");
        Cli compared = Cli.run("compare", out, out);
        assertEquals(0, compared.exitCode(), compared.err());
        assertTrue(compared.out().contains("GEH below 5 on 100.0 %"), compared.out());
        assertTrue(compared.out().contains("nobody can say how much is chance"), compared.out());
    }

    @Test
    void anotherCityAndAnotherSeedAreRefused() {
        Path town = run(Cli.townFile(folder), "town");
        Path file = folder.resolve("street.gpkg");
        CityFile.write(Streets.crossroads(meridian.model.network.NodeControl.PRIORITY), file);
        Path street = run(file, "street", "--start", "07:30", "--demand", "computed");
        Cli city = Cli.run("compare", town, street);
        assertEquals(3, city.exitCode());
        assertTrue(city.err().contains("road networks differ"), city.err());
        Path other = run(folder.resolve("town.gpkg"), "other", "--seed", 2);
        Cli seed = Cli.run("compare", town, other);
        assertEquals(3, seed.exitCode());
        assertTrue(seed.err().contains("no seed in common (1 and 2)"), seed.err());
    }
}
