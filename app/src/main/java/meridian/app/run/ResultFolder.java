package meridian.app.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import meridian.app.machine.Folders;
import meridian.app.terminal.Json;
import meridian.model.BadInput;

/**
 * A folder with the results of a run: tables as CSV and Parquet, {@code run.json} and {@code summary.html}; or of a series of
 * seeds: a folder {@code seed-7} for each of them, tables and pages over all. {@code docs/results.md} lists them.
 *
 * <p>Results are written beside the folder and moved there when they are whole, so that earlier ones are never half
 * overwritten. Only a folder that holds nothing but results is ever replaced.
 */
public final class ResultFolder {
    /** Less space than results need, whatever the run. */
    private static final long LEAST_BYTES = 1 << 20;

    static final String RUN = "run.json";
    static final String SERIES = "series.json";
    static final String SUMMARY = "summary.html";
    private static final String SEED = "seed-\\d+";
    private static final Set<String> OURS = Set.of(
            "trips.csv",
            "trips.parquet",
            "links.csv",
            "links.parquet",
            "link_slices.csv",
            "link_slices.parquet",
            "lane_slices.csv",
            "lane_slices.parquet",
            "detectors.csv",
            "detectors.parquet",
            "junction_slices.csv",
            "junction_slices.parquet",
            "seeds.csv",
            "seeds.parquet",
            RUN,
            SERIES,
            SUMMARY);

    private final Path folder;
    /** Whether what is there now is from before this process, and to be replaced as a whole. */
    private boolean earlier;

    private ResultFolder(Path folder) {
        this.folder = folder;
        earlier = Files.exists(folder);
    }

    /**
     * Checks, before the long work, that results can be written there.
     *
     * @param replace whether earlier results may be replaced
     * @throws BadInput where they cannot
     */
    public static ResultFolder at(Path folder, boolean replace) {
        Path whole = folder.toAbsolutePath().normalize();
        Path parent = whole.getParent();
        if (parent == null) {
            throw new BadInput(folder.toString(), "this is the root", "a folder for results", "Choose another --out");
        }
        Folders.writable(parent, "--out");
        if (Files.exists(whole)) {
            demandReplaceable(whole, replace);
        }
        return new ResultFolder(whole);
    }

    private static void demandReplaceable(Path folder, boolean replace) {
        Optional<String> foreign = foreign(folder);
        if (foreign.isPresent()) {
            throw new BadInput(
                    folder.toString(),
                    "the folder holds other files than results, such as " + foreign.orElseThrow(),
                    "a new folder, or one with earlier results",
                    "Choose another --out");
        }
        if (!names(folder).isEmpty() && !replace) {
            throw new BadInput(
                    folder.toString(),
                    "the folder holds earlier results",
                    "a new folder",
                    "Choose another --out, or replace them with --force");
        }
    }

    /** The first file that no run wrote. */
    private static Optional<String> foreign(Path folder) {
        for (String name : names(folder)) {
            Path file = folder.resolve(name);
            boolean seed = name.matches(SEED) && Files.isDirectory(file);
            Optional<String> inside = seed ? foreign(file).map(f -> name + "/" + f) : Optional.empty();
            if (inside.isPresent() || !seed && !OURS.contains(name)) {
                return Optional.of(inside.orElse(name));
            }
        }
        return Optional.empty();
    }

    private static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new BadInput(folder.toString(), "this is a file", "a folder for results", "Choose another --out");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }

    /** Writes all results of a single run; an earlier set is replaced when the new one is whole. */
    public void write(Outcome outcome) {
        try {
            Drafts.write(folder, draft -> fill(draft, outcome));
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }

    /**
     * Writes one seed of a series into a folder of its own; safe for all threads. The first one to be whole takes the place of
     * earlier results.
     */
    void writeSeed(Outcome outcome) {
        String name = "seed-" + outcome.experiment().settings().seed();
        try {
            if (replacesEarlier(name, outcome)) {
                return;
            }
            Drafts.write(folder.resolve(name), draft -> fill(draft, outcome));
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }

    private synchronized boolean replacesEarlier(String name, Outcome outcome) throws IOException {
        if (!earlier) {
            Files.createDirectories(folder);
            return false;
        }
        Drafts.write(folder, draft -> fill(Files.createDirectory(draft.resolve(name)), outcome));
        earlier = false;
        return true;
    }

    /** Writes what belongs to a series as a whole beside its seeds, once at least one of them is there. */
    void writeSeries(Drafts.Content content) {
        try {
            Drafts.addTo(folder, content);
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }

    private static void fill(Path draft, Outcome outcome) throws IOException {
        try {
            new ResultTables(outcome).write(draft);
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
        Files.writeString(draft.resolve(RUN), Json.text(outcome.report().withoutComputing()) + "\n");
        Files.writeString(draft.resolve(SUMMARY), new Summary(outcome).html());
    }

    /** The library that writes tables says a lot, and not that the disk is full. */
    private static String reason(Path folder, Exception e) {
        try {
            Path there = folder.toAbsolutePath();
            while (there != null && !Files.exists(there)) {
                there = there.getParent();
            }
            if (there != null && Files.getFileStore(there).getUsableSpace() < LEAST_BYTES) {
                return "No space left on device";
            }
        } catch (IOException unknown) {
            e.addSuppressed(unknown);
        }
        return String.valueOf(e.getMessage());
    }

    private static BadInput cannotWrite(Path folder, Exception e) {
        return new BadInput(
                folder.toString(),
                "results cannot be written (" + reason(folder, e) + ")",
                "a folder that may be written, with space left",
                "Choose another --out; earlier results there are unchanged");
    }
}
