package meridian.app.twin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import meridian.journal.Document;
import meridian.journal.Documents;
import meridian.journal.JournalException;
import meridian.journal.database.Database;
import meridian.model.BadInput;

/**
 * Keeps a data folder and a journal together that belong together. States and history of one journal say nothing beside another one:
 * its positions mean other events.
 */
final class JournalMark {
    private static final String FILE = "journal-mark.txt";
    private static final String KIND = "journal";
    private static final String ID = "mark";

    private JournalMark() {}

    /**
     * Marks both where neither has a mark of the other.
     *
     * @throws BadInput where the folder belongs to another journal
     */
    static void demandSame(Path data, Database database) {
        String journals = ofJournal(new Documents(database));
        Path file = data.resolve(FILE);
        try {
            if (Files.notExists(file)) {
                Files.writeString(file, journals + "\n");
            } else if (!Files.readString(file).strip().equals(journals)) {
                throw new BadInput(
                        data.toString(),
                        "its states and history belong to another journal than the one of this database",
                        "the data folder and the database that were used together before",
                        "Name another folder with --data, or the other database");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ofJournal(Documents documents) {
        return documents.find(KIND, ID).orElseGet(() -> made(documents)).json().replace("\"", "");
    }

    private static Document made(Documents documents) {
        try {
            return documents.create(KIND, ID, "\"" + UUID.randomUUID() + "\"");
        } catch (JournalException.Conflict e) {
            // Somebody else was quicker; then the journal has another writer, which is refused with its reason.
            return documents.find(KIND, ID).orElseThrow();
        }
    }
}
