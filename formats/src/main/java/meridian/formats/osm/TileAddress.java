package meridian.formats.osm;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meridian.model.geo.LonLat;

/**
 * Which square of the world map a tile shows: slippy map numbering in Web Mercator.
 *
 * <p>Source: <a href="https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames">Slippy map tilenames</a>.
 */
record TileAddress(int zoom, int x, int y) {
    private static final Pattern NAME = Pattern.compile("(\\d{1,2})-(\\d{1,8})-(\\d{1,8})\\.(mvt|pbf)(\\.gz)?");
    private static final int DEEPEST = 22;

    /** The address in a file name such as {@code 12-1408-2471.mvt}. */
    static Optional<TileAddress> of(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        TileAddress address = new TileAddress(
                Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2)), Integer.parseInt(name.group(3)));
        boolean exists = address.zoom <= DEEPEST && address.x < 1 << address.zoom && address.y < 1 << address.zoom;
        return exists ? Optional.of(address) : Optional.empty();
    }

    /**
     * A place from coordinates that count over the whole world.
     *
     * @param globalX units east of longitude -180
     * @param globalY units south of the map's northern edge
     * @param world units around the world
     */
    static LonLat place(long globalX, long globalY, long world) {
        double lon = (double) globalX / world * 360 - 180;
        double lat = Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2.0 * globalY / world))));
        return new LonLat(Math.clamp(lon, -180, 180), lat);
    }
}
