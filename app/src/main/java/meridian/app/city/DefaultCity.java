package meridian.app.city;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import meridian.app.demand.DemandFile;
import meridian.app.machine.Folders;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.formats.cityfile.CityFile;
import meridian.formats.osm.QaTilesReader;
import meridian.model.City;
import meridian.sim.route.Assignment;

/**
 * Montevideo: fetched by name from the npm registry, converted once and kept in the cache, until the importer changes.
 *
 * <p>The cached file's name holds a digest of what made it (the jars of {@code model}, {@code formats} and {@code sim}, the
 * demand model, and the pinned package), so a file that is there is the right one. It is written beside and moved, and a lock keeps two from making it
 * at once.
 */
public final class DefaultCity {
    public static final String NAME = "Montevideo";

    private static final String PREFIX = "montevideo-";
    private static final String SUFFIX = ".gpkg";
    private static final String WORKSHOP = ".npm-";

    private final Path folder;
    private final Path file;
    private final NpmPackage tiles;

    private DefaultCity(Path folder, NpmPackage tiles) {
        this.folder = folder;
        this.tiles = tiles;
        file = folder.resolve(PREFIX
                + Digest.of(
                        List.of(City.class, CityFile.class, Assignment.class),
                        tiles.lock() + DemandFile.shippedText(NAME))
                + SUFFIX);
    }

    public static DefaultCity of(Folders folders) {
        return new DefaultCity(folders.cache().resolve("cities"), NpmPackage.montevideo());
    }

    /** The converted city, where it is there. */
    public Optional<Path> find() {
        return Optional.of(file).filter(Files::isRegularFile);
    }

    /**
     * The converted city; fetched and converted first where it is missing.
     *
     * @param say told what is done, in one line each
     * @throws meridian.model.BadInput where it cannot be had, with the reason
     */
    public Path prepare(Progress progress, Consumer<String> say) {
        if (find().isPresent()) {
            say.accept(NAME + " is there from an earlier build");
            return file;
        }
        Folders.writable(folder, "XDG_CACHE_HOME");
        try (FileChannel channel =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = lock(channel, say)) {
            if (find().isEmpty()) {
                make(progress, say);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileLock lock(FileChannel channel, Consumer<String> say) throws IOException {
        FileLock lock = channel.tryLock();
        if (lock == null) {
            say.accept("waiting for another Meridian that prepares " + NAME);
            lock = channel.lock();
        }
        return lock;
    }

    private void make(Progress progress, Consumer<String> say) throws IOException {
        say.accept("building " + NAME + ", which is done once");
        deleteLeftOvers();
        withSource(say, source -> {
            say.accept("converting " + NAME);
            City city = new QaTilesReader().read(List.of(source), new ReadReport(), progress);
            say.accept("timing its signals for the morning that its demand model expects");
            CityFile.write(ExpectedTraffic.timed(city), file, progress);
            return city;
        });
        deleteOlder();
        say.accept(NAME + " is built and kept in " + file);
    }

    /**
     * Fetches the source, lets it be used, and deletes it.
     *
     * @param use given the folder of OpenStreetMap's tiles
     * @throws meridian.model.BadInput where it cannot be had
     */
    public <T> T withSource(Consumer<String> say, Function<Path, T> use) {
        Folders.writable(folder, "XDG_CACHE_HOME");
        try {
            Path workshop = Files.createTempDirectory(folder, WORKSHOP);
            try {
                say.accept("fetching " + NAME + " (OpenStreetMap) from the npm registry");
                return use.apply(tiles.fetch(workshop).resolve("real-world").resolve("osm-qa-montevideo"));
            } finally {
                delete(workshop);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a preparation that was killed; whoever holds the lock is the only one who prepares. */
    private void deleteLeftOvers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path old : files.filter(f -> f.getFileName().toString().startsWith(WORKSHOP))
                    .toList()) {
                delete(old);
            }
        }
    }

    private void deleteOlder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path old : files.toList()) {
                String name = old.getFileName().toString();
                if (name.startsWith(PREFIX) && name.endsWith(SUFFIX) && !old.equals(file)) {
                    Files.deleteIfExists(old);
                }
            }
        }
    }

    /** As far as it goes: an npm that was stopped may still be writing, and the next preparation deletes again. */
    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // Nothing depends on it.
        }
    }
}
