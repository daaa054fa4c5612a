package meridian.app.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import meridian.app.machine.Folders;
import meridian.model.BadInput;

/**
 * A folder with the results of one run: {@code trips} and {@code links} as CSV and Parquet, and {@code summary.html}.
 *
 * <p>Results are written beside the folder and moved there when they are whole, so that earlier ones are never half
 * overwritten. Only a folder that holds nothing but results is ever replaced.
 */
public final class ResultFolder {
    private static final Set<String> OURS =
            Set.of("trips.csv", "trips.parquet", "links.csv", "links.parquet", "summary.html");

    private final Path folder;

    private ResultFolder(Path folder) {
        this.folder = folder;
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
        List<String> names = names(folder);
        if (!OURS.containsAll(names)) {
            throw new BadInput(
                    folder.toString(),
                    "the folder holds other files than results, such as "
                            + names.stream()
                                    .filter(n -> !OURS.contains(n))
                                    .findFirst()
                                    .orElseThrow(),
                    "a new folder, or one with earlier results",
                    "Choose another --out");
        }
        if (!names.isEmpty() && !replace) {
            throw new BadInput(
                    folder.toString(),
                    "the folder holds earlier results",
                    "a new folder",
                    "Choose another --out, or replace them with --force");
        }
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

    /** Writes all results; an earlier set is replaced when the new one is whole. */
    public void write(Outcome outcome) {
        try {
            Path draft = Files.createTempDirectory(folder.getParent(), "." + folder.getFileName() + ".draft-");
            try {
                new ResultTables(outcome).write(draft);
                Files.writeString(draft.resolve("summary.html"), new Summary(outcome).html());
                Files.setPosixFilePermissions(
                        draft, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
                moveHere(draft);
            } finally {
                delete(draft);
            }
        } catch (IOException | SQLException e) {
            throw cannotWrite(folder, e);
        }
    }

    private void moveHere(Path draft) throws IOException {
        if (Files.exists(folder)) {
            Path old = Files.createTempDirectory(folder.getParent(), "." + folder.getFileName() + ".old-");
            Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
            delete(old);
        } else {
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void delete(Path flat) throws IOException {
        if (Files.exists(flat)) {
            try (Stream<Path> files = Files.list(flat)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(flat);
        }
    }

    private static BadInput cannotWrite(Path folder, Exception e) {
        return new BadInput(
                folder.toString(),
                "results cannot be written (" + e.getMessage() + ")",
                "a folder that may be written, with space left",
                "Choose another --out; earlier results there are unchanged");
    }
}
