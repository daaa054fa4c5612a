package meridian.sim.road;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import meridian.model.BadInput;

/**
 * A running city in a file: a word, a version, a digest of the network, the settings, all columns, and a digest (SHA-256) of
 * all that. A file appears whole or not at all.
 */
final class StateFile {
    static final int VERSION = 3;
    private static final byte[] WORD = "MERIDIAN ROAD STATE\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST = 32;
    static final String EXPECTED = "a state that Meridian's road engine saved";

    private StateFile() {}

    static void write(RoadEngine engine, RoadSettings settings, byte[] memory, byte[] note, Path file)
            throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path draft = Files.createTempFile(folder, "." + file.getFileName(), ".draft");
        try {
            MessageDigest digest = sha256();
            try (OutputStream out = Files.newOutputStream(draft)) {
                var digested = new DigestOutputStream(new BufferedOutputStream(out), digest);
                digested.write(WORD);
                StateWriter writer = new StateWriter(digested);
                writer.of(VERSION);
                writer.of(digest(engine.road()));
                writer.of(settings.stepSeconds());
                writer.of(settings.seed());
                writer.of(settings.startSeconds());
                writer.of(settings.informedShare());
                writer.of(settings.keepsNodesClear() ? 1 : 0);
                writer.of(note);
                writer.of(memory);
                engine.each(writer);
                writer.flush();
                digested.on(false);
                digested.write(digest.digest());
                digested.flush();
            }
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Of all that the numbers in a state refer to: links with their names, lanes, movements, signal groups. */
    private static byte[] digest(RoadNetwork road) {
        MessageDigest digest = sha256();
        StateWriter writer = new StateWriter(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        for (var link : road.network.links()) {
            writer.of(link.id().getBytes(StandardCharsets.UTF_8));
        }
        writer.of(road.linkLane);
        writer.of(road.segLength);
        writer.of(road.segLimit);
        writer.of(road.laneAccess);
        writer.of(road.moveFrom);
        writer.of(road.moveTo);
        writer.of(road.moveGroup);
        writer.of(road.controllerGroup);
        for (var controller : road.controllers) {
            writer.of(controller.plan().toString().getBytes(StandardCharsets.UTF_8));
        }
        writer.flush();
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The content behind the head, after all that can be said without looking at it. */
    static ByteBuffer checked(Path file, RoadNetwork road) {
        byte[] bytes;
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new BadInput(file.toString(), "it is no ordinary file", EXPECTED, "Check which file it is");
        }
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw BadInput.unreadable(file, EXPECTED, e);
        } catch (OutOfMemoryError e) {
            throw new BadInput(
                    file.toString(),
                    "it is larger than the memory that is there",
                    EXPECTED,
                    "Check which file it is, or give the program more memory");
        }
        int head = WORD.length + Integer.BYTES;
        if (bytes.length < head || !Arrays.equals(bytes, 0, WORD.length, WORD, 0, WORD.length)) {
            throw new BadInput(
                    file.toString(), "it begins otherwise than a saved state", EXPECTED, "Check which file it is");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, WORD.length, bytes.length - WORD.length);
        int version = in.getInt();
        if (version != VERSION) {
            throw new BadInput(
                    file.toString(),
                    "it has version " + version,
                    "version " + VERSION,
                    "Use the version of Meridian that saved it, or save the state again");
        }
        int end = bytes.length - DIGEST;
        MessageDigest digest = sha256();
        digest.update(bytes, 0, Math.max(end, 0));
        if (end < head + Integer.BYTES + DIGEST
                || !Arrays.equals(digest.digest(), 0, DIGEST, bytes, end, bytes.length)) {
            throw new BadInput(
                    file.toString(),
                    "it is damaged: its content and its checksum differ",
                    EXPECTED,
                    "Take another copy of it, or save the state again");
        }
        in.limit(end);
        byte[] saved = new byte[DIGEST];
        in.getInt();
        in.get(saved);
        if (!Arrays.equals(saved, digest(road))) {
            throw new BadInput(
                    file.toString(),
                    "it was saved in another city",
                    "the road network and signals of this one",
                    "Open the city that it was saved in");
        }
        return in;
    }
}
