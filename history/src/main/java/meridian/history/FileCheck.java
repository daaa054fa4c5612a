package meridian.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * Whether files are what the catalogue says. All bytes of a file are read when it is first used after a start, and again when its
 * size or time of change differ, or when {@link #again} says so. Safe for all threads.
 */
final class FileCheck {
    private static final int BUFFER_BYTES = 1 << 20;

    private final Path folder;
    private final Consumer<String> say;
    private final Map<String, FileTime> sound = new ConcurrentHashMap<>();
    private final Map<String, String> damaged = new ConcurrentHashMap<>();

    FileCheck(Path folder, Consumer<String> say) {
        this.folder = folder;
        this.say = say;
    }

    /** What is wrong with a file; empty where it is sound. */
    Optional<String> wrong(StoredFile file) {
        Path path = folder.resolve(file.name());
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            if (now.size() != file.bytes()) {
                return Optional.of(isDamaged(file, "has " + now.size() + " bytes instead of " + file.bytes()));
            }
            if (now.lastModifiedTime().equals(sound.get(file.name()))) {
                return Optional.empty();
            }
            int found = checksum(path);
            if (found != file.checksum()) {
                return Optional.of(isDamaged(
                        file,
                        "has checksum " + Integer.toHexString(found) + " instead of "
                                + Integer.toHexString(file.checksum())));
            }
            isSound(file, now.lastModifiedTime());
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.of(isDamaged(file, "is missing"));
        } catch (IOException e) {
            return Optional.of(isDamaged(file, "cannot be read: " + e.getMessage()));
        }
    }

    private void isSound(StoredFile file, FileTime changed) {
        sound.put(file.name(), changed);
        damaged.remove(file.name());
    }

    private String isDamaged(StoredFile file, String reason) {
        sound.remove(file.name());
        if (!reason.equals(damaged.put(file.name(), reason))) {
            say.accept("history, " + file.name() + " " + reason + ": its " + file.rows()
                    + " rows are left out of every answer, which says so. Put the file back from a backup.");
        }
        return reason;
    }

    /** Forgets what is known of a file: it is read once more when it is used. */
    void again(StoredFile file) {
        sound.remove(file.name());
    }

    void forget(StoredFile file) {
        sound.remove(file.name());
        damaged.remove(file.name());
    }

    /** Files known to be damaged. */
    List<Answer.LeftOut> damaged() {
        return damaged.entrySet().stream()
                .map(entry -> new Answer.LeftOut(entry.getKey(), entry.getValue()))
                .toList();
    }

    static int checksum(Path file) throws IOException {
        CRC32C crc = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try (FileChannel channel = FileChannel.open(file)) {
            while (channel.read(buffer.clear()) >= 0) {
                crc.update(buffer.flip());
            }
        }
        return (int) crc.getValue();
    }
}
