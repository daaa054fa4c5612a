package meridian.twin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import meridian.model.BadInput;

/** Where snapshots lie, one file each, named by position. Used by one thread of one process. */
public final class SnapshotFolder {
    private static final int DIGITS = 19;
    private static final String NAME = "twin-[0-9]{" + DIGITS + "}\\.state";

    private final Path folder;

    /** @param folder that exists */
    public SnapshotFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * What a restart goes on from.
     *
     * @param state of the newest file that is sound, or an empty one; the journal is replayed from its position
     * @param file that it was in
     * @param leftOut newer files that could not be used, each with the reason: for the log and the screen
     */
    public record Restored(TwinState state, Optional<Path> file, List<BadInput> leftOut) {
        public Restored {
            leftOut = List.copyOf(leftOut);
        }
    }

    /** Saves a state and returns its file. */
    public Path save(TwinState state) throws IOException {
        Path file = folder.resolve(String.format(Locale.ROOT, "twin-%0" + DIGITS + "d.state", state.position()));
        SnapshotFile.write(state, file);
        return file;
    }

    public Restored restore() throws IOException {
        return restoreUpTo(Long.MAX_VALUE);
    }

    /** The newest sound state that is at a position or before it. */
    public Restored restoreUpTo(long position) throws IOException {
        List<BadInput> leftOut = new ArrayList<>();
        for (Path file : newestFirst()) {
            if (position(file) > position) {
                continue;
            }
            try {
                return new Restored(SnapshotFile.read(file), Optional.of(file), leftOut);
            } catch (BadInput e) {
                leftOut.add(e);
            }
        }
        return new Restored(TwinState.EMPTY, Optional.empty(), leftOut);
    }

    /** Deletes all but the newest. Damaged ones count like the others, so keep more than one. */
    public void keepNewest(int count) throws IOException {
        for (Path file : newestFirst().stream().skip(count).toList()) {
            Files.deleteIfExists(file);
        }
    }

    private static long position(Path file) {
        return Long.parseLong(file.getFileName().toString().substring("twin-".length(), "twin-".length() + DIGITS));
    }

    private List<Path> newestFirst() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(NAME))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
        }
    }
}
