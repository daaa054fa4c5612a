package meridian.bench.sumo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import meridian.testkit.MeasuredCities;

/**
 * A measured city with demand that both simulators read, by the names of its files.
 *
 * @param name what people call it by
 * @param title for headings
 * @param folder under the measured cities
 * @param configuration the scenario's own {@code .sumocfg}; empty where it came without one
 * @param net its network
 * @param additional vehicle types, stops and signal programs; detectors are left out, because they only write files
 * @param routes its demand
 * @param beginSeconds the hour that is compared begins here
 * @param options SUMO's, beside those of the configuration
 */
public record Scene(
        String name,
        String title,
        String folder,
        String configuration,
        String net,
        List<String> additional,
        List<String> routes,
        double beginSeconds,
        List<String> options) {

    /** Every scene, in the order of the table. */
    public static final List<Scene> ALL = List.of(
            // The configuration names joined_busses.rou.xml; what was published beside it is called .add.xml.
            new Scene(
                    "bologna",
                    "Bologna, joined",
                    "bologna/joined",
                    "run.sumo.cfg",
                    "joined_buslanes.net.xml",
                    List.of("joined_vtypes.add.xml", "joined_bus_stops.add.xml", "joined_tls.add.xml"),
                    List.of("joined.rou.xml", "joined_busses.add.xml"),
                    0,
                    List.of()),
            new Scene(
                    "acosta",
                    "Bologna, Andrea Costa",
                    "bologna/acosta",
                    "run.sumo.cfg",
                    "acosta_buslanes.net.xml",
                    List.of("acosta_vtypes.add.xml", "acosta_bus_stops.add.xml", "acosta_tls.add.xml"),
                    List.of("acosta.rou.xml", "acosta_busses.add.xml"),
                    0,
                    List.of()),
            plain("cologne1", "Cologne, 1 signal", "cologne", 25_200),
            plain("cologne8", "Cologne, 8 signals", "cologne", 25_200),
            plain("ingolstadt1", "Ingolstadt, 1 signal", "ingolstadt", 57_600),
            // The configuration ends after 20 minutes of an hour of demand.
            new Scene(
                    "hamburg",
                    "Hamburg",
                    "hamburg",
                    "run_simulation.sumocfg",
                    "network.net.xml.gz",
                    List.of("busStops.add.xml"),
                    List.of("bus_route.rou.xml", "vType.xml", "PKW_automatic.rou.xml.gz", "LKW_automatic.rou.xml"),
                    0,
                    List.of("--end", "-1")));

    public Scene {
        additional = List.copyOf(additional);
        routes = List.copyOf(routes);
        options = List.copyOf(options);
    }

    private static Scene plain(String name, String title, String folder, double beginSeconds) {
        return new Scene(
                name,
                title,
                folder,
                "",
                name + ".net.xml",
                List.of(),
                List.of(name + ".rou.xml"),
                beginSeconds,
                List.of());
    }

    public static Optional<Scene> find(String name) {
        return ALL.stream().filter(scene -> scene.name.equals(name)).findFirst();
    }

    /** Where its files are, if they are here. */
    public Optional<Path> place() {
        return MeasuredCities.find(folder).filter(place -> Files.exists(place.resolve(net)));
    }

    /** Network, additional files and demand, as SUMO loads them. */
    public List<Path> files(Path place) {
        return Stream.of(List.of(net), additional, routes)
                .flatMap(List::stream)
                .map(place::resolve)
                .toList();
    }

    /** SUMO's options for these files; everything that only prints or writes is left to the caller. */
    public List<String> arguments(Path place, List<Path> moreAdditional) {
        List<String> arguments = new ArrayList<>();
        if (!configuration.isEmpty()) {
            arguments.addAll(
                    List.of("--configuration-file", place.resolve(configuration).toString()));
        }
        arguments.addAll(List.of("--net-file", place.resolve(net).toString()));
        arguments.addAll(List.of("--route-files", joined(place, routes, List.of())));
        arguments.addAll(List.of("--additional-files", joined(place, additional, moreAdditional)));
        arguments.addAll(List.of("--begin", Double.toString(beginSeconds)));
        arguments.addAll(options);
        return arguments;
    }

    private static String joined(Path place, List<String> names, List<Path> more) {
        Stream<Path> named = names.stream().map(place::resolve);
        return String.join(
                ",", Stream.concat(named, more.stream()).map(Path::toString).toList());
    }
}
