package meridian.api.access;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import meridian.api.access.AccessFile.Content;
import meridian.api.access.AccessFile.Person;
import meridian.api.access.AccessFile.StoredKey;
import meridian.api.access.AccessFile.StoredSession;
import meridian.api.access.Credential.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Who may use this server: one administrator, the sessions of whoever signed in, the keys of devices and applications.
 *
 * <p>What has been granted or revoked here holds after a power cut, too, when the method returns. Safe for all threads: who is
 * asked for reads one immutable book; changes wait for each other and for the disk.
 */
public final class Access {
    static final String FILE = "access.json";
    static final int MOST_KEYS = 10_000;
    static final int MOST_SESSIONS = 100;
    static final int MOST_TOKENS = 100;

    private static final String ADMINISTRATOR = "Administrator";
    private static final String LOCAL = "this machine's user";

    /** What is in the file, with ways to find it. */
    private record Book(Content content, Map<String, StoredKey> keys, Map<String, StoredSession> sessions) {
        static Book of(Content content) {
            Map<String, StoredKey> keys = new LinkedHashMap<>();
            Map<String, StoredSession> sessions = new LinkedHashMap<>();
            content.keys().forEach(stored -> keys.put(stored.key().id(), stored));
            content.sessions().forEach(session -> sessions.put(session.id(), session));
            return new Book(content, keys, sessions);
        }
    }

    private record Token(String digest, Instant expires) {}

    private final AccessFile file;
    private final Clock clock;
    private final Map<String, Token> tokens = new LinkedHashMap<>();
    private volatile Book book;
    private volatile @Nullable Credential local;

    private Access(AccessFile file, Clock clock) {
        this.file = file;
        this.clock = clock;
        book = Book.of(file.read());
    }

    /**
     * Opens what is kept in this data folder; nothing is written yet.
     *
     * @throws meridian.model.BadInput where that is damaged, or of a newer program
     */
    public static Access of(Path data, Clock clock) {
        return new Access(new AccessFile(data.resolve(FILE)), clock);
    }

    public boolean hasAdministrator() {
        return book.content().administrator() != null;
    }

    /**
     * Makes the administrator, or gives the one there is a new secret; then the old one is void and everybody is signed out.
     *
     * @return the secret, to be shown once
     */
    public String makeAdministrator() {
        Credential secret = Credential.random(Kind.ADMINISTRATOR);
        Instant now = clock.instant();
        Person person = new Person(secret.id(), ADMINISTRATOR, secret.digest(), now);
        change(
                content -> content.withAdministrator(person),
                log -> log.with(now, AccessEvent.Kind.ADMINISTRATOR_MADE, person.id(), null));
        synchronized (tokens) {
            tokens.clear();
        }
        return secret.text();
    }

    /** A secret for programs of the user who runs this, until the server ends; it replaces the one before. */
    public String openLocalDoor() {
        Credential made = Credential.random(Kind.LOCAL);
        local = made;
        return made.text();
    }

    /** A token that signs in once, within {@link SessionTimes#TOKEN}. It does not outlive the process. */
    public String signInToken() {
        Credential token = Credential.random(Kind.TOKEN);
        Instant now = clock.instant();
        synchronized (tokens) {
            tokens.values().removeIf(other -> !now.isBefore(other.expires()));
            if (tokens.size() >= MOST_TOKENS) {
                tokens.remove(tokens.keySet().iterator().next());
            }
            tokens.put(token.id(), new Token(token.digest(), now.plus(SessionTimes.TOKEN)));
        }
        return token.text();
    }

    /**
     * Begins a session for whoever has a token or the administrator's secret.
     *
     * @param text of either
     * @return the session's secret, for the cookie; empty where the text is neither, or a token that is used up or too old
     */
    public Optional<String> signIn(String text) {
        Optional<Credential> shown = Credential.find(text).filter(this::opensASession);
        return shown.map(credential -> beginSession());
    }

