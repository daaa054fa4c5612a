package meridian.outbox;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import meridian.outbox.Store.Tally;
import meridian.outbox.endpoint.Answer;
import meridian.outbox.endpoint.Target;
import meridian.twin.subscription.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Tells one subscriber what waits for him. One thread decides; each notification on its way has a thread of its own.
 *
 * <p>Of one entity the first alone is sent, until it has been taken or given up. When several in a row fail, whatever their
 * entity, the target is in trouble: then one at a time is tried, with growing pauses.
 */
final class Delivery implements Runnable {
    private static final int PAGE = 1_000;
    /** What waits is in memory up to here: beyond, other entities wait for those that are tried again. */
    private static final int WINDOW_ROWS = 20_000;

    private static final long ALL_WINDOWS_BYTES = 64L << 20;
    private static final long LEAST_WINDOW_BYTES = 64L << 10;
    /** So many failures in a row, and the target is in trouble. */
    private static final int IN_TROUBLE = 24;

    private static final int TOLD_AT_A_TIME = 256;
    private static final int ENTITIES_OF_A_THROTTLED = 1_000;
    private static final long TOLD_LATEST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long NOTED_LATEST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long COUNTED_LATEST_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** A connection that is not used for so long is let go. */
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long DATABASE_PAUSE_MILLIS = 500;
    private static final int REASON_CHARS = 500;
    private static final String TOO_MANY = "more were waiting than the outbox keeps";

    /** Something that is sent as one: usually a notification; with throttling the newest of each entity. */
    private record Parcel(List<Line> lines, List<Row> told, int coalesced) {}

    private record Outcome(Parcel parcel, Answer answer) {}

    private final Shared shared;
    private final Subscription subscription;
    private final long number;
    private final Target target;
    private final Replay replay;
    private final @Nullable Delivery before;
    private final Pauses pauses;
    private final LinkedBlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private final Outcome wake = new Outcome(new Parcel(List.of(), List.of(), 0), new Answer.Taken());
    private final AtomicBoolean more = new AtomicBoolean(true);
    private final AtomicBoolean startOver = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopped;

    private final Map<String, Line> lines = new HashMap<>();
    private final ArrayDeque<Line> ready = new ArrayDeque<>();
    private final PriorityQueue<Line> later = new PriorityQueue<>();
    private final Set<Row> onTheWay = new HashSet<>();
    private final List<Row> told = new ArrayList<>();
    private int windowRows;
    private long windowBytes;
    private long loadedPosition;
    private int loadedOrdinal = -1;
    private int inFlight;
    private int failuresInARow;
    private long troubleUntilNanos;
    private long nextThrottledNanos;
    private long waiting = -1;
    private boolean uncounted;
    private long countedNanos;
    private long activeNanos;
    private long writtenNanos;
    private long sent;
    private long failed;
    private long coalesced;
    private @Nullable Instant lastSent;
    private @Nullable Instant lastSuccess;
    private @Nullable Instant lastFailure;
    private @Nullable String lastProblem;

    /**
     * @param replay what is looked through again before anything is told
     * @param before who told the same subscriber until now: this one begins when that one has ended
     */
    Delivery(
            Shared shared,
            long number,
            Subscription subscription,
            Target target,
            Replay replay,
            @Nullable Delivery before) {
        this.shared = shared;
        this.number = number;
        this.subscription = subscription;
        this.target = target;
        this.replay = replay;
        this.before = before;
        this.pauses = new Pauses(shared.settings(), ThreadLocalRandom.current());
        long now = shared.nanos().getAsLong();
        writtenNanos = now;
        countedNanos = now;
        activeNanos = now;
        nextThrottledNanos = now;
        troubleUntilNanos = now;
    }

    /** A stretch of the journal that has to be looked through again, piece by piece. */
    interface Replay {
        /** @return whether there is more */
        boolean step() throws SQLException;
    }

    /** There may be more to tell. Safe for all threads. */
    void wake() {
        more.set(true);
        outcomes.add(wake);
    }

    /** Something older may be waiting than was told already. Safe for all threads. */
    void startOver() {
        startOver.set(true);
        wake();
    }

