package meridian.twin;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import meridian.model.BadInput;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Rejected;
import meridian.twin.entity.Times;
import meridian.twin.wire.WireReader;
import meridian.twin.wire.WireWriter;

/**
 * A state in a file: a word, a version, position, time and counts, the entities in blocks, and a digest (SHA-256) of all that.
 * A file appears whole or not at all. The order of entities is kept, so a restored state answers as the saved one.
 */
public final class SnapshotFile {
    static final int VERSION = 1;
    private static final byte[] WORD = "MERIDIAN TWIN STATE\n".getBytes(StandardCharsets.US_ASCII);
    private static final String EXPECTED = "a state that Meridian's twin saved";
    private static final int DIGEST = 32;
    /** A block is written when it has so many bytes. */
    private static final int BLOCK = 1 << 20;

    private static final int LONGEST_BLOCK = 1 << 28;
    private static final int BUFFER = 1 << 16;

    private SnapshotFile() {}

    /** Writes a state; the file is safe on the disk when this returns. */
    public static void write(TwinState state, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path draft = Files.createTempFile(folder, "." + file.getFileName(), ".draft");
        try {
            MessageDigest digest = sha256();
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft), BUFFER)) {
                DigestOutputStream digested = new DigestOutputStream(out, digest);
                DataOutputStream data = new DataOutputStream(digested);
                head(state, data);
                entities(state, data);
                data.flush();
                out.write(digest.digest());
            }
            force(draft);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(folder);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** The new name is safe as well. Where folders cannot be opened (Windows), the system does it by itself. */
    private static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The file's content is safe; at worst the older snapshot is found after a power cut.
        }
    }

    private static void head(TwinState state, DataOutputStream data) throws IOException {
        data.write(WORD);
        data.writeInt(VERSION);
        data.writeLong(state.position());
        data.writeLong(state.recordedMicros);
        FoldCounts counts = state.counts();
        data.writeLong(counts.applied());
        data.writeLong(counts.older());
        data.writeLong(counts.unknown());
        data.writeLong(counts.existing());
        data.writeLong(counts.refused());
        data.writeInt(state.size());
    }

    private static void entities(TwinState state, DataOutputStream data) {
        WireWriter block = new WireWriter();
        state.forEach(entity -> {
            block.putEntity(entity);
            if (block.length() >= BLOCK) {
                flush(block, data);
            }
        });
        flush(block, data);
    }

    private static void flush(WireWriter block, DataOutputStream data) {
        try {
            if (block.length() > 0) {
                data.writeInt(block.length());
                data.write(block.array(), 0, block.length());
                block.clearBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The state in a file.
     *
     * @throws BadInput where it is none, or damaged, or of another version
     */
    public static TwinState read(Path file) {
        MessageDigest digest = sha256();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            TwinState state = body(file, new DataInputStream(new DigestInputStream(in, digest)));
            byte[] said = in.readNBytes(DIGEST + 1);
            if (!Arrays.equals(said, digest.digest())) {
                throw damaged(file, "its content and its checksum differ");
            }
            return state;
        } catch (EOFException e) {
            throw damaged(file, "it ends too early");
        } catch (IOException e) {
            throw BadInput.unreadable(file, EXPECTED, e);
        } catch (Rejected e) {
            throw damaged(file, e.getMessage());
        }
    }

    private static TwinState body(Path file, DataInputStream data) throws IOException {
        if (!Arrays.equals(data.readNBytes(WORD.length), WORD)) {
            throw new BadInput(
                    file.toString(), "it begins otherwise than a saved state", EXPECTED, "Check which file it is");
        }
        int version = data.readInt();
        if (version != VERSION) {
            throw new BadInput(
                    file.toString(),
                    "it has version " + version,
                    "version " + VERSION,
                    "Use the version of Meridian that saved it; the journal holds all that it holds");
        }
        long position = data.readLong();
        long recordedMicros = data.readLong();
        if (recordedMicros != Times.NONE) {
            Times.checked(recordedMicros, "recordedAt");
        }
        FoldCounts counts =
                new FoldCounts(data.readLong(), data.readLong(), data.readLong(), data.readLong(), data.readLong());
        TwinWriter writer = new TwinWriter(new TwinState(position, recordedMicros, counts));
        entities(file, data, writer);
        return writer.publish();
    }

    private static void entities(Path file, DataInputStream data, TwinWriter writer) throws IOException {
        int left = data.readInt();
        WireReader reader = new WireReader(new byte[0]);
        while (left > 0) {
            int length = data.readInt();
            if (length <= 0 || length > LONGEST_BLOCK) {
                throw damaged(file, "a block says that it has " + length + " bytes");
            }
            // Takes memory by what comes, not by what is claimed.
            byte[] block = data.readNBytes(length);
            if (block.length < length) {
                throw damaged(file, "it ends too early");
            }
            reader.next(block, length);
            while (!reader.atEnd()) {
                Entity entity = reader.takeEntity();
                if (left-- == 0 || !writer.restore(entity)) {
                    throw damaged(file, "it has too many entities, or " + entity.id() + " twice");
                }
            }
        }
    }

    private static BadInput damaged(Path file, String why) {
        return new BadInput(
                file.toString(),
                "it is damaged: " + (why.endsWith(".") ? why.substring(0, why.length() - 1) : why),
                EXPECTED,
                "Take another copy of it, or an older snapshot and more of the journal");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
