package meridian.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import meridian.audit.merkle.Hash;
import meridian.audit.merkle.MerkleFrontier;
import meridian.audit.note.Checkpoint;
import meridian.audit.note.SignedNote;
import meridian.audit.note.SignerKey;
import meridian.audit.note.VerifierKey;
import meridian.model.BadInput;
import org.jspecify.annotations.Nullable;

/**
 * Writes a log. What {@link #append} has returned for is on the disk, under a signed checkpoint, and stays there whatever kills
 * the process.
 *
 * <p>An append writes its entries, waits for the disk, signs a checkpoint, writes that, and waits for the disk again. What
 * stands behind the last checkpoint when a log is opened was never acknowledged; it is dropped, and {@link #recovery} tells
 * how much. It is not signed after the fact: whoever had access to the folder in between could have put it there.
 *
 * <p>Safe for all threads; one append at a time. One process at a time writes a folder.
 */
public final class AuditLog implements AutoCloseable {
    /** An entry that is longer is refused: a receipt that takes more has something in it that belongs elsewhere. */
    public static final int MOST_ENTRY_BYTES = 1 << 20;

    private final LogFiles files;
    private final SignerKey key;
    private final FileChannel lock;
    private final MerkleFrontier tree = new MerkleFrontier();
    // Not channels: those are closed by the interruption of any thread that writes, and the log with them.
    private final RandomAccessFile entries;
    private final RandomAccessFile checkpoints;
    private Recovery recovery = Recovery.NONE;
    private SignedNote newest;
    private @Nullable IOException failure;

    /**
     * What was behind the last checkpoint when the log was opened, never acknowledged and now gone.
     *
     * @param droppedEntries whole ones
     * @param droppedBytes of the file of entries, those of whole entries included
     * @param droppedCheckpointBytes of a checkpoint of which only a part was written
     */
    public record Recovery(long droppedEntries, long droppedBytes, long droppedCheckpointBytes) {
        static final Recovery NONE = new Recovery(0, 0, 0);

        public boolean isClean() {
            return equals(NONE);
        }
    }

    private AuditLog(LogFiles files, SignerKey key, FileChannel lock) throws IOException {
        this.files = files;
        this.key = key;
        this.lock = lock;
        boolean isNew = isNew();
        entries = new RandomAccessFile(files.entries().toFile(), "rw");
        checkpoints = new RandomAccessFile(files.checkpoints().toFile(), "rw");
        if (isNew) {
            newest = key.sign(checkpoint(tree).text());
            write(checkpoints, newest.toString().getBytes(StandardCharsets.UTF_8));
            syncFolder();
        } else {
            newest = recover();
        }
    }

