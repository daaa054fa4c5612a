package meridian.api.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import meridian.model.BadInput;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where access is kept: one JSON file that only its owner may read, replaced as a whole. What {@link #write} has returned
 * from is on the disk, and a power cut leaves the old file or the new one.
 */
final class AccessFile {
    /** A program that knows less than the file must not guess. */
    static final int VERSION = 2;
    /** Had no log. */
    private static final int OLDEST_VERSION = 1;

    private static final long MOST_BYTES = 64L << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** A person. For now there is one. */
    record Person(String id, String name, String digest, Instant created) {
        Person {
            demand(id, name, digest, created);
        }
    }

    record StoredKey(AccessKey key, String digest) {
        StoredKey {
            demand(key, digest, key.id(), key.name(), key.created());
        }
    }

    /** @param used to the hour */
    record StoredSession(String id, String digest, Instant created, Instant used) {
        StoredSession {
            demand(id, digest, created, used);
        }
    }

    private static void demand(@Nullable Object... parts) {
        for (Object part : parts) {
            if (part == null) {
                throw new IllegalArgumentException("something is missing");
            }
        }
    }

    record Content(
            int version,
            @Nullable Person administrator,
            List<StoredKey> keys,
            List<StoredSession> sessions,
            AccessLog log) {
        Content {
            keys = List.copyOf(keys);
            sessions = List.copyOf(sessions);
            if (log == null && version == OLDEST_VERSION) {
                log = AccessLog.begun();
            }
            demand(log);
            version = VERSION;
        }

        static Content empty() {
            return new Content(VERSION, null, List.of(), List.of(), AccessLog.begun());
        }

        Content withAdministrator(Person person) {
            // Whoever makes a new secret wants the holders of the old one out.
            return new Content(version, person, keys, List.of(), log);
        }

        Content withKeys(List<StoredKey> others) {
            return new Content(version, administrator, others, sessions, log);
        }

        Content withSessions(List<StoredSession> others) {
            return new Content(version, administrator, keys, others, log);
        }

        Content withLog(AccessLog other) {
            return new Content(version, administrator, keys, sessions, other);
        }
    }

    private final Path file;

    AccessFile(Path file) {
        this.file = file;
    }

    /** @throws BadInput where it is damaged or of a newer program: nobody is let in by a file that cannot be read */
    Content read() {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw damaged("it has more than " + (MOST_BYTES >> 20) + " MiB");
            }
            byte[] bytes = Files.readAllBytes(file);
            int version = JSON.readTree(bytes).path("version").asInt(0);
            if (version < OLDEST_VERSION || version > VERSION) {
                throw new BadInput(
                        file.toString(),
                        "it is of version " + version,
                        "version " + OLDEST_VERSION + " to " + VERSION,
                        "Use the Meridian that wrote it, or another folder with --data");
            }
            return JSON.readValue(bytes, Content.class);
        } catch (NoSuchFileException e) {
            return Content.empty();
        } catch (IOException e) {
            throw damaged(BadInput.reason(e));
        } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
            throw damaged("it is damaged or was edited (" + e.getClass().getSimpleName() + ")");
        }
    }

    private BadInput damaged(String why) {
        return new BadInput(
                file.toString(),
                why,
                "the file that says who may use this server, as Meridian wrote it",
                "Bring it back from a copy, or delete it: then all keys are void and a new administrator is made");
    }

    void write(Content content) {
        byte[] bytes = JSON.writeValueAsBytes(content);
        Path folder = file.toAbsolutePath().getParent();
        FileAttribute<Set<java.nio.file.attribute.PosixFilePermission>> ownersOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try {
            Path next = Files.createTempFile(folder, ".access-", ".json", ownersOnly);
            try {
                try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                    ByteBuffer all = ByteBuffer.wrap(bytes);
                    while (all.hasRemaining()) {
                        channel.write(all);
                    }
                    channel.force(true);
                }
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
            // The new name lies in the folder, which is written on its own.
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