    private boolean opensASession(Credential shown) {
        return switch (shown.kind()) {
            case TOKEN -> takeToken(shown);
            case ADMINISTRATOR -> isAdministrators(shown);
            case KEY, SESSION, LOCAL -> false;
        };
    }

    /** Of many who come with it at once, one gets it. */
    private boolean takeToken(Credential shown) {
        synchronized (tokens) {
            Token token = tokens.get(shown.id());
            if (token == null || !shown.matches(token.digest())) {
                return false;
            }
            tokens.remove(shown.id());
            return clock.instant().isBefore(token.expires());
        }
    }

    private boolean isAdministrators(Credential shown) {
        Person person = book.content().administrator();
        return person != null && person.id().equals(shown.id()) && shown.matches(person.digest());
    }

    private String beginSession() {
        Credential secret = Credential.random(Kind.SESSION);
        Instant now = clock.instant();
        StoredSession session = new StoredSession(secret.id(), secret.digest(), now, now);
        change(
                content -> withSession(content, session),
                log -> log.with(now, AccessEvent.Kind.SIGNED_IN, session.id(), null));
        return secret.text();
    }

    private static Content withSession(Content content, StoredSession begun) {
        List<StoredSession> sessions = new ArrayList<>(content.sessions());
        sessions.removeIf(session -> !SessionTimes.lasts(session, begun.created()));
        sessions.sort(Comparator.comparing(StoredSession::used));
        while (sessions.size() >= MOST_SESSIONS) {
            sessions.removeFirst();
        }
        sessions.add(begun);
        return content.withSessions(sessions);
    }

    /** Ends the session of this caller. */
    public void signOut(Caller caller) {
        change(
                content -> content.withSessions(content.sessions().stream()
                        .filter(session -> !session.id().equals(caller.id()))
                        .toList()),
                log -> log.with(clock.instant(), AccessEvent.Kind.SIGNED_OUT, caller.id(), null));
    }

    /** Who has this session's secret. */
    public Optional<Caller> ofSession(String text) {
        return Credential.find(text)
                .filter(shown -> shown.kind() == Kind.SESSION)
                .filter(shown -> matchesSession(shown) && lasts(shown.id()))
                .map(shown ->
                        new Caller(Caller.Kind.PERSON, shown.id(), ADMINISTRATOR, Grant.ALL, Caller.USUAL_PER_SECOND));
    }

    private boolean matchesSession(Credential shown) {
        StoredSession session = book.sessions().get(shown.id());
        return session != null && shown.matches(session.digest());
    }

    /** Who has this secret of a key or of the local door. */
    public Optional<Caller> ofBearer(String text) {
        return Credential.find(text).flatMap(shown -> switch (shown.kind()) {
            case KEY -> ofKey(shown);
            case LOCAL -> ofLocal(shown);
            case SESSION, TOKEN, ADMINISTRATOR -> Optional.empty();
        });
    }

    private Optional<Caller> ofKey(Credential shown) {
        return Optional.ofNullable(book.keys().get(shown.id()))
                .filter(stored -> shown.matches(stored.digest()) && stored.key().isGood(clock.instant()))
                .map(stored -> stored.key().caller());
    }

    private Optional<Caller> ofLocal(Credential shown) {
        Credential open = local;
        boolean same = open != null && open.id().equals(shown.id()) && shown.matches(open.digest());
        return same
                ? Optional.of(new Caller(Caller.Kind.LOCAL, shown.id(), LOCAL, Grant.ALL, Caller.USUAL_PER_SECOND))
                : Optional.empty();
    }

    /**
     * Whether what this caller was let in with still holds. Channels ask every now and then, and hang up where it does not;
     * asking counts as using a session.
     */
    public boolean holds(Caller caller) {
        return switch (caller.kind()) {
            case NOBODY -> false;
            case PERSON -> lasts(caller.id());
            case KEY -> {
                StoredKey stored = book.keys().get(caller.id());
                yield stored != null && stored.key().isGood(clock.instant());
            }
            case LOCAL -> {
                Credential open = local;
                yield open != null && open.id().equals(caller.id());
            }
        };
    }

