package meridian.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import meridian.formats.citybrain.CityBrainReader;
import meridian.formats.cityfile.CityFileReader;
import meridian.formats.cityflow.CityFlowReader;
import meridian.formats.osm.OsmPbfReader;
import meridian.formats.osm.QaTilesReader;
import meridian.formats.sumo.SumoReader;
import meridian.model.BadInput;
import meridian.model.City;

/** All formats, and the choice of the one that fits a file. */
public final class Formats {
    /** Those that tell themselves by their first bytes come before those that need a look inside. */
    private static final List<CityReader> READERS = List.of(
            new CityFileReader(),
            new OsmPbfReader(),
            new SumoReader(),
            new CityFlowReader(),
            new CityBrainReader(),
            new QaTilesReader());

    /** Files of a folder whose beginning is read to advise whoever named it. */
    private static final int MOST_LOOKED_INTO = 20;

    private Formats() {}

    /** Every reader there is. */
    public static List<CityReader> readers() {
        return READERS;
    }

    /** The reader whose format this file or folder has. */
    public static Optional<CityReader> find(Path source) {
        if (FileKind.isSpecial(source)) {
            return Optional.empty();
        }
        return READERS.stream().filter(reader -> reader.recognises(source)).findFirst();
    }

    /**
     * The city in these files or folders, which belong together.
     *
     * @throws BadInput where one is missing, or no format fits the first of them
     */
    public static City read(List<Path> sources, ReadReport report, Progress progress) {
        if (sources.isEmpty()) {
            throw new BadInput("no source", "nothing was named", "a file or folder", accepted());
        }
        for (Path source : sources) {
            if (!Files.exists(source)) {
                throw new BadInput(
                        source.toString(), "there is no such file or folder", "an existing one", "Check the path");
            }
        }
        CityReader reader = find(sources.getFirst()).orElseThrow(() -> unknown(sources.getFirst()));
        return reader.read(sources, report, progress);
    }

    private static BadInput unknown(Path source) {
        return new BadInput(
                source.toString(),
                FileKind.describe(source),
                "one of the formats that Meridian reads",
                meant(source).orElseGet(Formats::accepted));
    }

    /** A folder that is no city may still hold files that are. */
    private static Optional<String> meant(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> cities = files.filter(Files::isRegularFile)
                    .sorted()
                    .limit(MOST_LOOKED_INTO)
                    .filter(file -> find(file).isPresent())
                    .map(file -> file.getFileName().toString())
                    .toList();
            return cities.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            "Name the files that are meant; Meridian knows the format of " + String.join(", ", cities));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String accepted() {
        return "Name one of: " + READERS.stream().map(CityReader::format).collect(Collectors.joining(", "));
    }
}
