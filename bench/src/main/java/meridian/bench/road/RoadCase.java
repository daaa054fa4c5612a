package meridian.bench.road;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import meridian.bench.sumo.Scene;
import meridian.formats.cityfile.CityFile;
import meridian.model.City;
import meridian.testkit.MeasuredCities;
import meridian.testkit.Streets;

/**
 * A reference case. The grids are those of published benchmarks: blocks of 300 m, 3 lanes, 16.67 m/s, four phases of 30 s with
 * 5 s amber, and the demand leaves about as many vehicles running as the title says.
 */
public enum RoadCase {
    SMALL("grid, 16 signals, 1,500 vehicles", 300, 1_500),
    LARGE("grid, 1,024 signals, 40,000 vehicles", 260, 440),
    BOLOGNA("Bologna, the whole hour", 0, Double.POSITIVE_INFINITY),
    NANCHANG("Nanchang, minutes 5 to 10", 300, 600);

    private final String title;
    private final double fromSeconds;
    private final double untilSeconds;

    RoadCase(String title, double fromSeconds, double untilSeconds) {
        this.title = title;
        this.fromSeconds = fromSeconds;
        this.untilSeconds = untilSeconds;
    }

    public String title() {
        return title;
    }

    /** What people call it by. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The measurement begins here: the road has filled. */
    double fromSeconds() {
        return fromSeconds;
    }

    /** It ends here, or when all have arrived. */
    double untilSeconds() {
        return untilSeconds;
    }

    /** The case that people call so. */
    public static Optional<RoadCase> find(String word) {
        return List.of(values()).stream().filter(c -> c.word().equals(word)).findFirst();
    }

    /** Where its files are among the measured cities; empty for those that are computed. */
    private String folder() {
        return switch (this) {
            case SMALL, LARGE -> "";
            case BOLOGNA -> bologna().folder();
            case NANCHANG -> "nanchang";
        };
    }

    static Scene bologna() {
        return Scene.find("bologna").orElseThrow();
    }

    /** Says what is missing, where something is. */
    public Optional<String> missing() {
        return folder().isEmpty() || MeasuredCities.find(folder()).isPresent()
                ? Optional.empty()
                : Optional.of(MeasuredCities.missing(folder()));
    }

    /** The files that Meridian loads; a grid is computed and written into the folder before. */
    List<Path> files(Path folder) {
        return switch (this) {
            case SMALL, LARGE -> List.of(written(folder));
            case BOLOGNA -> bologna().files(MeasuredCities.find(folder()).orElseThrow());
            case NANCHANG -> List.of(MeasuredCities.find(folder()).orElseThrow());
        };
    }

    private Path written(Path folder) {
        Path file = folder.resolve(word() + ".gpkg");
        if (!Files.exists(file)) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            CityFile.write(grid(), file);
        }
        return file;
    }

    private City grid() {
        return switch (this) {
            case SMALL -> GridDemand.fill(Streets.grid(4, 4, 300, 3, true), 1_300, 240, 9_300, 1);
            case LARGE -> GridDemand.fill(Streets.grid(32, 32, 300, 3, true), 36_000, 240, 90_000, 1);
            case BOLOGNA, NANCHANG -> throw new IllegalStateException(this + " is measured, not computed");
        };
    }
}
