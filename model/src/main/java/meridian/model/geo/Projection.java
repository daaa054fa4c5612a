package meridian.model.geo;

/** From a city's plane to WGS 84 and back. */
public sealed interface Projection permits TransverseMercator, Projection.Unreferenced {
    Point toPlane(LonLat place);

    LonLat toEarth(Point point);

    /** One line that {@link #parse} reads back; it stands in the city file. */
    String describe();

    /** The projection that {@link #describe} wrote. */
    static Projection parse(String text) {
        String[] words = text.trim().split("\\s+");
        return switch (words[0]) {
            case "tmerc" -> TransverseMercator.parse(words);
            case "unreferenced" -> new Unreferenced();
            default -> throw new IllegalArgumentException("unknown projection \"" + text + "\"");
        };
    }

    /**
     * A plane that nobody tied to the earth, as in some published test networks. It is shown near longitude 0,
     * latitude 0 at its true size, and every screen must say that its place is unknown.
     */
    record Unreferenced() implements Projection {
        private static final TransverseMercator NULL_ISLAND = TransverseMercator.centredAt(new LonLat(0, 0));

        @Override
        public Point toPlane(LonLat place) {
            return NULL_ISLAND.toPlane(place);
        }

        @Override
        public LonLat toEarth(Point point) {
            return NULL_ISLAND.toEarth(point);
        }

        @Override
        public String describe() {
            return "unreferenced";
        }
    }
}