    /** Begins nothing more; what is on its way may still arrive. Safe for all threads. */
    void stop() {
        stopped = true;
        outcomes.add(wake);
    }

    /** Until nothing is on its way any more. */
    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    @Override
    public void run() {
        try {
            if (before != null) {
                before.awaitEnd();
            }
            while (!stopped) {
                step();
            }
            awaitAnswers();
            write();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            // What was told and could not be written down is told again under the same id.
        } finally {
            target.close();
            ended.countDown();
        }
    }

    private void awaitAnswers() throws InterruptedException {
        while (inFlight > 0) {
            try {
                settle(outcomes.take());
            } catch (SQLException e) {
                // That one stays in the outbox.
            }
        }
    }

    private void step() throws InterruptedException {
        try {
            if (replay.step()) {
                return;
            }
            bound();
            load();
            start();
            Outcome first = outcomes.poll(waitNanos(), TimeUnit.NANOSECONDS);
            for (Outcome next = first; next != null; next = outcomes.poll()) {
                settle(next);
            }
            if (isTimeToWrite()) {
                write();
            }
        } catch (SQLException | RuntimeException e) {
            // The database comes back; what is told meanwhile is written down then. Anything else is shown, not passed
            // over.
            lastFailure = shared.clock().instant();
            lastProblem = shortened("Meridian itself: " + e);
            Thread.sleep(DATABASE_PAUSE_MILLIS);
        }
    }

    private long now() {
        return shared.nanos().getAsLong();
    }

    private interface Asking<T> {
        T now() throws SQLException;
    }

    private <T> T ask(Asking<T> asking) throws SQLException, InterruptedException {
        shared.database().acquire();
        try {
            return asking.now();
        } finally {
            shared.database().release();
        }
    }

    // --- What waits ---

    private void bound() throws SQLException, InterruptedException {
        if (startOver.getAndSet(false)) {
            forgetWindow();
            waiting = -1;
        }
        uncounted |= more.get();
        long now = now();
        if (!uncounted || waiting >= 0 && now - countedNanos < COUNTED_LATEST_NANOS) {
            return;
        }
        waiting = ask(() -> shared.store().pending(number));
        countedNanos = now;
        uncounted = false;
        int share = shared.settings().share(shared.subscriptions().get());
        if (waiting > share) {
            long over = waiting - share;
            ask(() -> {
                shared.store().dieOldest(number, over, TOO_MANY, shared.clock().instant());
                shared.store().boundDeadLetters(number, shared.settings().maxDeadLetters());
                return null;
            });
            waiting -= over;
            lastFailure = shared.clock().instant();
            lastProblem = TOO_MANY;
            forgetWindow();
        }
    }

    /** All but what is on its way, which will find out by itself that it is not waited for any more. */
    private void forgetWindow() throws SQLException, InterruptedException {
        write();
        lines.values().removeIf(line -> {
            Row first = line.rows.peekFirst();
            boolean away = first != null && onTheWay.contains(first);
            while (line.rows.size() > (away ? 1 : 0)) {
                Row row = line.rows.removeLast();
                windowRows--;
                windowBytes -= row.sizeBytes();
            }
            return !away;
        });
        ready.clear();
        later.clear();
        loadedPosition = 0;
        loadedOrdinal = -1;
        more.set(true);
    }

    private void load() throws SQLException, InterruptedException {
        if (!hasRoom() || !more.getAndSet(false)) {
            return;
        }
        List<Row> page;
        try {
            page = ask(() -> shared.store().waiting(number, loadedPosition, loadedOrdinal, PAGE));
        } catch (SQLException e) {
            more.set(true);
            throw e;
        }
        for (Row row : page) {
            loadedPosition = row.position;
            loadedOrdinal = row.ordinal;
            if (!onTheWay.contains(row)) {
                add(row);
            }
        }
        if (page.size() == PAGE) {
            more.set(true);
        }
    }

