package meridian.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that there is at a moment, each version once: in a file of the catalogue or in open rows. A question keeps one from start
 * to end, and closes it.
 */
record View(Catalogue catalogue, List<OpenRows> open, FileCheck check, Runnable giveBack) implements AutoCloseable {
    /** Files of a kind with rows from one time on and before another: sound ones, and those that are left out. */
    Answer<List<StoredFile>> files(FileKind kind, long fromMicros, long toMicros) {
        List<StoredFile> sound = new ArrayList<>();
        List<Answer.LeftOut> leftOut = new ArrayList<>();
        for (StoredFile file : catalogue.find(kind, fromMicros, toMicros)) {
            Optional<String> wrong = check.wrong(file);
            wrong.ifPresentOrElse(
                    reason -> leftOut.add(new Answer.LeftOut(file.name(), reason)), () -> sound.add(file));
        }
        return new Answer<>(sound, leftOut);
    }

    @Override
    public void close() {
        giveBack.run();
    }
}
