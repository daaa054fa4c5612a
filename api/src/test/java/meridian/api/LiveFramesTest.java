package meridian.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import meridian.field.LinkState;
import meridian.field.Scene;
import meridian.field.Scenes;
import meridian.model.City;
import meridian.model.network.RoadClass;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadView;
import meridian.testkit.Town;
import org.junit.jupiter.api.Test;

class LiveFramesTest {
    private static final int GROUPS = 1000;
    private static final LiveFrames.Window ALL = new LiveFrames.Window(0, 0, 1, 1, 16);
    private final City town = Town.city();
    private final CitySquare square = new CitySquare(town);
    private final LiveFrames frames = new LiveFrames(town, new RoadView(RoadNetwork.of(town)), square);

    private static byte[] bytes(ByteBuffer frame) {
        return Arrays.copyOf(frame.array(), frame.limit());
    }

    @Test
    void fiftyThousandVehiclesFitInto295Kibibytes() {
        byte[] frame = bytes(frames.vehicles(Scenes.crowded(town, 50_000, GROUPS, 1), ALL, 7));
        assertEquals(50_000, Frame.read(frame).count());
        assertEquals(300_032, frame.length); // docs/live-channel.md
        assertTrue(frame.length <= 295 * 1024);
    }

    @Test
    void theHeaderSaysWhatTheSceneSays() {
        Frame frame = Frame.read(bytes(frames.vehicles(Scenes.crowded(town, 3, GROUPS, 1), ALL, 0xFFFF_FFFF)));
        assertEquals(Frame.VEHICLES, frame.kind());
        assertEquals(1, frame.flags());
        assertEquals(4_294_967_295L, frame.sequence());
        assertEquals(28_800.5, frame.seconds());
        assertEquals(10, frame.speed());
    }

    @Test
    void onlyVehiclesInTheWindowAreSentAndAllOfThem() {
        Scene scene = Scenes.crowded(town, 5_000, GROUPS, 1);
        LiveFrames.Window part = new LiveFrames.Window(0.25, 0.4, 0.5, 0.6, 16);
        Frame frame = Frame.read(bytes(frames.vehicles(scene, part, 0)));
        double half = 0.5 / 65535 + 1e-9;
        for (int i = 0; i < frame.count(); i++) {
            assertTrue(frame.x()[i] >= 0.25 - half && frame.x()[i] <= 0.5 + half);
            assertTrue(frame.y()[i] >= 0.4 - half && frame.y()[i] <= 0.6 + half);
        }
        long expected = IntStream.range(0, scene.count())
                .filter(i -> part.contains(square.x(scene.x(i), scene.y(i)), square.y(scene.x(i), scene.y(i))))
                .count();
        assertEquals(expected, frame.count());
        assertTrue(expected > 0 && expected < 5_000);
    }

    @Test
    void aVehiclesPlaceIsItsPlaceInWebMercatorWithinACentimetreOfTheGrid() {
        Scene scene = Scenes.crowded(town, 200, GROUPS, 1);
        Frame frame = Frame.read(bytes(frames.vehicles(scene, ALL, 0)));
        Views.Box box = square.box();
        for (int i = 0; i < scene.count(); i++) {
            var at = town.projection().toEarth(new meridian.model.geo.Point(scene.x(i), scene.y(i)));
            double x = (at.lonDegrees() - box.west()) / (box.east() - box.west());
            double top = mercator(box.north());
            double y = (mercator(at.latDegrees()) - top) / (mercator(box.south()) - top);
            assertEquals(x, frame.x()[i], 1.0 / 65535);
            assertEquals(y, frame.y()[i], 1.0 / 65535);
        }
    }

    /** Web Mercator y to the south, unscaled. */
    private static double mercator(double lat) {
        return -Math.log(Math.tan(Math.PI / 4 + Math.toRadians(lat) / 2));
    }

    @Test
    void roadsAreCompleteAtFirstAndThenOnlyWhatHasChanged() {
        byte[] known = new byte[frames.links()];
        Scene slow = Scenes.crowded(town, 0, GROUPS, 0.5);
        Frame first = Frame.read(bytes(frames.roads(slow, ALL, known, true, 0)));
        assertTrue(first.complete());
        assertEquals(town.network().links().size(), first.count());
        assertTrue(Arrays.stream(first.ratios()).allMatch(r -> r == 125)); // half of 250
        Frame same = Frame.read(bytes(frames.roads(slow, ALL, known, false, 1)));
        assertEquals(0, same.count());
        assertEquals(1, same.flags());
        Frame changed = Frame.read(bytes(frames.roads(Scenes.crowded(town, 0, GROUPS, 1), ALL, known, false, 2)));
        assertEquals(town.network().links().size(), changed.count());
        assertTrue(Arrays.stream(changed.ratios()).allMatch(r -> r == 250));
    }

    @Test
    void belowZoomTwelveOnlyMainRoadsAreSent() {
        byte[] known = new byte[frames.links()];
        LiveFrames.Window far = new LiveFrames.Window(0, 0, 1, 1, 11.99);
        Frame frame = Frame.read(bytes(frames.roads(Scenes.crowded(town, 0, GROUPS, 1), far, known, true, 0)));
        int[] main = IntStream.range(0, town.network().links().size())
                .filter(l -> town.network().link(l).roadClass().compareTo(RoadClass.TERTIARY) <= 0)
                .toArray();
        assertArrayEquals(main, frame.links());
        assertTrue(main.length > 0 && main.length < known.length);
    }

    @Test
    void aRoadThatIsNotInTheWindowIsNotSent() {
        byte[] known = new byte[frames.links()];
        LiveFrames.Window corner = new LiveFrames.Window(0, 0, 0.01, 0.01, 16);
        assertEquals(
                0,
                Frame.read(bytes(frames.roads(Scenes.crowded(town, 0, GROUPS, 1), corner, known, true, 0)))
                        .count());
        assertTrue(IntStream.range(0, known.length).allMatch(l -> (known[l] & 0xFF) == LinkState.UNKNOWN));
    }

    @Test
    void everySignalledLaneHasOneHeadForEachGroup() {
        Frame frame = Frame.read(bytes(frames.signals(Scenes.crowded(town, 0, GROUPS, 1), ALL, 0)));
        record Head(int link, int lane, int signal, int group) {}
        long heads = town.network().movements().stream()
                .filter(m -> m.signalled())
                .map(m -> new Head(m.fromLink(), m.fromLane(), m.signal(), m.group()))
                .distinct()
                .count();
        assertEquals(heads, frame.count());
        assertTrue(Arrays.stream(frame.words()).allMatch(w -> (w & 63) <= 7 && w >> 6 < 64));
    }
}
