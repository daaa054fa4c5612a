package meridian.formats.sumo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import meridian.formats.CityReader;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.BadInput;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.place.Places;
import meridian.model.signal.SignalController;

/**
 * Reads a SUMO scenario: a {@code .sumocfg}, a folder that holds one, or a {@code .net.xml} with route and additional
 * files. A network alone takes the routes or trips beside it that have its name.
 */
public final class SumoReader implements CityReader {
    @Override
    public String format() {
        return "SUMO";
    }

    @Override
    public boolean recognises(Path source) {
        if (Files.isDirectory(source)) {
            try {
                return SumoRoot.of(ScenarioFiles.entry(source)) != SumoRoot.NONE;
            } catch (BadInput e) {
                return false;
            }
        }
        return SumoRoot.of(source) != SumoRoot.NONE;
    }

    @Override
    public City read(List<Path> sources, ReadReport report, Progress progress) {
        return readScenario(sources, report, progress).city();
    }

    /** The city with its detectors and the time that the configuration states. */
    public SumoScenario readScenario(List<Path> sources, ReadReport report, Progress progress) {
        ScenarioFiles files = ScenarioFiles.of(sources, report);
        NetFile net = new NetFileReader(files.net(), report).read(progress);
        RoadIndex index = new RoadIndex(net, report);
        DemandFileReader demand = new DemandFileReader(index, report);
        for (Path file : files.demand()) {
            demand.read(file, progress);
        }
        List<SignalProgram> programs = new java.util.ArrayList<>(net.programs());
        programs.addAll(demand.programs());
        NetConversion.Roads roads = new NetConversion(net, index, report).convert(programs);
        List<Trip> trips = new TripConversion(roads.network(), index, demand, report)
                .trips(files.beginSeconds(), files.endSeconds());
        return new SumoScenario(
                city(files, net, roads, demand, trips, report),
                demand.detectors(),
                files.beginSeconds(),
                files.endSeconds());
    }

    private static City city(
            ScenarioFiles files,
            NetFile net,
            NetConversion.Roads roads,
            DemandFileReader demand,
            List<Trip> trips,
            ReadReport report) {
        boolean fromOpenStreetMap =
                net.edges().stream().anyMatch(edge -> edge.type().startsWith("highway."));
        List<SignalController> signals = roads.signals();
        return new City(
                files.name(),
                Projections.of(net.location(), report, net.place()),
                roads.network(),
                signals,
                new Places(demand.stops(), List.of(), List.of(), List.of(), List.of(), List.of()),
                trips,
                demand.events(),
                fromOpenStreetMap ? List.of("© OpenStreetMap contributors") : List.of());
    }
}
