package meridian.formats.osm;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that nobody should believe: each is refused with its name and a place, or its good part is read. */
class HostileOsmTest {
    @TempDir
    Path folder;

    private static byte[] town() {
        return new PbfWriter()
                .node(1, 0, 0)
                .node(2, 0.001, 0)
                .way(10, new long[] {1, 2}, "highway", "residential")
                .bytes();
    }

    private BadInput refusedPbf(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("bad.osm.pbf"), bytes);
        BadInput refusal = assertThrows(
                BadInput.class, () -> new OsmPbfReader().read(List.of(file), new ReadReport(), Progress.NONE));
        assertTrue(refusal.getMessage().contains("bad.osm.pbf byte "), refusal.getMessage());
        return refusal;
    }

    private BadInput refusedTile(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("12-1-1.mvt"), bytes);
        BadInput refusal = assertThrows(
                BadInput.class, () -> new QaTilesReader().read(List.of(file), new ReadReport(), Progress.NONE));
        assertTrue(refusal.getMessage().contains("12-1-1.mvt"), refusal.getMessage());
        return refusal;
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        assertTrue(refusedPbf(new byte[0]).getMessage().contains("empty"));
        assertTrue(refusedTile(new byte[0]).getMessage().contains("empty"));
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        Path file = folder.resolve("absent.osm.pbf");
        assertFalse(new OsmPbfReader().recognises(file));
        assertThrows(BadInput.class, () -> new OsmPbfReader().read(List.of(file), new ReadReport(), Progress.NONE));
        assertThrows(
                BadInput.class,
                () -> new QaTilesReader().read(List.of(folder.resolve("12-1-2.mvt")), new ReadReport(), Progress.NONE));
    }

    @Test
    void aPbfFileCutAnywhereIsRefused() throws IOException {
        byte[] whole = town();
        int headerEnd =
                PbfWriter.blob("OSMHeader", PbfWriter.message(out -> out.writeString(4, "OsmSchema-V0.6"))).length;
        for (int length = 1; length < whole.length; length++) {
            if (length != headerEnd) {
                refusedPbf(Arrays.copyOf(whole, length));
            }
        }
    }

    @Test
    void changedBytesNeverEscapeAsAnotherError() throws IOException {
        byte[] whole = town();
        byte[] tile = new TileWriter()
                .line(7, new int[] {0, 5, 100, 5, 900, 7}, "highway", "residential")
                .polygon(8, new int[] {0, 0, 50, 0, 50, 50}, "building", "yes")
                .bytes();
        long seed = 20_261_122;
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            byte[] changed = (i % 2 == 0 ? whole : tile).clone();
            for (int k = 0; k <= random.nextInt(4); k++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            Path file = Files.write(folder.resolve(i % 2 == 0 ? "x.osm.pbf" : "12-1-1.mvt"), changed);
            try {
                (i % 2 == 0 ? new OsmPbfReader() : new QaTilesReader())
                        .read(List.of(file), new ReadReport(), Progress.NONE);
            } catch (BadInput expected) {
                // Refused, as it should be.
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + i, e);
            }
        }
    }

    @Test
    void randomBytesAreRefused() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            byte[] noise = new byte[1 + random.nextInt(5_000)];
            random.nextBytes(noise);
            refusedPbf(noise);
            refusedTile(noise);
        }
    }

    @Test
    void aHugeDeclaredLengthIsNotBelieved() throws IOException {
        refusedPbf(new byte[] {0x7f, -1, -1, -1, 0});
        refusedPbf(PbfWriter.framed("OSMHeader", new byte[0], Integer.MAX_VALUE));
        refusedPbf(PbfWriter.framed("OSMHeader", new byte[0], 32 * 1024 * 1024));
        refusedPbf(PbfWriter.framed("OSMHeader", new byte[0], -5));
        refusedPbf(PbfWriter.blob("OSMHeader", new byte[10], 31 * 1024 * 1024));
    }

    @Test
    void aZipBombInATileIsStopped() throws IOException {
        assertTrue(refusedTile(TileWriter.gzip(new byte[80 * 1024 * 1024]))
                .getMessage()
                .contains("unpacked"));
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        byte[] groups = new byte[100_000];
        // Field 30 as an endless chain of group starts.
        for (int i = 0; i + 1 < groups.length; i += 2) {
            groups[i] = (byte) 0xF3;
            groups[i + 1] = 0x01;
        }
        refusedTile(groups);
        byte[] header = PbfWriter.blob("OSMHeader", PbfWriter.message(out -> out.writeString(4, "OsmSchema-V0.6")));
        byte[] data = PbfWriter.blob("OSMData", groups);
        byte[] file = Arrays.copyOf(header, header.length + data.length);
        System.arraycopy(data, 0, file, header.length, data.length);
        refusedPbf(file);
    }

    @Test
    void aFileThatNeedsAnUnknownFeatureIsRefusedWithItsName() throws IOException {
        byte[] header = PbfWriter.message(out -> out.writeString(4, "HistoricalInformation"));
        assertTrue(refusedPbf(PbfWriter.blob("OSMHeader", header)).getMessage().contains("HistoricalInformation"));
    }

    @Test
    void aStringOutsideItsTableIsRefused() throws IOException {
        byte[] block = PbfWriter.message(out -> {
            out.writeByteArray(1, PbfWriter.message(t -> t.writeString(1, "")));
            out.writeByteArray(
                    2,
                    PbfWriter.message(group -> group.writeByteArray(3, PbfWriter.message(way -> {
                        way.writeInt64(1, 5);
                        way.writeByteArray(
                                2, PbfWriter.message((CodedOutputStream p) -> p.writeUInt32NoTag(4_000_000)));
                        way.writeByteArray(3, PbfWriter.message((CodedOutputStream p) -> p.writeUInt32NoTag(1)));
                    }))));
        });
        byte[] header = PbfWriter.blob("OSMHeader", PbfWriter.message(out -> out.writeString(4, "OsmSchema-V0.6")));
        byte[] data = PbfWriter.blob("OSMData", block);
        byte[] file = Arrays.copyOf(header, header.length + data.length);
        System.arraycopy(data, 0, file, header.length, data.length);
        assertTrue(refusedPbf(file).getMessage().contains("string 4000000"));
    }

    @Test
    void aStarOfAThousandStreetsIsNotASquareOfMovements() throws IOException {
        PbfWriter star = new PbfWriter().node(1, 0, 0);
        for (int i = 0; i < 1_000; i++) {
            double angle = 2 * Math.PI * i / 1_000;
            star.node(2 + i, 0.01 * Math.cos(angle), 0.01 * Math.sin(angle));
            star.way(5_000 + i, new long[] {1, 2 + i}, "highway", "residential");
        }
        Path file = star.in(folder);
        var city = new OsmPbfReader().read(List.of(file), new ReadReport(), Progress.NONE);
        assertTrue(
                city.network().movements().size() < 10_000,
                city.network().movements().size() + " movements");
    }

    @Test
    void roadsAllOverTheEarthAreNoCity() throws IOException {
        PbfWriter earth = new PbfWriter()
                .node(1, -170, -80)
                .node(2, 170, 80)
                .way(10, new long[] {1, 2}, "highway", "residential");
        Path file = earth.in(folder);
        assertThrows(BadInput.class, () -> new OsmPbfReader().read(List.of(file), new ReadReport(), Progress.NONE));
    }

    @Test
    void millionsOfEmptyPartsAreStopped() throws IOException {
        // A layer of 20 million empty features, each two bytes.
        byte[] features = new byte[40 * 1024 * 1024];
        for (int i = 0; i < features.length; i += 2) {
            features[i] = 2 << 3 | 2;
        }
        assertTrue(refusedTile(PbfWriter.message(out -> out.writeByteArray(3, features)))
                .getMessage()
                .contains("more than 2000000"));
        byte[] groups = new byte[20 * 1024 * 1024];
        for (int i = 0; i < groups.length; i += 2) {
            groups[i] = 2 << 3 | 2;
        }
        byte[] header = PbfWriter.blob("OSMHeader", PbfWriter.message(out -> out.writeString(4, "OsmSchema-V0.6")));
        byte[] data = PbfWriter.blob("OSMData", groups);
        byte[] file = Arrays.copyOf(header, header.length + data.length);
        System.arraycopy(data, 0, file, header.length, data.length);
        assertTrue(refusedPbf(file).getMessage().contains("groups"));
    }

    @Test
    void moreObjectsThanMemoryHoldsAreRefusedBeforeItRunsOut() {
        OsmData data = new OsmData("Everywhere");
        BadInput refusal = assertThrows(
                BadInput.class, () -> data.charge(Runtime.getRuntime().maxMemory()));
        assertTrue(refusal.getMessage().contains("-Xmx"));
    }

    @Test
    void valuesLongerThanOpenStreetMapAllowsAreNotTaken() {
        PbfWriter file = new PbfWriter()
                .node(1, 0, 0)
                .node(2, 0.001, 0)
                .way(10, new long[] {1, 2}, "highway", "residential", "name", "x".repeat(2_000));
        var city = new OsmPbfReader().read(List.of(file.in(folder)), new ReadReport(), Progress.NONE);
        assertTrue(city.network().link(0).name().isEmpty());
    }
}
