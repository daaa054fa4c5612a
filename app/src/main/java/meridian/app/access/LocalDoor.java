package meridian.app.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import meridian.app.terminal.Json;
import meridian.model.BadInput;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * How programs of the same user get into a running instance: a file in its data folder that only they can read. Whoever can
 * read it can read the data as well, so that it opens nothing new. The secret changes at every start.
 *
 * @param page the address for people
 * @param address where it answers to this machine
 * @param secret for {@code Authorization: Bearer}
 * @param certificate fingerprint of the server's certificate; absent without TLS
 */
public record LocalDoor(
        String page,
        String address,
        String secret,
        @Nullable String certificate) {
    private static final String FILE = "local-door.json";
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** The file while it lies there. One that a killed instance left behind opens nothing. */
    public static final class Open implements AutoCloseable {
        private final Path file;

        private Open(Path file) {
            this.file = file;
        }

        @Override
        public void close() {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Leaves it in the data folder until that is closed. */
    public Open open(Path data) {
        Path file = data.resolve(FILE);
        try {
            Path next = Files.createTempFile(data, ".local-door-", ".json", OWNER_ONLY);
            try {
                Files.writeString(next, Json.text(this));
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException e) {
            throw new BadInput(
                    data.toString(),
                    "nothing can be written there (" + BadInput.reason(e) + ")",
                    "a folder that may be written, with space left",
                    "Correct that, or choose another folder with --data");
        }
        return new Open(file);
    }

    /** That of the instance that runs on this data; empty while it is about to open. */
    static Optional<LocalDoor> find(Path data) {
        Path file = data.resolve(FILE);
        try {
            return Optional.of(Json.of(Files.readString(file), LocalDoor.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw BadInput.unreadable(file, "a file of the user who runs this", e);
        } catch (JacksonException e) {
            throw new BadInput(
                    file.toString(),
                    "it is damaged",
                    "the file as the running instance wrote it",
                    "Stop that instance and start it again");
        }
    }

    /** Neither a log nor a stack trace shall show the secret. */
    @Override
    public String toString() {
        return address;
    }
}
