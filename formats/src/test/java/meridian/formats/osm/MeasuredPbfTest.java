package meridian.formats.osm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.City;
import meridian.model.network.Network;
import meridian.testkit.MeasuredCities;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real extracts of small places with relations, tunnels and borders. */
class MeasuredPbfTest {
    private static City read(String name) {
        Optional<Path> file = MeasuredCities.find(name);
        assumeTrue(file.isPresent(), MeasuredCities.missing(name));
        OsmPbfReader reader = new OsmPbfReader();
        assertTrue(reader.recognises(file.get()));
        return reader.read(List.of(file.get()), new ReadReport(), Progress.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"monaco/monaco.osm.pbf", "geneva/geneva.osm.pbf"})
    void everyLaneLeadsSomewhereAndEveryLinkIsReached(String name) {
        Network network = read(name).network();
        assertTrue(network.links().size() > 500);
        assertEquals(List.of(), Soundness.faults(network));
        assertTrue(network.links().stream().allMatch(l -> l.lengthMeters() >= 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"monaco/monaco.osm.pbf", "geneva/geneva.osm.pbf"})
    void everySignalledMovementHasItsGroup(String name) {
        City city = read(name);
        BitSet governed = new BitSet();
        city.signals().forEach(s -> s.nodes().forEach(governed::set));
        for (var movement : city.network().movements()) {
            assertEquals(governed.get(movement.node()), movement.signalled());
        }
    }
}
