package meridian.audit.note;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import meridian.model.BadInput;

/** A signing key in a file that only its owner may read. */
public final class KeyFile {
    private KeyFile() {}

    /**
     * The key in the file, or a new one, where there is no file.
     *
     * @param name of a new key
     */
    public static SignerKey openOrCreate(Path file, String name) {
        try {
            if (Files.notExists(file)) {
                create(file, SignerKey.generate(name));
            }
            return SignerKey.parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw BadInput.unreadable(file, "a file with a signing key", e);
        }
    }

    /** The whole file or none: a key of which a half was written would lock its owner out. */
    private static void create(Path file, SignerKey key) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(
                folder,
                file.getFileName() + ".",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(
                    draft,
                    key.text().getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
            // Unlike a move, a link never takes the place of a key that somebody else has just made.
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Theirs counts.
        } finally {
            Files.delete(draft);
        }
    }
}
