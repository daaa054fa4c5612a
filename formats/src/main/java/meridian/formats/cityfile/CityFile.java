package meridian.formats.cityfile;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import meridian.formats.FileKind;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.BadInput;
import meridian.model.City;
import org.sqlite.SQLiteException;

/**
 * Writes and reads Meridian's city file. Equal cities give equal bytes; a city that was written and read equals itself to
 * the last bit. Safe for all threads.
 */
public final class CityFile {
    /** Raised whenever an older Meridian would misread the file. */
    static final int FORMAT_VERSION = 2;
    /** What cities are written as that have no actuated signals, stop signs and halts in bays: older Meridians read them. */
    static final int FIRST_VERSION = 1;

    /** Larger values than a table's data ever has; SQLite then refuses a blob that claims gigabytes. */
    private static final int LONGEST_VALUE_BYTES = 64 << 20;

    private CityFile() {}

    /** {@link #write(City, Path, Progress)} without progress. */
    public static void write(City city, Path file) {
        write(city, file, Progress.NONE);
    }

    /**
     * Writes the city beside the target and moves it there when it is complete, so that an earlier file stays as it is
     * until then.
     *
     * @throws BadInput where the file cannot be written; an earlier one is untouched
     */
    public static void write(City city, Path file, Progress progress) {
        Path draft = null;
        try {
            Path target = target(file);
            // Made like any file, with the permissions that this user's files have, and gone when the process is
            // stopped.
            draft = target.resolveSibling(".meridian-" + UUID.randomUUID() + ".draft");
            draft.toFile().deleteOnExit();
            Files.createFile(draft);
            fill(city, draft, progress);
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | SQLException e) {
            throw new BadInput(
                    file.toString(),
                    "the city file cannot be written (" + reason(e) + ")",
                    "an existing folder that may be written, with space left",
                    "Choose another place; an earlier file there is unchanged");
        } finally {
            delete(draft);
        }
    }

    /** Where the file itself lies: a link to it stays a link. */
    private static Path target(Path file) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (target.getParent() == null || Files.isDirectory(target)) {
            throw new IOException("it is a folder");
        }
        if (FileKind.isSpecial(target)) {
            throw new IOException("it is a device or a pipe");
        }
        return target;
    }

    /** SQLite's own words name its constants and functions; what they mean for the file is said instead. */
    private static String reason(Exception e) {
        if (e instanceof IOException io) {
            return BadInput.reason(io);
        }
        if (!(e instanceof SQLiteException sqlite)) {
            return e instanceof IndexOutOfBoundsException
                    ? "a number points outside its table"
                    : String.valueOf(e.getMessage());
        }
        String text = String.valueOf(e.getMessage());
        String detail = text.substring(text.lastIndexOf('(') + 1).replace(")", "");
        return switch (sqlite.getResultCode()) {
            case SQLITE_FULL, SQLITE_IOERR_WRITE -> "no space is left there";
            case SQLITE_ERROR -> detail;
            default -> "its database is broken";
        };
    }

    private static void delete(@org.jspecify.annotations.Nullable Path draft) {
        try {
            if (draft != null) {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            // The draft is hidden, small in number and harmless; the failure that led here is the one to tell.
        }
    }

    private static void fill(City city, Path draft, Progress progress) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(draft, ""))) {
            pragma(connection, "page_size = 8192");
            pragma(connection, "journal_mode = OFF");
            pragma(connection, "synchronous = OFF");
            pragma(connection, "locking_mode = EXCLUSIVE");
            pragma(connection, "application_id = " + Schema.APPLICATION_ID);
            pragma(connection, "user_version = " + Schema.GEOPACKAGE_VERSION);
            connection.setAutoCommit(false);
            Schema.create(connection, city);
            new CityTables(connection, progress).write(city);
            connection.commit();
        }
    }

    /** The whole city. */
    public static City read(Path file) {
        return read(file, EnumSet.allOf(Part.class), new ReadReport(), Progress.NONE);
    }

    /** The network, the signals and these parts. */
    public static City read(Path file, Set<Part> parts) {
        return read(file, parts, new ReadReport(), Progress.NONE);
    }

    /**
     * The network, the signals and these parts.
     *
     * @throws BadInput where the file is missing, is not a city file, was written by a newer Meridian, or is damaged
     */
    public static City read(Path file, Set<Part> parts, ReadReport report, Progress progress) {
        FileHead.of(file).demandCityFile(file);
        try (Connection connection = DriverManager.getConnection(url(file, "?mode=ro&immutable=1"))) {
            pragma(connection, "trusted_schema = OFF");
            pragma(connection, "cell_size_check = ON");
            pragma(connection, "query_only = ON");
            limit(connection);
            CityTables tables = new CityTables(connection, progress);
            tables.demandVersion(file);
            City city = tables.read(parts);
            count(city, report);
            return city;
        } catch (SQLException | DamagedException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new BadInput(
                    file.toString(),
                    "the city file is damaged (" + reason(e) + ")",
                    "a file as Meridian wrote it",
                    "Import the city again with: meridian city import");
        }
    }

    private static void count(City city, ReadReport report) {
        report.took("node", city.network().nodes().size());
        report.took("link", city.network().links().size());
        report.took("movement", city.network().movements().size());
        report.took("signal", city.signals().size());
        report.took("trip", city.trips().size());
    }

    /** The file as SQLite's URI, in which question marks and percent signs of names are quoted. */
    private static String url(Path file, String options) {
        return "jdbc:sqlite:" + file.toAbsolutePath().toUri().toString().replaceFirst("^file:/+", "file:///") + options;
    }

    private static void pragma(Connection connection, String text) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA " + text);
        }
    }

    private static void limit(Connection connection) throws SQLException {
        if (connection instanceof org.sqlite.SQLiteConnection sqlite) {
            sqlite.setLimit(org.sqlite.SQLiteLimits.SQLITE_LIMIT_LENGTH, LONGEST_VALUE_BYTES);
        }
    }

    static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
    }
}
