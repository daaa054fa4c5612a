package meridian.journal;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes: a batch is what has queued up while the one before was written.
 *
 * <p>When the database goes away under a batch, it waits for it with growing pauses and looks whether the batch came through
 * before it tries again: positions are given once a batch and the head is written in the same transaction, so a head at or beyond the
 * batch's last position says yes. Producers meanwhile wait; nobody is told anything that is not known.
 */
final class Writer implements Runnable {
    private static final System.Logger LOG = System.getLogger(Writer.class.getName());

    private final WriterLink link;
    private final Intake intake;
    private final KnownIds known;
    private final InstantSource clock;
    private final Progress progress;
    /** Completes futures, so that what hangs on them does not hold up the writer. */
    private final ExecutorService acknowledger;

    private final IdHash hashes = new IdHash();
    private Head head;
    /** What is being written: if this thread ends with it, whoever waits for it must hear so. */
    private List<Submission> inHand = List.of();

    Writer(
            WriterLink link,
            Intake intake,
            KnownIds known,
            InstantSource clock,
            Progress progress,
            Head head,
            ExecutorService acknowledger) {
        this.link = link;
        this.intake = intake;
        this.known = known;
        this.clock = clock;
        this.progress = progress;
        this.head = head;
        this.acknowledger = acknowledger;
    }