    /**
     * Opens the log in a folder; makes it where there is none.
     *
     * @param key signs the checkpoints; its name is the log's
     * @throws BadInput where somebody else writes it, or what stands there is not what this key signed
     */
    public static AuditLog open(Path folder, SignerKey key) {
        LogFiles files = new LogFiles(folder);
        try {
            Files.createDirectories(folder);
            FileChannel lock = FileChannel.open(files.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                take(lock, folder);
                return new AuditLog(files, key, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw BadInput.unreadable(folder, "a folder for the audit log", e);
        }
    }

    private static void take(FileChannel lock, Path folder) throws IOException {
        try {
            if (lock.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: the same answer.
        }
        throw new BadInput(
                folder.toString(),
                "another Meridian writes this audit log",
                "a log that nobody writes",
                "Stop the other one, or name another folder");
    }

    /** Also one whose making was interrupted before its first checkpoint. */
    private boolean isNew() throws IOException {
        if (Files.exists(files.publicKey())) {
            VerifierKey theirs = VerifierKey.read(files.publicKey());
            if (!theirs.toString().equals(key.verifier().toString())) {
                throw tampered(files.publicKey().toString(), "the log belongs to the key " + theirs, "this key's log");
            }
        } else {
            Files.writeString(
                    files.publicKey(), key.verifier() + "\n", StandardOpenOption.CREATE_NEW, StandardOpenOption.SYNC);
        }
        boolean unsigned = Files.notExists(files.checkpoints()) || Files.size(files.checkpoints()) == 0;
        boolean empty = Files.notExists(files.entries()) || Files.size(files.entries()) == 0;
        if (unsigned && !empty) {
            throw tampered(files.checkpoints().toString(), "there are entries and no checkpoint", "their checkpoints");
        }
        return unsigned;
    }

    private SignedNote recover() throws IOException {
        byte[] signed = Files.readAllBytes(files.checkpoints());
        SignedCheckpoint.Listing listing =
                SignedCheckpoint.list(files.checkpoints().toString(), signed);
        if (listing.checkpoints().isEmpty()) {
            throw tampered(files.checkpoints().toString(), "there is no checkpoint in it", "a list of checkpoints");
        }
        SignedCheckpoint last = listing.checkpoints().getLast();
        MerkleFrontier all = new MerkleFrontier();
        long signedBytes = readEntries(last.checkpoint().size(), all);
        if (!key.verifier().verifies(last.note()) || !last.checkpoint().equals(checkpoint(tree))) {
            throw tampered(
                    last.place(),
                    "the folder does not hold what this checkpoint says it held",
                    last.checkpoint().size() + " entries with the root "
                            + last.checkpoint().root());
        }
        byte[] rest = Arrays.copyOfRange(signed, (int) listing.bytes(), signed.length);
        if (!isBeginning(rest, key.sign(checkpoint(all).text()))) {
            throw tampered(
                    files.checkpoints().toString(),
                    "what stands behind checkpoint " + listing.checkpoints().size() + " is none",
                    "another one, or the beginning of the next");
        }
        recovery = new Recovery(all.size() - tree.size(), entries.length() - signedBytes, rest.length);
        cut(entries, signedBytes);
        cut(checkpoints, listing.bytes());
        return last.note();
    }

    /**
     * Fills the tree with the first entries, and another one with all.
     *
     * @return where the first ones end
     */
    private long readEntries(long count, MerkleFrontier all) throws IOException {
        long endByte = 0;
        try (FrameReader reader = new FrameReader(files.entries())) {
            while (reader.next() instanceof Frame.Whole frame) {
                all.add(frame.computed());
                if (tree.size() < count) {
                    tree.add(frame.computed());
                    endByte = frame.endByte();
                }
            }
        }
        return endByte;
    }

    /**
     * Whether bytes are what a kill leaves of this checkpoint: its beginning, and zeroes where a power cut came before the disk
     * had them. Ed25519 signs the same text in the same way always, so that this can be known.
     */
    private static boolean isBeginning(byte[] bytes, SignedNote whole) {
        byte[] right = whole.toString().getBytes(StandardCharsets.UTF_8);
        // A whole one would have been read as such, so that there is a difference, or an end.
        for (int i = Arrays.mismatch(bytes, right); i < bytes.length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes.length <= right.length;
    }

    private static void cut(RandomAccessFile file, long length) throws IOException {
        file.setLength(length);
        file.getFD().sync();
        file.seek(length);
    }

    private static BadInput tampered(String place, String found, String expected) {
        return new BadInput(
                place,
                found,
                expected,
                "Keep the folder as it is, see what 'meridian audit verify' says, and go on in another folder");
    }

    private Checkpoint checkpoint(MerkleFrontier of) {
        return new Checkpoint(key.verifier().name(), of.size(), of.root());
    }

    /** What was dropped when the log was opened. */
    public Recovery recovery() {
        return recovery;
    }

    /** How many entries there are. */
    public synchronized long size() {
        return tree.size();
    }

    /** The newest checkpoint. A copy that lies elsewhere is what shows that the end of a log was cut off. */
    public synchronized SignedNote newestCheckpoint() {
        return newest;
    }

    /**
     * Adds entries, together; returns when all are on the disk and signed for.
     *
     * @return the number of the first
     * @throws UncheckedIOException where the disk refused; none of them counts then, and the log must be opened again
     */
    public synchronized long append(List<String> texts) {
        if (failure != null) {
            throw new UncheckedIOException("the log failed earlier and must be opened again", failure);
        }
        long first = tree.size();
        if (texts.isEmpty()) {
            return first;
        }
        List<byte[]> encoded = texts.stream().map(AuditLog::encoded).toList();
        try {
            write(entries, frames(first, encoded));
            encoded.forEach(text -> tree.add(Hash.ofLeaf(text)));
            SignedNote signed = key.sign(checkpoint(tree).text());
            write(checkpoints, signed.toString().getBytes(StandardCharsets.UTF_8));
            newest = signed;
            return first;
        } catch (IOException e) {
            failure = e;
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MOST_ENTRY_BYTES) {
            throw new IllegalArgumentException(
                    "an entry has at most " + MOST_ENTRY_BYTES + " bytes, this one " + bytes.length);
        }
        return bytes;
    }

    private static byte[] frames(long first, List<byte[]> texts) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int i = 0; i < texts.size(); i++) {
            frames.writeBytes(Frame.write(first + i, texts.get(i)));
        }
        return frames.toByteArray();
    }

    private static void write(RandomAccessFile file, byte[] bytes) throws IOException {
        file.write(bytes);
        file.getFD().sync();
    }

    /** So that the files' names are on the disk as well. Where a system does not let folders be opened, it needs no such thing. */
    private void syncFolder() {
        try (FileChannel folder = FileChannel.open(files.folder(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // Windows.
        }
    }

    /** All entries that are signed for, oldest first. */
    public synchronized void forEach(Consumer<Entry> reader) {
        LogReader.forEach(files.folder(), tree.size(), reader);
    }

    @Override
    public synchronized void close() {
        try (lock;
                entries;
                checkpoints) {
            failure = new IOException("the log was closed");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