    private boolean lasts(String id) {
        Instant now = clock.instant();
        StoredSession session = book.sessions().get(id);
        if (session == null || !SessionTimes.lasts(session, now)) {
            return false;
        }
        if (SessionTimes.isWorthNoting(session, now)) {
            noteUse(id, now);
        }
        return true;
    }

    private void noteUse(String id, Instant now) {
        try {
            change(
                    content -> content.withSessions(content.sessions().stream()
                            .map(session -> session.id().equals(id)
                                    ? new StoredSession(id, session.digest(), session.created(), now)
                                    : session)
                            .toList()),
                    UnaryOperator.identity());
        } catch (UncheckedIOException e) {
            // A full disk is no reason to show nobody the map; it is noted when there is room again.
        }
    }

    /**
     * Makes a key.
     *
     * @throws IllegalArgumentException where it would have expired already, or there are too many
     */
    public MadeKey makeKey(KeyOrder order) {
        Instant now = clock.instant();
        Instant expires = order.expires();
        if (expires != null && !now.isBefore(expires)) {
            throw new IllegalArgumentException("a key expires in the future, not at " + expires);
        }
        Credential secret = Credential.random(Kind.KEY);
        AccessKey key = AccessKey.of(secret.id(), order, now);
        change(
                content -> withKey(content, new StoredKey(key, secret.digest()), now),
                log -> log.with(now, AccessEvent.Kind.KEY_MADE, key.id(), key));
        return new MadeKey(key, secret.text());
    }

    private static Content withKey(Content content, StoredKey made, Instant now) {
        List<StoredKey> keys = new ArrayList<>(content.keys());
        if (keys.size() >= MOST_KEYS) {
            // Revoked keys stay listed, so that logs can be read; the oldest of them may go.
            keys.stream()
                    .filter(stored -> !stored.key().isGood(now))
                    .findFirst()
                    .ifPresent(keys::remove);
        }
        if (keys.size() >= MOST_KEYS) {
            throw new IllegalArgumentException("there are already " + MOST_KEYS + " keys; revoke some first");
        }
        keys.add(made);
        return content.withKeys(keys);
    }

    /** All keys, also those that do not hold any more, oldest first. */
    public List<AccessKey> keys() {
        return book.content().keys().stream().map(StoredKey::key).toList();
    }

    /** Revokes a key, from the next request on; what it was before where it had been revoked already. */
    public Optional<AccessKey> revokeKey(String id) {
        Instant now = clock.instant();
        change(
                content -> content.withKeys(content.keys().stream()
                        .map(stored -> stored.key().id().equals(id)
                                ? new StoredKey(stored.key().revokedAt(now), stored.digest())
                                : stored)
                        .toList()),
                log -> log.with(now, AccessEvent.Kind.KEY_REVOKED, id, null));
        return Optional.ofNullable(book.keys().get(id)).map(StoredKey::key);
    }

    // --- What a journal is to be told ---

    /** Name of the log: numbers of events belong to it. */
    public String logName() {
        return book.content().log().name();
    }

    /** Events that no journal has yet, oldest first; waits for one, and is empty after that time without any. */
    public synchronized List<AccessEvent> awaitUnrecorded(Duration patience) throws InterruptedException {
        if (book.content().log().waiting().isEmpty()) {
            wait(patience.toMillis());
        }
        return book.content().log().waiting();
    }

    /** All up to this number are in a journal, and on the disk. */
    public void recorded(long number) {
        change(content -> content.withLog(content.log().after(number)), UnaryOperator.identity());
    }

    /**
     * On disk first, then true.
     *
     * @param told what is told of it, where it changes anything
     */
    private synchronized void change(UnaryOperator<Content> change, UnaryOperator<AccessLog> told) {
        Content before = book.content();
        Content after = change.apply(before);
        if (!after.equals(before)) {
            Content logged = after.withLog(told.apply(after.log()));
            file.write(logged);
            book = Book.of(logged);
            notifyAll();
        }
    }
}
