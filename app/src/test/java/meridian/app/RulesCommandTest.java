package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that people change, on Meridian Town. */
final class RulesCommandTest {
    @TempDir
    private Path folder;

    private Path town;
    private Path key;

    @BeforeEach
    void make() {
        town = Cli.townFile(folder);
        key = folder.resolve("ana.key");
    }

    private Path rules(String text) throws IOException {
        return Files.writeString(folder.resolve("rules.json"), text);
    }

    private Path signed(String text) throws IOException {
        Path file = rules(text);
        Cli signing = Cli.run("rules", "sign", file, "--key", key, "--name", "ana");
        assertEquals(0, signing.exitCode(), signing.err());
        return file;
    }

    private Cli prove(Path file) {
        return Cli.run("prove", "signals", town, "--rules", file, "--signer", folder.resolve("ana.key.pub"), "--json");
    }

    @Test
    void whatAPersonHasSignedIsProvedWithThat() throws IOException {
        Path file = signed("{\n  \"junctions\": [\n\n    {\"id\": \"market\", \"note\": \"looked at on 3 March\","
                + " \"leastGreenSeconds\": {\"0\": 12}, \"mostRedSeconds\": 90}\n  ]\n}\n");
        Cli with = prove(file);
        assertEquals(0, with.exitCode(), with.err());
        Cli without = Cli.run("prove", "signals", town, "--json");
        assertEquals(0, without.exitCode(), without.err());
        assertTrue(
                !states(with.out()).equals(states(without.out())),
                "a longer least green makes other states: " + with.out());
    }

    private static String states(String json) {
        return json.lines()
                .filter(line -> line.contains("\"states\""))
                .findFirst()
                .orElse("");
    }

    @Test
    void oneLetterChangedAfterSigningIsFound() throws IOException {
        Path file = signed("{\"junctions\":[{\"id\":\"market\",\"leastGreenSeconds\":{\"0\":12}}]}");
        Files.writeString(file, Files.readString(file).replace("12", "11"));
        Cli ran = prove(file);
        assertEquals(3, ran.exitCode());
        assertTrue(ran.err().contains("has signed this"), ran.err());
    }

    @Test
    void whoseKeyIsNotNamedHasNotSigned() throws IOException {
        Path file = signed("{\"junctions\":[]}");
        Cli other = Cli.run(
                "rules", "sign", rules("{\"junctions\":[]}"), "--key", folder.resolve("bob.key"), "--name", "bob");
        assertEquals(0, other.exitCode(), other.err());
        assertEquals(3, prove(file).exitCode(), "signed by bob alone");
        assertEquals(2, Cli.run("prove", "signals", town, "--rules", file).exitCode());
    }

    @Test
    void twoMaySignTheSame() throws IOException {
        Path file = signed("{\"junctions\":[]}");
        Cli second = Cli.run("rules", "sign", file, "--key", folder.resolve("bob.key"), "--name", "bob");
        assertEquals(0, second.exitCode(), second.err());
        assertTrue(second.err().contains("signed by ana, bob"), second.err());
        assertEquals(0, prove(file).exitCode(), prove(file).err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"junctions\":7}",
                "{\"junctions\":[{}]}",
                "{\"junctions\":[{\"id\":\"market\"},{\"id\":\"market\"}]}",
                "{\"junctions\":[{\"id\":\"market\",\"id\":\"mill\"}]}",
                "{\"junctions\":[{\"id\":\"market\",\"ambers\":{}}]}",
                "{\"junctions\":[{\"id\":\"market\",\"amberSeconds\":{\"x\":3}}]}",
                "{\"junctions\":[{\"id\":\"market\",\"amberSeconds\":{\"0\":3.5}}]}",
                "{\"junctions\":[{\"id\":\"market\",\"together\":[[1]]}]}",
                "{\"junctions\":[{\"id\":\"market\",\"apart\":[1,2,3]}]}"
            })
    void whatIsNoRuleIsNotSigned(String text) throws IOException {
        Cli ran = Cli.run("rules", "sign", rules(text), "--key", key, "--name", "ana");
        assertEquals(3, ran.exitCode(), ran.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"junctions\":[{\"id\":\"nowhere\"}]}",
                "{\"junctions\":[{\"id\":\"market\",\"amberSeconds\":{\"0\":2}}]}",
                "{\"junctions\":[{\"id\":\"market\",\"amberSeconds\":{\"63\":3}}]}"
            })
    void whatDoesNotFitTheCityIsRefusedWithItsJunction(String text) throws IOException {
        Cli ran = prove(signed(text));
        assertEquals(3, ran.exitCode());
        assertTrue(ran.err().contains("market") || ran.err().contains("nowhere"), ran.err());
    }
}
