package meridian.app.city;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import meridian.app.terminal.Words;
import meridian.formats.Formats;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.formats.cityfile.CityFile;
import meridian.formats.cityfile.CityFileReader;
import meridian.formats.cityfile.Part;
import meridian.formats.sumo.SumoReader;
import meridian.formats.sumo.SumoScenario;
import meridian.model.City;
import meridian.model.place.Detector;

/**
 * Files and folders that together are one city, in any format that Meridian reads.
 *
 * @param files one or more; the first decides the format
 */
public record CitySource(List<Path> files) {
    public CitySource {
        files = List.copyOf(files);
    }

    /** @throws NotFound where one of them does not exist */
    public static CitySource of(List<Path> files) {
        for (Path file : files) {
            if (!Files.exists(file)) {
                throw new NotFound(file + ": there is no such file or folder. Check the path.");
            }
        }
        return new CitySource(files);
    }

    /** What people should know of a reading when they see only its result: what was read besides, what was left out. */
    public static List<String> told(ReadReport report) {
        List<String> lines = new ArrayList<>(report.notes());
        if (report.skippedCount() > 0) {
            lines.add("Left out while reading: " + Words.plural(report.skippedCount(), "record")
                    + "; 'meridian city import' says which and why.");
        }
        return lines;
    }

    /** The whole city. */
    public City read(ReadReport report, Progress progress) {
        return Formats.read(files, report, progress);
    }

    /** A city, and the detectors that its files name. */
    public record Scenario(City city, List<Detector> detectors) {
        public Scenario {
            detectors = List.copyOf(detectors);
        }
    }

    /** The whole city with its detectors; only SUMO's files name any. */
    public Scenario readScenario(ReadReport report, Progress progress) {
        if (Formats.find(files.getFirst()).orElse(null) instanceof SumoReader sumo) {
            SumoScenario scenario = sumo.readScenario(files, report, progress);
            return new Scenario(scenario.city(), scenario.detectors());
        }
        return new Scenario(read(report, progress), List.of());
    }

    /** The city, from a city file without the parts that are not needed. */
    public City read(Set<Part> parts, ReadReport report, Progress progress) {
        Path first = files.getFirst();
        boolean cityFile =
                Formats.find(first).filter(CityFileReader.class::isInstance).isPresent();
        if (cityFile && files.size() == 1) {
            return CityFile.read(first, parts, report, progress);
        }
        return read(report, progress);
    }
}
