package meridian.api;

import meridian.model.City;
import meridian.model.geo.Projection;
import meridian.model.signal.SignalController;
import meridian.model.signal.SignalPlan;
import org.jspecify.annotations.Nullable;

/** A city as it is drawn, whether or not anything moves in it yet. Safe for all threads. */
final class BaseMap {
    private final City city;
    private final String version;
    private final CitySquare square;
    private final MapTiles tiles;
    private final Lazy<byte[]> roads;

    BaseMap(City city, String version) {
        this.city = city;
        this.version = version;
        square = new CitySquare(city);
        tiles = new MapTiles(city, square);
        roads = new Lazy<>(() -> RoadsDocument.of(city.network().links(), square));
    }

    City city() {
        return city;
    }

    CitySquare square() {
        return square;
    }

    MapTiles tiles() {
        return tiles;
    }

    byte[] roads() {
        return roads.get();
    }

    /**
     * What city this is; with what is known of its traffic.
     *
     * @param demand one sentence that says where the traffic comes from
     */
    Views.City about(@Nullable Double startSeconds, @Nullable String demand) {
        int assumed = 0;
        for (SignalController signal : city.signals()) {
            assumed += signal.plan().source() == SignalPlan.Source.ASSUMED ? 1 : 0;
        }
        Views.Counts counts = new Views.Counts(
                city.network().nodes().size(),
                city.network().links().size(),
                CityViews.rounded(city.network().lengthMeters() / 1000, 1),
                city.signals().size(),
                assumed,
                city.places().stops().size(),
                city.places().points().size(),
                city.places().buildings().size());
        boolean unreferenced = city.projection() instanceof Projection.Unreferenced;
        return new Views.City(
                city.name(),
                square.box(),
                unreferenced,
                true,
                city.attributions(),
                counts,
                startSeconds,
                demand,
                version);
    }
}
