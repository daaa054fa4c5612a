package meridian.app.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import meridian.model.BadInput;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two instances from using the same data. The operating system lets go of the lock when the process ends, however it
 * ends; the file that stays behind means nothing.
 */
public final class InstanceLock implements AutoCloseable {
    private final FileChannel channel;
    private final Path address;

    private InstanceLock(FileChannel channel, Path address) {
        this.channel = channel;
        this.address = address;
    }

    /**
     * Takes the lock of a data folder that exists.
     *
     * @throws BadInput where another instance holds it; the message has its address
     */
    public static InstanceLock take(Path data) {
        return tryTake(data)
                .orElseThrow(() -> new BadInput(
                        data.toString(),
                        "another Meridian uses this data" + running(data.resolve("address")),
                        "a data folder that nobody uses",
                        "Use that one, stop it, or choose another folder with --data"));
    }

    /** The same; empty where another instance holds it. */
    public static Optional<InstanceLock> tryTake(Path data) {
        Path address = data.resolve("address");
        try {
            FileChannel channel =
                    FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                return Optional.empty();
            }
            Files.deleteIfExists(address);
            return Optional.of(new InstanceLock(channel, address));
        } catch (IOException e) {
            throw cannotWrite(data, "its lock cannot be taken", e);
        }
    }

    private static BadInput cannotWrite(Path place, String what, IOException e) {
        return new BadInput(
                place.toString(),
                what + " (" + BadInput.reason(e) + ")",
                "a folder that may be written, with space left",
                "Correct that, or choose another folder with --data");
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this very process.
            return null;
        }
    }

    private static String running(Path address) {
        try {
            return " and answers at " + Files.readString(address).strip();
        } catch (IOException e) {
            return " and is about to start";
        }
    }

    /** Tells whoever comes second where this instance answers. */
    public void publish(String url) {
        try {
            Files.writeString(address, url + "\n");
        } catch (IOException e) {
            throw cannotWrite(address, "the address cannot be written", e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(address);
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
