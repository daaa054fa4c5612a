package meridian.bench.sumo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import meridian.formats.sumo.SumoOutputs;

/**
 * SUMO's results on a scene: computed once for a seed, then kept in a folder whose name holds a digest of SUMO's version,
 * its options and every input file. Safe for all threads, as
 * long as no two ask for the same scene and seed at once.
 */
public final class SumoResults {
    private static final String TRIPS = "tripinfo.xml.gz";
    private static final String EDGES = "edgedata.xml.gz";
    private static final String ROUTES = "routes.xml.gz";
    private static final String STATISTICS = "statistics.xml";
    private static final String LOG = "sumo.log";
    /** Either "waited too long (jam)" or "collision with vehicle 'x'". */
    private static final Pattern TELEPORT = Pattern.compile(
            "Teleporting vehicle '([^']*)'; (?:waited too long \\(([^)]*)\\)|((?:junction )?collision))?");

    private static final Pattern ENDED = Pattern.compile("Simulation ended at time: ([\\d.]+)");

    private final Sumo sumo;
    private final Path folder;

    /** @param folder for everything that is kept */
    public SumoResults(Sumo sumo, Path folder) {
        this.sumo = sumo;
        this.folder = folder;
    }

    /** Reads the results of one seed, and lets SUMO compute them before where they are not there yet. */
    SeedRun of(Scene scene, Path place, long seed, Map<String, Integer> linkOf) {
        Path kept = kept(scene, place, seed);
        if (!Files.isDirectory(kept)) {
            compute(scene, place, seed, kept);
        }
        Map<String, String> inside = SumoOutputs.insideJunctions(place.resolve(scene.net()));
        String log = text(kept.resolve(LOG));
        return new SeedRun(
                seed,
                TripFigures.of(
                        SumoOutputs.trips(kept.resolve(TRIPS)),
                        SumoOutputs.loadedVehicles(kept.resolve(STATISTICS)),
                        scene.beginSeconds() + MeridianHour.HOUR),
                LinkHour.of(SumoOutputs.edges(kept.resolve(EDGES)), inside, linkOf),
                0,
                teleported(log),
                Sumo.number(ENDED, log));
    }

    /** Who was put elsewhere and why, from SUMO's log. */
    static List<String> teleported(String log) {
        return TELEPORT.matcher(log)
                .results()
                .map(t -> {
                    String reason = t.group(2) == null ? t.group(3) : t.group(2);
                    return t.group(1) + (reason == null ? "" : " (" + reason + ")");
                })
                .toList();
    }

    /** The edges that each vehicle drove, of a seed that {@link #of} has read. */
    Map<String, List<String>> ways(Scene scene, Path place, long seed) {
        return SumoOutputs.ways(kept(scene, place, seed).resolve(ROUTES));
    }

    private Path kept(Scene scene, Path place, long seed) {
        return folder.resolve(scene.name() + "-" + digest(scene, place)).resolve("seed-" + seed);
    }

    private void compute(Scene scene, Path place, long seed, Path kept) {
        try {
            Files.createDirectories(kept.getParent());
            Path draft = Files.createTempDirectory(kept.getParent(), ".seed-" + seed + "-");
            try {
                Path hour = Files.writeString(draft.resolve("hour.add.xml"), hourlyEdges(scene));
                List<String> arguments = new ArrayList<>(scene.arguments(place, List.of(hour)));
                arguments.addAll(List.of("--seed", Long.toString(seed)));
                arguments.addAll(outputs(draft));
                sumo.run(draft, arguments);
                Files.move(draft, kept, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                delete(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is left of a run that failed. */
    private static void delete(Path draft) throws IOException {
        if (Files.exists(draft)) {
            try (Stream<Path> files = Files.list(draft)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(draft);
        }
    }

    private static List<String> outputs(Path draft) {
        return List.of(
                "--tripinfo-output",
                draft.resolve(TRIPS).toString(),
                "--vehroute-output",
                draft.resolve(ROUTES).toString(),
                "--vehroute-output.last-route",
                "true",
                "--statistic-output",
                draft.resolve(STATISTICS).toString(),
                "--log",
                draft.resolve(LOG).toString(),
                "--no-warnings",
                "false",
                "--no-step-log",
                "--duration-log.statistics",
                // Without SUMO_HOME it has no schema to check with, and refuses files that it could read.
                "--xml-validation",
                "never",
                "--xml-validation.routes",
                "never");
    }

    private static String hourlyEdges(Scene scene) {
        return """
                <additional>
                    <edgeData id="hour" begin="%s" end="%s" file="%s" excludeEmpty="true" withInternal="true"/>
                </additional>
                """.formatted(scene.beginSeconds(), scene.beginSeconds() + MeridianHour.HOUR, EDGES);
    }

    /** Of everything that SUMO's results depend on, but the seed. */
    private String digest(Scene scene, Path place) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            List<String> words = new ArrayList<>(List.of(sumo.version(), hourlyEdges(scene)));
            words.addAll(scene.arguments(Path.of(""), List.of()));
            words.addAll(outputs(Path.of("")));
            digest.update(String.join("\n", words).getBytes(StandardCharsets.UTF_8));
            Stream<Path> configuration =
                    scene.configuration().isEmpty() ? Stream.of() : Stream.of(place.resolve(scene.configuration()));
            for (Path file :
                    Stream.concat(configuration, scene.files(place).stream()).toList()) {
                try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                    in.transferTo(java.io.OutputStream.nullOutputStream());
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
