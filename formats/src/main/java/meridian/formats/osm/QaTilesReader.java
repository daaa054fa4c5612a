package meridian.formats.osm;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import meridian.formats.CityReader;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.BadInput;
import meridian.model.City;

/**
 * Reads a city from OSM QA Tiles: vector tiles with OpenStreetMap's raw tags, one file each, called
 * {@code zoom-x-y.mvt}. The npm package {@code @mapbox/mvt-fixtures} holds Montevideo and Astana in this form.
 *
 * <p>Such tiles have no relations: no turn restrictions, no multipolygons, no lines of public transport.
 *
 * <p>Safe for all threads; one read holds its own state.
 */
public final class QaTilesReader implements CityReader {
    private static final int LARGEST_TILE = 64 * 1024 * 1024;
    private static final int MOST_TILES = 4_096;

    @Override
    public String format() {
        return "OpenStreetMap QA tiles";
    }

    @Override
    public boolean recognises(Path source) {
        if (Files.isRegularFile(source)) {
            return TileAddress.of(source).isPresent();
        }
        if (!Files.isDirectory(source)) {
            return false;
        }
        try (Stream<Path> files = Files.list(source)) {
            return files.limit(MOST_TILES).anyMatch(f -> TileAddress.of(f).isPresent());
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public City read(List<Path> sources, ReadReport report, Progress progress) {
        return OsmCity.of(data(sources, report, progress), report, progress);
    }

    static OsmData data(List<Path> sources, ReadReport report, Progress progress) {
        List<Path> tiles = tiles(sources);
        OsmData data = new OsmData(title(sources.getFirst()));
        QaTilesContent content = new QaTilesContent(data, report);
        OsmTags.Builder tags = new OsmTags.Builder();
        int zoom = -1;
        boolean found = false;
        for (int i = 0; i < tiles.size(); i++) {
            Path tile = tiles.get(i);
            TileAddress address = TileAddress.of(tile)
                    .orElseThrow(() -> bad(tile, "a name without a tile's address", "a name such as 12-1408-2471.mvt"));
            if (zoom >= 0 && address.zoom() != zoom) {
                throw bad(tile, "zoom " + address.zoom() + " among tiles of zoom " + zoom, "tiles of one zoom");
            }
            zoom = address.zoom();
            content.enter(address);
            found |= readTile(tile, content, tags);
            progress.at("reading tiles", i + 1, tiles.size());
        }
        if (!found) {
            throw bad(sources.getFirst(), "no layer called \"osm\"", "vector tiles with OpenStreetMap's raw tags");
        }
        content.finish();
        return data;
    }

    private static boolean readTile(Path tile, QaTilesContent content, OsmTags.Builder tags) {
        byte[] bytes = bytes(tile);
        try {
            return new VectorTile(bytes, content, tags).read();
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw bad(tile, "the tile is broken: " + Wire.reason(e), "a whole vector tile");
        }
    }

    private static byte[] bytes(Path tile) {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(tile))) {
            file.mark(2);
            boolean packed = file.read() == 0x1f && file.read() == 0x8b;
            file.reset();
            InputStream in = packed ? new GZIPInputStream(file) : file;
            byte[] bytes = in.readNBytes(LARGEST_TILE + 1);
            if (bytes.length > LARGEST_TILE) {
                throw bad(tile, "more than " + LARGEST_TILE + " bytes unpacked", "a smaller tile");
            }
            if (bytes.length == 0) {
                throw bad(tile, "the file is empty", "a vector tile");
            }
            return bytes;
        } catch (IOException e) {
            throw bad(tile, "it cannot be read: " + BadInput.reason(e), "a readable vector tile");
        }
    }

    private static List<Path> tiles(List<Path> sources) {
        List<Path> tiles = new ArrayList<>();
        for (Path source : sources) {
            if (!Files.isDirectory(source)) {
                tiles.add(source);
                continue;
            }
            try (Stream<Path> files = Files.list(source)) {
                files.filter(f -> TileAddress.of(f).isPresent())
                        .sorted()
                        .limit(MOST_TILES + 1L)
                        .forEach(tiles::add);
            } catch (IOException e) {
                throw bad(source, "the folder cannot be read: " + BadInput.reason(e), "a readable folder");
            }
        }
        if (tiles.isEmpty()) {
            throw bad(sources.getFirst(), "no vector tiles", "files called zoom-x-y.mvt");
        }
        if (tiles.size() > MOST_TILES) {
            throw bad(sources.getFirst(), "more than " + MOST_TILES + " tiles", "the tiles of one city");
        }
        return tiles;
    }

    /** "Montevideo" for a folder called osm-qa-montevideo. */
    private static String title(Path source) {
        Path folder = Files.isDirectory(source)
                ? source
                : Optional.ofNullable(source.getParent()).orElse(source);
        String name =
                Optional.ofNullable(folder.getFileName()).map(Path::toString).orElse("");
        name = name.replace("osm-qa-", "").replace('-', ' ').replace('_', ' ');
        return name.isBlank() ? "City" : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static BadInput bad(Path place, String found, String expected) {
        return new BadInput(
                place.toString(), found, expected, "Get the tiles again, for example with npm ci in cities/montevideo");
    }
}