    private boolean hasRoom() {
        long share = ALL_WINDOWS_BYTES / Math.max(1, shared.subscriptions().get());
        return windowRows < WINDOW_ROWS && windowBytes < Math.max(LEAST_WINDOW_BYTES, share);
    }

    private void add(Row row) {
        Line line = lines.computeIfAbsent(row.entity, Line::new);
        line.rows.addLast(row);
        windowRows++;
        windowBytes += row.sizeBytes();
        if (line.rows.size() == 1) {
            ready.addLast(line);
        }
    }

    // --- Sending ---

    private void start() throws InterruptedException {
        long now = now();
        while (!later.isEmpty() && later.peek().dueNanos - now <= 0) {
            ready.addLast(later.poll());
        }
        if (!subscription.active()) {
            return;
        }
        while (!ready.isEmpty() && mayStart(now)) {
            send(subscription.throttling().isZero() ? single() : newestOfEach());
        }
        if (inFlight > 0) {
            activeNanos = now;
        } else if (now - activeNanos >= REST_NANOS) {
            target.rest();
        }
    }

    private boolean mayStart(long now) {
        boolean trouble = failuresInARow >= IN_TROUBLE;
        boolean throttled = !subscription.throttling().isZero();
        int most = trouble || throttled ? 1 : shared.settings().inFlight();
        boolean due = (!trouble || troubleUntilNanos - now <= 0) && (!throttled || nextThrottledNanos - now <= 0);
        return inFlight < most && due && shared.sending().tryAcquire();
    }

    private Parcel single() {
        Line line = ready.pollFirst();
        return new Parcel(List.of(line), List.of(line.rows.getFirst()), 0);
    }

    /** Of many entities what is newest of each; what it replaces is done with it. */
    private Parcel newestOfEach() {
        List<Line> taken = new ArrayList<>();
        List<Row> newest = new ArrayList<>();
        int replaced = 0;
        while (!ready.isEmpty() && taken.size() < ENTITIES_OF_A_THROTTLED) {
            Line line = ready.pollFirst();
            while (line.rows.size() > 1) {
                Row old = line.rows.removeFirst();
                leaves(old);
                told.add(old);
                replaced++;
            }
            taken.add(line);
            newest.add(line.rows.getFirst());
        }
        coalesced += replaced;
        nextThrottledNanos = now() + subscription.throttling().toNanos();
        return new Parcel(taken, newest, replaced);
    }

    private void leaves(Row row) {
        windowRows--;
        windowBytes -= row.sizeBytes();
    }

    private void send(Parcel parcel) {
        inFlight++;
        onTheWay.addAll(parcel.told());
        lastSent = shared.clock().instant();
        Thread.ofVirtual().name("notify-" + number).start(() -> {
            Answer answer = new Answer.Failed("the delivery was broken off");
            try {
                answer = sent(parcel);
            } finally {
                shared.sending().release();
                outcomes.add(new Outcome(parcel, answer));
            }
        });
    }

    private Answer sent(Parcel parcel) {
        Row last = parcel.told().getLast();
        List<byte[]> data = parcel.told().stream().map(row -> row.data).toList();
        byte[] body = shared.wording().notification(subscription, last.id(), last.recordedMicros, data);
        Map<String, String> headers = Headers.of(subscription.endpoint());
        boolean mqtt = subscription.endpoint().uri().regionMatches(true, 0, "mqtt", 0, 4);
        return target.send(mqtt ? shared.wording().withMetadata(headers, body) : body, headers);
    }

    private void settle(Outcome outcome) throws SQLException, InterruptedException {
        if (outcome == wake) {
            return;
        }
        inFlight--;
        outcome.parcel().told().forEach(onTheWay::remove);
        switch (outcome.answer()) {
            case Answer.Taken _ -> taken(outcome.parcel());
            case Answer.Refused(String why) -> notTaken(outcome.parcel(), true, why);
            case Answer.Failed(String why) -> notTaken(outcome.parcel(), false, why);
        }
    }

    private void taken(Parcel parcel) {
        failuresInARow = 0;
        sent++;
        lastSuccess = shared.clock().instant();
        for (Line line : parcel.lines()) {
            Row row = line.rows.getFirst();
            told.add(row);
            leaves(row);
            line.advance();
            goOn(line);
        }
    }

