package meridian.app.plant;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meridian.app.city.CitySource;
import meridian.app.city.NotFound;
import meridian.bench.sumo.Scene;
import meridian.field.traci.SumoRun;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.City;
import meridian.model.control.ControlNetwork;
import meridian.testkit.MeasuredCities;

/**
 * A city whose signals are controlled in SUMO. Immutable.
 *
 * @param name as it was asked for
 * @param city as Meridian reads the same files; the safety rules come from it
 * @param network what deciders know of it
 * @param arguments for SUMO, but for what a run adds
 * @param additional SUMO's additional files
 */
public record PlantScenario(
        String name, City city, ControlNetwork network, List<String> arguments, List<Path> additional) {
    public PlantScenario {
        arguments = List.copyOf(arguments);
        additional = List.copyOf(additional);
    }

    /**
     * @param name a measured city with SUMO's files ({@code cologne1}, {@code cologne8}, {@code ingolstadt1}, {@code bologna}), or a {@code
     *     .sumocfg}
     * @throws NotFound where its files are not here
     */
    public static PlantScenario read(String name, ReadReport report, Progress progress) {
        return Scene.find(name)
                .map(scene -> measured(scene, report, progress))
                .orElseGet(() -> configured(name, report, progress));
    }

    private static PlantScenario measured(Scene scene, ReadReport report, Progress progress) {
        Path place = scene.place().orElseThrow(() -> new NotFound(MeasuredCities.missing(scene.folder()) + "."));
        City city = CitySource.of(scene.files(place)).read(report, progress);
        List<Path> additional = scene.additional().stream().map(place::resolve).toList();
        List<String> arguments = new ArrayList<>();
        for (List<String> rest = scene.arguments(place, List.of()); !rest.isEmpty(); ) {
            // Who runs it names the additional files beside those of its own.
            boolean named = rest.getFirst().equals("--additional-files");
            arguments.addAll(named ? List.of() : rest.subList(0, 1));
            rest = rest.subList(named ? 2 : 1, rest.size());
        }
        return new PlantScenario(scene.name(), city, ControlNetwork.of(city), arguments, additional);
    }

    private static PlantScenario configured(String name, ReadReport report, Progress progress) {
        Path file = Path.of(name);
        if (!Files.exists(file)) {
            String known = String.join(", ", Scene.ALL.stream().map(Scene::name).toList());
            throw new NotFound(name + ": there is no such .sumocfg, and no measured city of that name: " + known + ".");
        }
        City city = CitySource.of(List.of(file)).read(report, progress);
        SumoRun run = SumoRun.of(file, List.of());
        return new PlantScenario(name, city, ControlNetwork.of(city), run.arguments(), run.additional());
    }
}
