package meridian.api.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import meridian.api.MovableClock;
import meridian.model.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    @TempDir
    private Path data = Path.of("");

    private final MovableClock clock = new MovableClock();

    private Access access() {
        return Access.of(data, clock);
    }

    private static KeyOrder order(Scope... scopes) {
        return new KeyOrder("loop 7", new Grant(Set.of(scopes), Set.of(), List.of()), 100, null);
    }

    private String session(Access access) {
        return access.signIn(access.signInToken()).orElseThrow();
    }

    private String file() {
        try {
            return Files.readString(data.resolve(Access.FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aKeyMayWhatItsOrderSaysAfterARestartToo() {
        Grant grant = new Grant(
                EnumSet.of(Scope.READ, Scope.WRITE), Set.of("Crossing"), List.of(new Area(-56.2, -35, -56.1, -34.9)));
        String secret =
                access().makeKey(new KeyOrder("loop 7", grant, 50, null)).secret();
        Caller caller = access().ofBearer(secret).orElseThrow();
        assertEquals(grant, caller.grant());
        assertEquals("loop 7", caller.name());
        assertEquals(50, caller.perSecond());
        assertTrue(caller.has(Permission.READ) && caller.has(Permission.WRITE) && caller.has(Permission.PUBLIC));
        assertFalse(
                caller.has(Permission.COMMAND) || caller.has(Permission.ADMINISTER) || caller.has(Permission.LOCAL));
    }

    @Test
    void noSecretStandsInTheFileAndOnlyItsOwnerMayReadIt() throws IOException {
        Access access = access();
        List<String> secrets = new ArrayList<>();
        secrets.add(access.makeAdministrator());
        secrets.add(access.makeKey(order(Scope.READ)).secret());
        secrets.add(session(access));
        secrets.add(access.openLocalDoor());
        for (String secret : secrets) {
            assertFalse(file().contains(Credential.find(secret).orElseThrow().secret()), file());
        }
        assertEquals(
                PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(data.resolve(Access.FILE)));
        try (var files = Files.list(data)) {
            assertEquals(1, files.count(), "drafts stay behind");
        }
    }

    /** 43 characters of 6 bits hold the 256 bits; a repetition among a thousand would tell that they are not random. */
    @Test
    void secretsHave256BitsAndNeverRepeat() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            Credential made = Credential.random(Credential.Kind.KEY);
            assertEquals(43, made.secret().length());
            seen.add(made.secret());
            assertEquals(Optional.of(made), Credential.find(made.text()));
            assertFalse(made.toString().contains(made.secret()));
        }
        assertEquals(1000, seen.size());
    }

    @Test
    void aKeyWithOneWrongCharacterIsNobodys() {
        Access access = access();
        String secret = access.makeKey(order(Scope.READ)).secret();
        for (int i = 0; i < secret.length(); i++) {
            char other = secret.charAt(i) == 'a' ? 'b' : 'a';
            String wrong = secret.substring(0, i) + other + secret.substring(i + 1);
            assertEquals(Optional.empty(), access.ofBearer(wrong), wrong);
        }
        assertEquals(Optional.empty(), access.ofBearer(secret + "a"));
        assertEquals(Optional.empty(), access.ofBearer(secret.substring(1)));
        assertEquals(Optional.empty(), access.ofBearer(""));
    }

    @Test
    void oneKindOfSecretIsNoneOfAnother() {
        Access access = access();
        String key = access.makeKey(order(Scope.ADMINISTER)).secret();
        String administrator = access.makeAdministrator();
        String token = access.signInToken();
        String local = access.openLocalDoor();
        String session = session(access);
        for (String wrong : List.of(key, local, session)) {
            assertEquals(Optional.empty(), access.signIn(wrong), wrong);
        }
        for (String wrong : List.of(administrator, token, session)) {
            assertEquals(Optional.empty(), access.ofBearer(wrong), wrong);
        }
        for (String wrong : List.of(key, administrator, token, local)) {
            assertEquals(Optional.empty(), access.ofSession(wrong), wrong);
        }
        String disguised = key.replace("meridian_key_", "meridian_session_");
        assertEquals(Optional.empty(), access.ofSession(disguised));
    }

    @Test
    void aTokenSignsInOnce() {
        Access access = access();
        String token = access.signInToken();
        assertTrue(access.signIn(token).isPresent());
        assertEquals(Optional.empty(), access.signIn(token));
    }

    @Test
    void ofManyWhoComeWithOneTokenAtOnceOneGetsIn() throws Exception {
        Access access = access();
        try (ExecutorService crowd = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < 50; round++) {
                String token = access.signInToken();
                Callable<Optional<String>> come = () -> access.signIn(token);
                int in = 0;
                for (Future<Optional<String>> one : crowd.invokeAll(java.util.Collections.nCopies(8, come))) {
                    in += one.get().isPresent() ? 1 : 0;
                }
                assertEquals(1, in);
            }
        }
    }

    @Test
    void aTokenIsVoidAfterTenMinutes() {
        Access access = access();
        String early = access.signInToken();
        String late = access.signInToken();
        clock.forward(Duration.ofMinutes(10).minusMillis(1));
        assertTrue(access.signIn(early).isPresent());
        clock.forward(Duration.ofMillis(1));
        assertEquals(Optional.empty(), access.signIn(late));
    }

    @Test
    void aTokenDoesNotOutliveTheProcess() {
        String token = access().signInToken();
        assertEquals(Optional.empty(), access().signIn(token));
    }

    @Test
    void tokensThatNobodyUsesAreForgottenOldestFirst() {
        Access access = access();
        String first = access.signInToken();
        List<String> more = new ArrayList<>();
        for (int i = 0; i < Access.MOST_TOKENS; i++) {
            more.add(access.signInToken());
        }
        assertEquals(Optional.empty(), access.signIn(first));
        assertTrue(access.signIn(more.getFirst()).isPresent());
    }

    @Test
    void aSessionOutlivesTheProcessAndEndsTwelveHoursAfterItsLastUse() {
        String session = session(access());
        Access access = access();
        for (int i = 0; i < 5; i++) {
            clock.forward(Duration.ofHours(10));
            assertTrue(access.ofSession(session).isPresent(), "use " + i);
        }
        clock.forward(Duration.ofHours(12));
        assertEquals(Optional.empty(), access.ofSession(session));
        assertEquals(Optional.empty(), access().ofSession(session));
    }

    @Test
    void aSessionEndsAfterSevenDaysHoweverMuchItIsUsed() {
        Access access = access();
        String session = session(access);
        for (int hours = 1; hours < 7 * 24; hours++) {
            clock.forward(Duration.ofHours(1));
            assertTrue(access.ofSession(session).isPresent(), hours + " h");
        }
        clock.forward(Duration.ofHours(1));
        assertEquals(Optional.empty(), access.ofSession(session));
    }

    @Test
    void theUseOfASessionIsKnownAfterARestart() {
        String session = session(access());
        clock.forward(Duration.ofHours(11));
        assertTrue(access().ofSession(session).isPresent());
        clock.forward(Duration.ofHours(11));
        assertTrue(access().ofSession(session).isPresent());
    }

    @Test
    void whoSignsOutIsOutAndNobodyElse() {
        Access access = access();
        String one = session(access);
        String other = session(access);
        Caller caller = access.ofSession(one).orElseThrow();
        assertTrue(access.holds(caller));
        access.signOut(caller);
        assertFalse(access.holds(caller));
        assertEquals(Optional.empty(), access().ofSession(one));
        assertTrue(access().ofSession(other).isPresent());
    }

    @Test
    void theSessionThatWasUsedLeastRecentlyMakesRoom() {
        Access access = access();
        List<String> sessions = new ArrayList<>();
        for (int i = 0; i <= Access.MOST_SESSIONS; i++) {
            sessions.add(session(access));
            clock.forward(Duration.ofSeconds(1));
        }
        assertEquals(Optional.empty(), access.ofSession(sessions.getFirst()));
        assertTrue(access.ofSession(sessions.get(1)).isPresent());
    }

    @Test
    void theAdministratorsSecretSignsInUntilAnotherIsMade() {
        Access access = access();
        assertFalse(access.hasAdministrator());
        String first = access.makeAdministrator();
        assertTrue(access.hasAdministrator() && access().hasAdministrator());
        String session = access.signIn(first).orElseThrow();
        assertTrue(access().signIn(first).isPresent(), "after a restart, and a second time");
        String second = access.makeAdministrator();
        assertNotEquals(first, second);
        assertEquals(Optional.empty(), access.signIn(first));
        assertEquals(Optional.empty(), access.ofSession(session), "everybody is signed out");
        assertTrue(access.signIn(second).isPresent());
    }

    @Test
    void aRevokedKeyIsVoidAtOnceAndStaysListed() {
        Access access = access();
        MadeKey made = access.makeKey(order(Scope.READ));
        Caller caller = access.ofBearer(made.secret()).orElseThrow();
        assertTrue(access.holds(caller));
        Instant revoked = clock.instant();
        assertEquals(revoked, access.revokeKey(made.key().id()).orElseThrow().revoked());
        assertFalse(access.holds(caller));
        assertEquals(Optional.empty(), access.ofBearer(made.secret()));
        clock.forward(Duration.ofHours(1));
        assertEquals(revoked, access.revokeKey(made.key().id()).orElseThrow().revoked(), "the first time counts");
        assertEquals(1, access().keys().size());
        assertEquals(Optional.empty(), access.revokeKey("000000000000"));
    }

    @Test
    void aKeyIsVoidFromTheMomentItExpires() {
        Access access = access();
        KeyOrder order = new KeyOrder(
                "guest", order(Scope.READ).grant(), 1, clock.instant().plus(Duration.ofHours(1)));
        MadeKey made = access.makeKey(order);
        Caller caller = access.ofBearer(made.secret()).orElseThrow();
        clock.forward(Duration.ofHours(1).minusMillis(1));
        assertTrue(access.holds(caller));
        clock.forward(Duration.ofMillis(1));
        assertFalse(access.holds(caller));
        assertEquals(Optional.empty(), access.ofBearer(made.secret()));
        assertThrows(IllegalArgumentException.class, () -> access.makeKey(order), "in the past");
    }

    @Test
    void theLocalSecretIsVoidWhenAnotherIsMade() {
        Access access = access();
        String first = access.openLocalDoor();
        Caller caller = access.ofBearer(first).orElseThrow();
        assertTrue(caller.has(Permission.LOCAL) && caller.has(Permission.ADMINISTER));
        String second = access.openLocalDoor();
        assertFalse(access.holds(caller));
        assertEquals(Optional.empty(), access.ofBearer(first));
        assertTrue(access.ofBearer(second).isPresent());
        assertEquals(Optional.empty(), access().ofBearer(second), "after a restart");
    }

    @Test
    void ordersThatMakeNoSenseAreRefused() {
        Grant read = order(Scope.READ).grant();
        Grant nothing = new Grant(Set.of(), Set.of(), List.of());
        Grant half = new Grant(Set.of(Scope.ADMINISTER), Set.of("Crossing"), List.of());
        Grant blank = new Grant(Set.of(Scope.READ), Set.of(" "), List.of());
        List<Callable<KeyOrder>> orders = List.of(
                () -> new KeyOrder("", read, 1, null),
                () -> new KeyOrder("a".repeat(101), read, 1, null),
                () -> new KeyOrder("\u001b[2J", read, 1, null),
                () -> new KeyOrder("a", nothing, 1, null),
                () -> new KeyOrder("a", half, 1, null),
                () -> new KeyOrder("a", blank, 1, null),
                () -> new KeyOrder("a", read, 0.5, null),
                () -> new KeyOrder("a", read, Double.NaN, null),
                () -> new KeyOrder("a", read, 100_001, null));
        for (Callable<KeyOrder> order : orders) {
            assertThrows(IllegalArgumentException.class, order::call);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-181,0,0,1", "0,0,181,1", "2,0,1,1", "0,2,1,1", "0,-91,1,1", "0,0,1,91", "NaN,0,1,1"})
    void boxesThatAreNoneAreRefused(String text) {
        String[] n = text.split(",");
        assertThrows(
                IllegalArgumentException.class,
                () -> new Area(
                        Double.parseDouble(n[0]),
                        Double.parseDouble(n[1]),
                        Double.parseDouble(n[2]),
                        Double.parseDouble(n[3])));
    }

    @Test
    void aGrantCoversItsTypesAndItsAreasEdgesIncluded() {
        Grant grant =
                new Grant(Set.of(Scope.READ), Set.of("Crossing"), List.of(new Area(0, 0, 1, 1), new Area(1, 0, 2, 1)));
        assertTrue(grant.covers("Crossing"));
        assertFalse(grant.covers("crossing") || grant.covers("RoadSegment") || grant.covers(""));
        assertTrue(grant.covers(0, 0) && grant.covers(1.5, 0.5) && grant.covers(2, 1));
        assertFalse(grant.covers(2.0001, 0.5) || grant.covers(0.5, -0.0001) || grant.covers(Double.NaN, 0.5));
        assertTrue(grant.covers(new Area(0.2, 0.2, 0.9, 1)));
        assertFalse(grant.covers(new Area(0.5, 0, 1.5, 1)), "over two areas");
        assertTrue(Grant.ALL.covers("anything") && Grant.ALL.covers(180, 90));
        assertFalse(Grant.ALL.isLimited());
        assertTrue(grant.isLimited());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"version\":1}",
                "{\"version\":2,\"administrator\":null,\"keys\":[],\"sessions\":[]}",
                "{\"version\":3,\"administrator\":null,\"keys\":[],\"sessions\":[]}",
                "{\"version\":1,\"administrator\":null,\"keys\":[],\"sessions\":[],\"more\":1}",
                "{\"version\":1,\"administrator\":{\"id\":\"a\"},\"keys\":[],\"sessions\":[]}",
                "{\"version\":1,\"administrator\":null,\"keys\":[{\"digest\":\"\"}],\"sessions\":[]}",
                "{\"version\":1,\"administrator\":null,\"keys\":[null],\"sessions\":[]}",
                "{\"version\":1,\"administrator\":null,\"keys\":[],\"sessions\":[{\"id\":\"a\"}]}",
                "{\"version\":1,\"administrator\":null,\"keys\":[],\"sess"
            })
    void aDamagedFileLetsNobodyInAndIsNamed(String text) throws IOException {
        Files.writeString(data.resolve(Access.FILE), text);
        BadInput refused = assertThrows(BadInput.class, this::access);
        assertTrue(String.valueOf(refused.getMessage()).contains(Access.FILE), refused.getMessage());
        assertEquals(text, file(), "it is left as it was");
    }

    /** As the first Meridian that asked for keys wrote it. */
    @Test
    void aFileOfTheOldestVersionIsReadAndItsLogBegins() throws IOException, InterruptedException {
        Files.writeString(
                data.resolve(Access.FILE), "{\"version\":1,\"administrator\":null,\"keys\":[],\"sessions\":[]}");
        Access access = access();
        String id = access.makeKey(order(Scope.READ)).key().id();
        AccessEvent first = access().awaitUnrecorded(Duration.ofMillis(1)).getFirst();
        assertEquals(1, first.number());
        assertEquals(AccessEvent.Kind.KEY_MADE, first.kind());
        assertEquals(id, first.id());
    }

    @Test
    void whatNoJournalTakesIsBoundedAndAGapTellsThatSomeAreGone() throws InterruptedException {
        AccessLog log = AccessLog.begun();
        for (int i = 0; i < AccessLog.MOST_WAITING + 7; i++) {
            log = log.with(clock.instant(), AccessEvent.Kind.SIGNED_IN, "s" + i, null);
        }
        assertEquals(AccessLog.MOST_WAITING, log.waiting().size());
        assertEquals(8, log.waiting().getFirst().number());
    }

    @Test
    void whatCannotBeWrittenIsNotTrue() throws IOException {
        Access access = access();
        MadeKey made = access.makeKey(order(Scope.READ));
        Path moved = data.resolveSibling(data.getFileName() + "-gone");
        Files.move(data, moved);
        try {
            assertThrows(UncheckedIOException.class, () -> access.makeKey(order(Scope.READ)));
            assertThrows(
                    UncheckedIOException.class,
                    () -> access.revokeKey(made.key().id()));
            assertEquals(1, access.keys().size());
            assertTrue(access.ofBearer(made.secret()).isPresent(), "not revoked, as its revoker was told");
        } finally {
            Files.move(moved, data);
        }
    }

    @Test
    void aSessionHoldsOnAFullDiskToo() throws IOException {
        Access access = access();
        String session = session(access);
        Path moved = data.resolveSibling(data.getFileName() + "-gone");
        Files.move(data, moved);
        try {
            clock.forward(Duration.ofHours(2));
            assertTrue(access.ofSession(session).isPresent());
        } finally {
            Files.move(moved, data);
        }
    }
}