    @Override
    public void run() {
        try {
            while (true) {
                switch (intake.take()) {
                    case Intake.Work.Order order -> order.order().run();
                    case Intake.Work.Batch batch -> {
                        inHand = batch.submissions();
                        write(inHand);
                        inHand = List.of();
                    }
                    case Intake.Work.End _ -> {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "the journal's writer was told to stop waiting for its database");
        } finally {
            link.close();
            intake.close();
            fail(inHand, new JournalException.Closed());
            fail(intake.drain(), new JournalException.Closed());
        }
    }

    private void write(List<Submission> submissions) throws InterruptedException {
        Plan plan = null;
        boolean tried = false;
        while (true) {
            try {
                Connection connection = link.connection();
                if (plan == null) {
                    plan = plan(connection, submissions);
                }
                if (!plan.writesNothing() && !(tried && cameThrough(connection, plan))) {
                    tried = true;
                    Store.write(connection, plan);
                }
                connection.commit();
                acknowledge(plan);
                return;
            } catch (SQLException e) {
                if (isRefusal(e)) {
                    skipPositions(plan);
                    fail(submissions, SqlFailures.translate(e));
                    return;
                }
                LOG.log(Level.WARNING, "the journal's database went away; appends wait: " + e.getMessage());
                link.drop();
            }
        }
    }

    private static boolean cameThrough(Connection connection, Plan plan) throws SQLException {
        return Store.head(connection).position() >= plan.head.position();
    }

    /**
     * Whether nothing of the batch is stored, for certain. A server that fails to sync its log says so and dies; the commit may be in
     * what it wrote before, and then it is there when the server comes back. So only the word of a session that lives on counts.
     */
    private boolean isRefusal(SQLException e) throws InterruptedException {
        if (SqlFailures.isGone(e)) {
            return false;
        }
        try {
            link.connection().rollback();
            return true;
        } catch (SQLException gone) {
            return false;
        }
    }

    /** They were not stored and nobody has seen them; a gap is safer than giving them again. */
    private void skipPositions(@Nullable Plan plan) {
        if (plan != null) {
            head = new Head(plan.head.position(), head.recordedMicros());
        }
    }

    // --- Planning ---

    private Plan plan(Connection connection, List<Submission> submissions) throws SQLException {
        known.fit();
        Plan plan = new Plan(submissions, hashes, head);
        askForKnown(connection, plan);
        plan.number(head, micros(clock.instant()));
        for (Plan.Item item : plan.items) {
            if (item.isNew()) {
                Segment segment = segment(connection, plan, item);
                plan.rows.computeIfAbsent(segment, _ -> new ArrayList<>()).add(item);
            }
        }
        return plan;
    }

    private void askForKnown(Connection connection, Plan plan) throws SQLException {
        Segments segments = progress.segments();
        Map<Integer, List<Segment>> byStream = new HashMap<>();
        Map<Segment, Map<Long, List<Plan.Item>>> questions = new LinkedHashMap<>();
        for (Plan.Item item : plan.items) {
            if (item.first != null) {
                continue;
            }
            for (Segment segment : byStream.computeIfAbsent(item.submission.stream().number, segments::of)) {
                if (known.mayHold(segment, item.hash)) {
                    questions
                            .computeIfAbsent(segment, _ -> new HashMap<>())
                            .computeIfAbsent(item.hash, _ -> new ArrayList<>(1))
                            .add(item);
                }
            }
        }
        for (Map.Entry<Segment, Map<Long, List<Plan.Item>>> question : questions.entrySet()) {
            Store.markKnown(connection, question.getKey(), question.getValue());
        }
    }

    /** Where a new event goes: its stream's newest segment while that lasts, else one that this batch makes. */
    private Segment segment(Connection connection, Plan plan, Plan.Item item) throws SQLException {
        StreamState stream = item.submission.stream();
        for (Segment made : plan.newSegments) {
            if (made.stream() == stream.number) {
                return made;
            }
        }
        Optional<Segment> newest = progress.segments().newest(stream.number);
        if (newest.isPresent()
                && plan.head.recordedMicros() < newest.orElseThrow().endsMicros()) {
            return newest.orElseThrow();
        }
        Segment made = next(Store.nextSegment(connection), plan.head.recordedMicros(), item, newest);
        plan.newSegments.add(made);
        return made;
    }

    private static Segment next(long id, long nowMicros, Plan.Item first, Optional<Segment> before) {
        StreamState stream = first.submission.stream();
        long span = ChronoUnit.MICROS.between(
                Instant.EPOCH, Instant.EPOCH.plus(stream.stream().segmentSpan()));
        long starts = Math.floorDiv(nowMicros, span) * span;
        // The span may have changed since the one before was made.
        long from = Math.max(starts, before.map(Segment::endsMicros).orElse(Long.MIN_VALUE));
        return new Segment(id, stream.number, from, starts + span, first.position);
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    // --- After the commit ---

    private void acknowledge(Plan plan) {
        head = plan.head;
        for (Segment segment : plan.newSegments) {
            known.made(segment);
        }
        for (Map.Entry<Segment, List<Plan.Item>> rows : plan.rows.entrySet()) {
            for (Plan.Item item : rows.getValue()) {
                known.add(rows.getKey(), item.hash);
            }
            StreamState stream = rows.getValue().getFirst().submission.stream();
            stream.wroteUpTo(rows.getValue().getLast().position);
        }
        if (!plan.writesNothing()) {
            progress.reached(head, progress.segments().with(plan.newSegments));
        }
        // Room first: what hangs on a future may itself append and wait for some.
        intake.done(plan.submissions);
        acknowledger.execute(() -> complete(plan));
    }

    private void complete(Plan plan) {
        int at = 0;
        for (Submission submission : plan.submissions) {
            List<Acknowledgement> acknowledgements =
                    new ArrayList<>(submission.events().size());
            for (int i = 0; i < submission.events().size(); i++) {
                Acknowledgement one = plan.items.get(at++).acknowledgement();
                (one.duplicate() ? submission.stream().duplicates : submission.stream().stored).increment();
                acknowledgements.add(one);
            }
            submission.result().complete(List.copyOf(acknowledgements));
        }
    }

    private void fail(List<Submission> submissions, JournalException why) {
        intake.done(submissions);
        for (Submission submission : submissions) {
            submission.stream().failed.add(submission.events().size());
            acknowledger.execute(() -> submission.result().completeExceptionally(why));
        }
    }

    /** Before a segment is dropped: nothing is looked for in it any more, and nothing comes into it. */
    void forget(Segment segment) {
        known.forget(segment);
        progress.reached(head, progress.segments().without(segment));
    }
}
