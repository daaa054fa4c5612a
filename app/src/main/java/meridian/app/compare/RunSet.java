package meridian.app.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import meridian.app.run.RunReport;
import meridian.app.terminal.Json;
import meridian.formats.sumo.SumoEdge;
import meridian.formats.sumo.SumoOutputs;
import meridian.model.BadInput;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Runs of one experiment with different seeds, read from where they were written:
 *
 * <ul>
 *   <li>results of {@code meridian run --out}, of one seed or of {@code --seeds};
 *   <li>a folder with SUMO's {@code tripinfo} and edge data under any names, or with folders {@code seed-1}, {@code seed-2},
 *       … of them; or a {@code tripinfo} file alone.
 * </ul>
 *
 * @param place where it was read
 * @param title for people
 * @param network digest of the road network; null where it is SUMO's
 * @param startSeconds of Meridian's runs; null where they are SUMO's
 * @param seeds in order, those without a number in the order of their folders; at least one
 * @param shapes of links as WKT in degrees; empty where none were written
 */
record RunSet(
        String place,
        String title,
        @Nullable String network,
        @Nullable Double startSeconds,
        List<SeedFigures> seeds,
        Map<String, String> shapes) {
    private static final String RUN = "run.json";

    RunSet {
        seeds = List.copyOf(seeds);
        shapes = Map.copyOf(shapes);
    }

    boolean isSumo() {
        return network == null;
    }

    /** Reads it. @throws BadInput where nothing is there that can be compared */
    static RunSet read(Path place) {
        if (!Files.exists(place)) {
            throw new BadInput(
                    place.toString(), "there is no such file or folder", "a folder with results", "Check the path");
        }
        if (Files.isRegularFile(place)) {
            return sumo(place, List.of(place));
        }
        List<Path> folders = seedFolders(place);
        List<Path> runs = folders.isEmpty() ? List.of(place) : folders;
        return Files.exists(runs.getFirst().resolve(RUN)) ? meridian(place, runs) : sumo(place, runs);
    }

    private static List<Path> seedFolders(Path place) {
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(f -> Files.isDirectory(f) && seed(f).isPresent())
                    .sorted(Comparator.comparingLong(f -> seed(f).orElseThrow()))
                    .toList();
        } catch (IOException e) {
            throw unreadable(place, e);
        }
    }

    private static OptionalLong seed(Path folder) {
        Path name = folder.getFileName();
        String text = name == null ? "" : name.toString();
        return text.matches("seed-\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(text.substring(5)))
                : OptionalLong.empty();
    }

    private static RunSet meridian(Path place, List<Path> runs) {
        List<SeedFigures> seeds = new ArrayList<>();
        RunReport first = report(runs.getFirst());
        for (Path run : runs) {
            RunReport report = report(run);
            if (!report.network().equals(first.network())) {
                throw new BadInput(
                        run.toString(),
                        "its road network is another one than that of " + runs.getFirst(),
                        "seeds of one experiment",
                        "Name a folder that one run wrote");
            }
            seeds.add(SeedFigures.of(report, slices(run)));
        }
        String title = first.city() + ", Meridian";
        return new RunSet(
                place.toString(), title, first.network(), first.startSeconds(), seeds, shapes(runs.getFirst()));
    }

    private static RunReport report(Path run) {
        Path file = run.resolve(RUN);
        try {
            return Json.read(file, RunReport.class);
        } catch (JacksonException e) {
            throw new BadInput(
                    file.toString(),
                    "it cannot be read (" + e.getOriginalMessage() + ")",
                    "the results of a run by this version of Meridian",
                    "Run it again");
        }
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private static void query(Path file, String columns, Row each) {
        String quoted = file.toString().replace("'", "''");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + columns + " FROM '" + quoted + "'")) {
            while (rows.next()) {
                each.read(rows);
            }
        } catch (SQLException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new BadInput(
                    file.toString(), "it cannot be read (" + reason + ")", "a table of results", "Run it again");
        }
    }

    static List<LinkFlow> slices(Path run) {
        List<LinkFlow> flows = new ArrayList<>();
        query(
                run.resolve("link_slices.parquet"),
                "link, begin_s, end_s, \"left\", vehicle_s, vehicle_m",
                row -> flows.add(new LinkFlow(
                        row.getString(1),
                        row.getDouble(2),
                        row.getDouble(3),
                        row.getDouble(4),
                        row.getDouble(5),
                        row.getDouble(6))));
        return flows;
    }

    private static Map<String, String> shapes(Path run) {
        Map<String, String> shapes = new HashMap<>();
        query(run.resolve("links.parquet"), "link, shape_wkt", row -> shapes.put(row.getString(1), row.getString(2)));
        return shapes;
    }

    private static RunSet sumo(Path place, List<Path> runs) {
        List<SeedFigures> seeds = new ArrayList<>();
        for (Path run : runs) {
            seeds.add(sumoRun(run));
        }
        return new RunSet(place.toString(), "SUMO", null, null, seeds, Map.of());
    }

    private static SeedFigures sumoRun(Path run) {
        List<Path> files = Files.isDirectory(run) ? filesIn(run) : List.of(run);
        List<Path> trips = files.stream()
                .filter(f -> SumoOutputs.root(f).equals("tripinfos"))
                .toList();
        List<Path> edges = files.stream()
                .filter(f -> SumoOutputs.root(f).equals("meandata"))
                .toList();
        if (trips.size() != 1 || edges.size() > 1) {
            throw new BadInput(
                    run.toString(),
                    "it holds no results of Meridian, and of SUMO " + trips.size() + " tripinfo and " + edges.size()
                            + " edge data files",
                    "a folder that meridian run --out wrote, or one tripinfo file of SUMO and at most one of edge data",
                    "Name such a folder or file");
        }
        return SeedFigures.of(
                seed(run),
                SumoOutputs.trips(trips.getFirst()),
                edges.isEmpty() ? List.of() : flows(SumoOutputs.edges(edges.getFirst())));
    }

    private static List<LinkFlow> flows(List<SumoEdge> edges) {
        return edges.stream()
                .filter(e -> !e.insideJunction())
                .map(e -> new LinkFlow(
                        e.id(), e.beginSeconds(), e.endSeconds(), e.left(), e.sampledSeconds(), e.meters()))
                .toList();
    }

    private static List<Path> filesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            f -> f.toString().endsWith(".xml") || f.toString().endsWith(".xml.gz"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static BadInput unreadable(Path folder, IOException e) {
        return new BadInput(
                folder.toString(),
                "the folder cannot be read (" + e.getMessage() + ")",
                "a readable folder",
                "Check its permissions");
    }

    /** Links on which somebody drove in some seed. */
    Set<String> usedLinks() {
        Set<String> used = new HashSet<>();
        seeds.forEach(s -> s.links().forEach(l -> used.add(l.link())));
        return used;
    }
}
