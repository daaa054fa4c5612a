package meridian.formats.sumo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import meridian.formats.ReadReport;
import meridian.model.BadInput;

/**
 * The files that make one scenario.
 *
 * @param demand additional files first, then routes, as SUMO loads them
 * @param endSeconds negative where none is stated
 */
record ScenarioFiles(String name, Path net, List<Path> demand, double beginSeconds, double endSeconds) {
    private static final List<String> NET_ENDINGS = List.of(".net.xml", ".net.xml.gz");
    private static final List<String> DEMAND_ENDINGS =
            List.of(".rou.xml", ".rou.xml.gz", ".trips.xml", ".trips.xml.gz", ".add.xml", ".add.xml.gz");

    /** @param sources a configuration, a folder with one, or a network followed by route and additional files */
    static ScenarioFiles of(List<Path> sources, ReadReport report) {
        Path first = sources.getFirst();
        List<Path> rest = sources.subList(1, sources.size());
        if (Files.isDirectory(first)) {
            Path inside = entry(first);
            ScenarioFiles files =
                    of(Stream.concat(Stream.of(inside), rest.stream()).toList(), report);
            return new ScenarioFiles(
                    name(first), files.net(), files.demand(), files.beginSeconds(), files.endSeconds());
        }
        rest.stream().filter(ScenarioFiles::isConfiguration).findFirst().ifPresent(configuration -> {
            throw alone(configuration, first);
        });
        return isConfiguration(first) ? configured(first, rest, report) : listed(sources, report);
    }

    private static BadInput alone(Path configuration, Path other) {
        return new BadInput(
                configuration.toString(),
                "the configuration is named together with " + other,
                "a configuration without the files that it names itself",
                "Name only the configuration");
    }

    static boolean isConfiguration(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".sumocfg")
                || name.endsWith(".sumo.cfg")
                || SumoRoot.of(file).configures();
    }

    /** The one file of a folder that tells what the others are for. */
    static Path entry(Path folder) {
        List<Path> files = files(folder);
        List<Path> configurations = files.stream()
                .filter(f -> f.toString().endsWith(".sumocfg") || f.toString().endsWith(".sumo.cfg"))
                .toList();
        if (configurations.size() == 1) {
            return configurations.getFirst();
        }
        List<Path> nets = files.stream().filter(f -> endsWith(f, NET_ENDINGS)).toList();
        if (configurations.isEmpty() && nets.size() == 1) {
            return nets.getFirst();
        }
        throw new BadInput(
                folder.toString(),
                "the folder holds " + configurations.size() + " SUMO configurations and " + nets.size() + " networks",
                "one .sumocfg, or one .net.xml",
                "Name the file that is meant");
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().limit(10_000).toList();
        } catch (IOException e) {
            throw BadInput.unreadable(folder, "a readable folder", e);
        }
    }

    private static ScenarioFiles configured(Path configuration, List<Path> more, ReadReport report) {
        SumoConfiguration named = SumoConfiguration.read(configuration);
        List<Path> demand = new ArrayList<>();
        for (Path file : named.demand()) {
            demand.add(existing(file, configuration, report));
        }
        for (Path file : more) {
            if (SumoRoot.of(file) == SumoRoot.NET || isAmong(file, demand)) {
                throw alone(configuration, file);
            }
            demand.add(file);
        }
        Path folder = configuration.toAbsolutePath().getParent();
        return new ScenarioFiles(
                folder == null ? stem(configuration) : name(folder),
                named.net(),
                demand,
                named.beginSeconds(),
                named.endSeconds());
    }

    private static boolean isAmong(Path file, List<Path> others) {
        Path wanted = file.toAbsolutePath().normalize();
        return others.stream()
                .anyMatch(other -> other.toAbsolutePath().normalize().equals(wanted));
    }

    /** Published scenarios rename files and forget it: Bologna's names joined_busses.rou.xml and ships .add.xml. */
    private static Path existing(Path file, Path configuration, ReadReport report) {
        if (Files.exists(file)) {
            return file;
        }
        for (String ending : DEMAND_ENDINGS) {
            Path other = file.resolveSibling(stem(file) + ending);
            if (Files.exists(other)) {
                report.skipped(
                        "file name",
                        "there is no such file; " + other.getFileName() + " is read instead",
                        file.getFileName().toString());
                return other;
            }
        }
        throw new BadInput(
                configuration.toString(),
                "it names " + file + ", which does not exist",
                "an existing file",
                "Correct the configuration or add the file");
    }

    private static ScenarioFiles listed(List<Path> sources, ReadReport report) {
        List<Path> nets =
                sources.stream().filter(f -> SumoRoot.of(f) == SumoRoot.NET).toList();
        if (nets.size() != 1) {
            throw new BadInput(
                    sources.getFirst().toString(),
                    "there are " + nets.size() + " SUMO networks among the files named",
                    "one .net.xml beside route and additional files",
                    nets.isEmpty() ? "Name the network as well, or a .sumocfg" : "Name one network");
        }
        Path net = nets.getFirst();
        List<Path> demand = new ArrayList<>(sources);
        demand.remove(net);
        if (demand.isEmpty()) {
            sibling(net).ifPresent(file -> {
                demand.add(file);
                report.note("Reading " + file + " as well: it lies beside the network under the same name.");
            });
        }
        return new ScenarioFiles(stem(net), net, demand, 0, -1);
    }

    /** Routes or trips beside a network under the same name. */
    private static Optional<Path> sibling(Path net) {
        return DEMAND_ENDINGS.stream()
                .limit(4)
                .map(ending -> net.resolveSibling(stem(net) + ending))
                .filter(Files::exists)
                .findFirst();
    }

    private static String name(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? "city" : name.toString();
    }

    private static boolean endsWith(Path file, List<String> endings) {
        return endings.stream().anyMatch(file.toString()::endsWith);
    }

    /** The name without what SUMO appends to it. */
    static String stem(Path file) {
        return file.getFileName()
                .toString()
                .replaceFirst("(\\.(net|rou|trips|add|sumo))?(\\.(xml|cfg|sumocfg))?(\\.gz)?$", "");
    }
}
