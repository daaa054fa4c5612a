package meridian.journal.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import meridian.model.BadInput;

/**
 * One Meridian a data folder. The operating system lets go of the lock when the process ends, however it ends; the file
 * that stays behind means nothing.
 */
final class FolderLock implements AutoCloseable {
    private static final int LONGEST_NUMBER = 20;

    /**
     * Folders that this process holds. POSIX lets go of all of a process's locks on a file when it closes any channel to it: a second
     * attempt of the same process must not even open the file, or it would unlock the first one's folder.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** @throws BadInput where another process holds it; the message has its number */
    static FolderLock take(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!HELD.add(real)) {
            throw refused(folder, number());
        }
        try {
            return new FolderLock(real, lock(folder));
        } catch (IOException | RuntimeException e) {
            HELD.remove(real);
            throw e;
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.resolve("database.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            String holder = read(channel);
            channel.close();
            throw refused(folder, holder);
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(number().getBytes(StandardCharsets.UTF_8)));
        return channel;
    }

    private static String number() {
        return Long.toString(ProcessHandle.current().pid());
    }

    private static BadInput refused(Path folder, String holder) {
        return new BadInput(
                folder.toString(),
                "another Meridian works on this data folder" + (holder.isEmpty() ? "" : " (process " + holder + ")"),
                "a data folder that nobody uses",
                "Stop that one, or choose another folder with --data");
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(LONGEST_NUMBER);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD.remove(folder);
    }
}
