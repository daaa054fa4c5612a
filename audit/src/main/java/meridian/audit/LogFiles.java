package meridian.audit;

import java.nio.file.Path;

/** The files of a log's folder. */
record LogFiles(Path folder) {
    /** All entries, one after the other, each behind a line with its number, length and hash. */
    Path entries() {
        return folder.resolve("entries");
    }

    /** All checkpoints that were ever signed, oldest first. */
    Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    /** With which they can be checked. */
    Path publicKey() {
        return folder.resolve("key.pub");
    }

    /** Held by who writes. */
    Path lock() {
        return folder.resolve("lock");
    }
}
