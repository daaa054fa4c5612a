package meridian.app.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import meridian.api.access.Access;
import meridian.api.access.Caller;
import meridian.api.access.Grant;
import meridian.api.access.KeyOrder;
import meridian.api.access.MadeKey;
import meridian.journal.Event;
import meridian.journal.Journal;
import meridian.journal.JournalSettings;
import meridian.journal.database.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the journal is told of keys and sign-ins. */
class AccessJournalTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration NOW = Duration.ofMillis(1);

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();

    /** Until nothing waits to be told. */
    private static void settled(Access access) throws InterruptedException {
        while (!access.awaitUnrecorded(NOW).isEmpty()) {
            Thread.sleep(5);
        }
    }

    private static List<String> payloads(Journal journal) {
        return journal.read(0, 1_000, List.of(AccessJournal.STREAM.name())).stream()
                .map(recorded -> new String(recorded.event().payload(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void keysAndSignInsAreInTheJournalOnceWithoutTheirSecretsWhateverIsKilled() throws InterruptedException {
        Access before = Access.of(folder, Clock.systemUTC());
        String administrator = before.makeAdministrator();
        MadeKey made = before.makeKey(new KeyOrder("loop 7", Grant.ALL, 50, null));
        // An instance without a journal has made them; another one begins to tell and is killed before it notes that it
        // did.
        Access access = Access.of(folder, Clock.systemUTC());
        try (Database database = LiveTwin.database(folder, folder.resolve("cache"));
                Journal journal = Journal.open(database, Clock.systemUTC(), JournalSettings.DEFAULT)) {
            journal.declare(AccessJournal.STREAM);
            journal.append(
                            AccessJournal.STREAM.name(),
                            new Event("access", access.logName() + "-1", "{}".getBytes(StandardCharsets.UTF_8)))
                    .join();
            String session;
            try (AccessJournal _ = AccessJournal.begin(journal, access, said::add)) {
                session = access.signIn(administrator).orElseThrow();
                access.revokeKey(made.key().id());
                access.revokeKey(made.key().id());
                Caller caller = access.ofSession(session).orElseThrow();
                access.signOut(caller);
                settled(access);
            }
            List<String> told = payloads(journal);
            List<String> kinds = told.stream()
                    .map(JSON::readTree)
                    .map(node -> node.path("kind").asString(""))
                    .toList();
            assertEquals(List.of("", "KEY_MADE", "SIGNED_IN", "KEY_REVOKED", "SIGNED_OUT"), kinds);
            JsonNode key = JSON.readTree(told.get(1)).path("key");
            assertEquals("loop 7", key.path("name").asString());
            for (String secret : List.of(administrator, made.secret(), session)) {
                String secretPart = secret.split("_", 4)[3];
                assertFalse(String.join("\n", told).contains(secretPart), told.toString());
            }
        }
        assertEquals(List.of(), said);
    }
}