    private void goOn(Line line) {
        if (line.rows.isEmpty()) {
            lines.remove(line.entity, line);
        } else {
            ready.addLast(line);
        }
    }

    private void notTaken(Parcel parcel, boolean refused, String why) throws SQLException, InterruptedException {
        failed++;
        lastFailure = shared.clock().instant();
        lastProblem = shortened(why);
        long now = now();
        if (!refused && ++failuresInARow >= IN_TROUBLE) {
            troubleUntilNanos = now + pauses.ofAll(failuresInARow - IN_TROUBLE + 1);
        }
        for (Line line : parcel.lines()) {
            line.failed(refused, now, pauses.ofOne(line.failures + 1));
            boolean old =
                    now - line.firstFailureNanos >= shared.settings().age().toNanos();
            if (line.refusals >= shared.settings().refusals() || old) {
                giveUp(line, why);
            } else {
                later.add(line);
            }
        }
    }

    private static String shortened(String why) {
        return why.length() > REASON_CHARS ? why.substring(0, REASON_CHARS) : why;
    }

    private void giveUp(Line line, String why) throws SQLException, InterruptedException {
        Row row = line.rows.getFirst();
        try {
            ask(() -> {
                shared.store().die(row, shortened(why), shared.clock().instant());
                shared.store().boundDeadLetters(number, shared.settings().maxDeadLetters());
                return null;
            });
        } catch (SQLException e) {
            later.add(line);
            throw e;
        }
        waiting--;
        leaves(row);
        line.advance();
        goOn(line);
    }

    // --- Writing down ---

    private boolean isTimeToWrite() {
        long since = now() - writtenNanos;
        return told.size() >= TOLD_AT_A_TIME
                || !told.isEmpty() && (since >= TOLD_LATEST_NANOS || inFlight == 0 && ready.isEmpty())
                || lastProblem != null && since >= NOTED_LATEST_NANOS;
    }

    private void write() throws SQLException, InterruptedException {
        if (told.isEmpty() && lastSent == null && lastProblem == null) {
            return;
        }
        Tally tally = new Tally(sent, failed, coalesced, lastSent, lastSuccess, lastFailure, lastProblem);
        ask(() -> {
            shared.store().told(number, told, tally);
            return null;
        });
        waiting -= told.size();
        told.clear();
        sent = 0;
        failed = 0;
        coalesced = 0;
        lastSent = null;
        lastSuccess = null;
        lastFailure = null;
        lastProblem = null;
        writtenNanos = now();
    }

    /** Until something is due; who waits for an answer is woken by it. */
    private long waitNanos() {
        long now = now();
        long wait = TimeUnit.MINUTES.toNanos(1);
        if (!told.isEmpty() || lastProblem != null) {
            wait = TOLD_LATEST_NANOS;
        }
        if (!later.isEmpty()) {
            wait = Math.min(wait, later.peek().dueNanos - now);
        }
        if (!ready.isEmpty() && subscription.active()) {
            wait = Math.min(wait, startNanos(now));
        }
        if (uncounted || inFlight == 0 && now - activeNanos < REST_NANOS) {
            wait = Math.min(wait, uncounted ? COUNTED_LATEST_NANOS : REST_NANOS);
        }
        return more.get() && hasRoom() ? 0 : Math.max(0, wait);
    }

    private long startNanos(long now) {
        if (inFlight > 0
                && (failuresInARow >= IN_TROUBLE || !subscription.throttling().isZero())) {
            return Long.MAX_VALUE;
        }
        if (inFlight >= shared.settings().inFlight()) {
            return Long.MAX_VALUE;
        }
        long trouble = failuresInARow >= IN_TROUBLE ? troubleUntilNanos - now : 0;
        long throttled = subscription.throttling().isZero() ? 0 : nextThrottledNanos - now;
        // Where nothing is in the way but what others send: look again soon.
        return Math.max(TimeUnit.MILLISECONDS.toNanos(1), Math.max(trouble, throttled));
    }
}
