package meridian.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import meridian.audit.note.SignerKey;

/** A log in a folder, for tests. */
final class LogHouse {
    static final SignerKey KEY = SignerKey.generate("town.example/audit");

    private LogHouse() {}

    /** One append for each list. */
    @SafeVarargs
    static Path write(Path folder, List<String>... appends) {
        try (AuditLog log = AuditLog.open(folder, KEY)) {
            for (List<String> texts : appends) {
                log.append(texts);
            }
        }
        return folder;
    }

    static Verification verify(Path folder) {
        return Verification.of(folder, KEY.verifier(), List.of());
    }

    static List<String> texts(Path folder) {
        List<String> texts = new ArrayList<>();
        try (AuditLog log = AuditLog.open(folder, KEY)) {
            log.forEach(entry -> texts.add(entry.text()));
        }
        return texts;
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void put(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy that may be damaged. */
    static Path copy(Path from, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(to);
            files.forEach(file -> put(to.resolve(file.getFileName()), bytes(file)));
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
