package meridian.formats.osm;

import java.util.List;
import java.util.Map;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.City;
import meridian.model.network.ConflictFinder;
import meridian.model.network.Conflicts;
import meridian.model.network.Crossing;
import meridian.model.network.Network;
import meridian.model.place.Places;
import meridian.model.signal.PlanDesigner;

/** From OpenStreetMap's objects to a city: roads, signals, places. */
final class OsmCity {
    private static final String ATTRIBUTION = "© OpenStreetMap contributors";
    private static final int STEPS = 5;

    private OsmCity() {}

    static City of(OsmData data, ReadReport report, Progress progress) {
        progress.at("laying out roads", 0, STEPS);
        Plane plane = new Plane(data);
        SpeedDefaults speeds = SpeedDefaults.of(data, plane.projection().toEarth(new meridian.model.geo.Point(0, 0)));
        RoadSigns signs = new RoadSigns(data);
        RoadNetwork roads = RoadNetwork.of(data, plane, new RoadTags(speeds, report), signs, report);
        report.took("link", roads.links().size());
        report.took("movement", roads.movements().size());
        progress.at("finding crossings", 1, STEPS);
        List<Crossing> crossings = new CrossingFinder(roads, plane, signs, report).crossings();
        progress.at("weighing movements", 2, STEPS);
        Map<Integer, Conflicts> conflicts = ConflictFinder.find(roads.nodes(), roads.links(), roads.movements());
        SignalClusters clusters = new SignalClusters(signs, plane);
        report.took("signal node", signs.signalNodes());
        report.took("signal cluster", clusters.count());
        PlanDesigner.Designed signals = PlanDesigner.design(
                roads.nodes(),
                roads.links(),
                roads.movements(),
                conflicts,
                clusters.sites(roads, data::placeName, report));
        report.took("signal controller", signals.signals().size());
        Network network = new Network(roads.nodes(), roads.links(), signals.movements(), crossings, conflicts);
        progress.at("finding places", 3, STEPS);
        PlaceFinder finder = new PlaceFinder(data, plane, report);
        Places places = new Places(
                new StopFinder(data, plane, roads.links(), new LinkIndex(roads.links()), report).stops(),
                finder.points(),
                finder.buildings(),
                new AreaFinder(data, plane, report).areas(),
                finder.addresses(),
                finder.settlements());
        progress.at("done", STEPS, STEPS);
        return new City(
                finder.cityName(),
                plane.projection(),
                network,
                signals.signals(),
                places,
                List.of(),
                List.of(ATTRIBUTION));
    }
}
