package meridian.api;

import meridian.field.SimulatedCity;
import meridian.model.City;

/**
 * A simulated city and all that is made of it to show it. Safe for all threads. What the first picture does not need is made
 * when somebody asks.
 */
final class ShownCity {
    private final SimulatedCity simulated;
    private final CitySquare square;
    private final CityViews views;
    private final LiveFrames frames;
    private final MapTiles tiles;
    private final Views.City about;
    private final Lazy<NameSearch> search;
    private final Lazy<NearestThing> nearest;
    private final Lazy<byte[]> roads;

    /** @param demand one sentence that says where the traffic comes from */
    ShownCity(SimulatedCity simulated, String demand, String version) {
        this.simulated = simulated;
        City city = simulated.city();
        square = new CitySquare(city);
        views = new CityViews(simulated, square);
        frames = new LiveFrames(city, simulated.view(), square);
        tiles = new MapTiles(city, square);
        about = views.city(simulated.clock().seconds(), demand, version);
        search = new Lazy<>(() -> new NameSearch(city, views));
        nearest = new Lazy<>(() -> new NearestThing(city, views));
        roads = new Lazy<>(() -> RoadsDocument.of(city.network().links(), square));
    }

    SimulatedCity simulated() {
        return simulated;
    }

    /** What stays: places and roads. */
    City city() {
        return simulated.city();
    }

    CityViews views() {
        return views;
    }

    LiveFrames frames() {
        return frames;
    }

    MapTiles tiles() {
        return tiles;
    }

    Views.City about() {
        return about;
    }

    NameSearch search() {
        return search.get();
    }

    NearestThing nearest() {
        return nearest.get();
    }

    byte[] roads() {
        return roads.get();
    }
}
