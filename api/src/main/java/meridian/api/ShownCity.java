package meridian.api;

import meridian.field.SimulatedCity;
import meridian.model.City;

/**
 * A simulated city and all that is made of it to show it. Safe for all threads. What the first picture does not need is made
 * when somebody asks.
 */
final class ShownCity {
    private final SimulatedCity simulated;
    private final BaseMap map;
    private final CityViews views;
    private final LiveFrames frames;
    private final Views.City about;
    private final Lazy<NameSearch> search;
    private final Lazy<NearestThing> nearest;

    /**
     * @param map of the same city
     * @param demand one sentence that says where the traffic comes from
     */
    ShownCity(SimulatedCity simulated, BaseMap map, String demand) {
        this.simulated = simulated;
        this.map = map;
        City city = simulated.city();
        views = new CityViews(simulated, map.square());
        frames = new LiveFrames(city, simulated.view(), map.square());
        about = map.about(simulated.clock().seconds(), demand);
        search = new Lazy<>(() -> new NameSearch(city, views));
        nearest = new Lazy<>(() -> new NearestThing(city, views));
    }

    SimulatedCity simulated() {
        return simulated;
    }

    /** What stays: places and roads. */
    City city() {
        return simulated.city();
    }

    BaseMap map() {
        return map;
    }

    CityViews views() {
        return views;
    }

    LiveFrames frames() {
        return frames;
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
}
