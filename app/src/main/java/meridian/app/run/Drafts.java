package meridian.app.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders that are written beside where they belong and moved there when they are whole. */
final class Drafts {
    private Drafts() {}

    /** What fills a draft. */
    interface Content {
        void into(Path draft) throws IOException;
    }

    /** Fills a new folder and puts it in the place of an earlier one, which is gone when this returns. */
    static void write(Path folder, Content content) throws IOException {
        Path draft = beside(folder, "draft");
        try {
            content.into(draft);
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
            if (Files.exists(folder)) {
                Path old = beside(folder, "old");
                Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
                delete(old);
            } else {
                Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            delete(draft);
        }
    }

    /** Makes files aside and moves each into a folder that is there already. */
    static void addTo(Path folder, Content content) throws IOException {
        Path draft = beside(folder, "draft");
        try {
            content.into(draft);
            try (Stream<Path> files = Files.list(draft)) {
                for (Path file : files.sorted().toList()) {
                    Files.move(
                            file,
                            folder.resolve(file.getFileName()),
                            StandardCopyOption.ATOMIC_MOVE,
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } finally {
            delete(draft);
        }
    }

    private static Path beside(Path folder, String what) throws IOException {
        return Files.createTempDirectory(folder.getParent(), "." + folder.getFileName() + "." + what + "-");
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
