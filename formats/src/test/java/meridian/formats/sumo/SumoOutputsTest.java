package meridian.formats.sumo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import meridian.model.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files are written by hand, in the form that SUMO 1.15 writes. */
final class SumoOutputsTest {
    @TempDir
    private Path folder = Path.of("");

    private Path file(String name) throws IOException {
        Path copy = folder.resolve(name);
        try (InputStream in = Objects.requireNonNull(SumoOutputsTest.class.getResourceAsStream(name))) {
            Files.copy(in, copy);
        }
        return copy;
    }

    @Test
    void aTripHasSumosFiguresAndOneThatHasNotArrivedSaysSo() throws IOException {
        List<SumoTrip> trips = SumoOutputs.trips(file("tripinfo.xml"));
        assertEquals(new SumoTrip("a", 3, 1.5, 103, 100, 800, 20, 2, 35.5), trips.getFirst());
        assertTrue(trips.getFirst().arrived());
        assertFalse(trips.getLast().arrived());
    }

    /** 3 entered and 12 departed; 11 left and 1 arrived; 200 s at 5 m/s. */
    @Test
    void anEdgeCountsWhoBeginsAndEndsOnItLikeWhoComesAndGoes() throws IOException {
        List<SumoEdge> edges = SumoOutputs.edges(file("edgedata.xml"));
        assertEquals(new SumoEdge("in", 0, 900, 200, 5, 15, 12, 30, 80), edges.getFirst());
        assertEquals(1000, edges.getFirst().meters());
        assertTrue(edges.get(1).insideJunction());
        assertEquals(new SumoEdge("in", 900, 1800, 0, 0, 0, 0, 0, 0), edges.getLast());
    }

    @Test
    void theLastRouteOfAVehicleIsTheOneItDrove() throws IOException {
        assertEquals(
                Map.of("a", List.of("in", "out"), "b", List.of("in", "round", "out")),
                SumoOutputs.ways(file("vehroutes.xml")));
    }

    /** A left turn that waits in the middle has a second edge there. */
    @Test
    void anEdgeInsideAJunctionBelongsToTheRoadBeforeIt() throws IOException {
        Path net = Files.writeString(folder.resolve("a.net.xml"), """
                <net version="1.9">
                    <connection from="in" to="out" fromLane="0" toLane="0" via=":n_0_0" dir="s" state="M"/>
                    <connection from="in" to="left" fromLane="0" toLane="0" via=":n_1_0" dir="l" state="m"/>
                    <connection from=":n_1" to="left" fromLane="0" toLane="0" via=":n_4_0" dir="l" state="m"/>
                    <connection from=":n_4" to="left" fromLane="0" toLane="0" dir="l" state="M"/>
                </net>
                """);
        assertEquals(Map.of(":n_0", "in", ":n_1", "in", ":n_4", "in"), SumoOutputs.insideJunctions(net));
    }

    @Test
    void aFileOfAnotherKindIsRefusedWithWhatItIs() throws IOException {
        Path trips = file("tripinfo.xml");
        BadInput refused = assertThrows(BadInput.class, () -> SumoOutputs.edges(trips));
        assertTrue(String.valueOf(refused.getMessage()).contains("<tripinfos>"), refused.getMessage());
        assertTrue(String.valueOf(refused.getMessage()).contains("<meandata>"), refused.getMessage());
    }
}
