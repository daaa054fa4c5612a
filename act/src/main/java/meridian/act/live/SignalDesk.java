package meridian.act.live;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import meridian.act.life.Action;
import meridian.act.life.ActionBook;
import meridian.act.life.ActionClass;
import meridian.act.life.Answer;
import meridian.act.life.Approver;
import meridian.act.life.Effect;
import meridian.act.life.Leaf;
import meridian.act.life.Mode;
import meridian.act.life.Policy;
import meridian.act.life.ProposedAction;
import meridian.act.life.Receipt;
import meridian.act.life.Stage;
import meridian.audit.note.SignedNote;
import meridian.field.Clock;
import meridian.field.SimulatedCity;
import meridian.model.City;
import meridian.sim.road.RoadNetwork;

/**
 * The desk between people and the signals of a running simulated city. It looks where most is lost, tries in forks what would help,
 * proposes it, and once it is approved and its receipt is on the disk carries it out through the safety kernel, has it confirmed by
 * what the field shows, measures it against the same minutes of the same city without it, and keeps it or takes it back.
 *
 * <p><b>Threads.</b> Safe for all. It looks ahead on a thread of its own, at a share of a processor; what happens in the street it hears on
 * another; the city's own thread is asked for forks and steps, and never waits for a disk.
 *
 * <p>One action at a time holds signals. After a restart the log is what it was: what was open expires, what was carried out was taken
 * back by the end of the simulated street.
 */
public final class SignalDesk implements AutoCloseable {
    private static final int MOST_CARDS = 40;
    private static final Duration LONGEST_OPEN = Duration.ofMinutes(10);
    private static final Duration SHORTEST_OPEN = Duration.ofSeconds(20);
    /** The forecast of a city that has gone on for longer is one of another city, as a multiple of the time it is open. */
    private static final double STALE = 1.5;

    private static final long STOP_PATIENCE_SECONDS = 2;
    /** More junctions than these change a part of the city: two people must approve. */
    private static final int GRAVE_JUNCTIONS = 6;

    private final SimulatedCity live;
    private final City city;
    private final ActionBook book;
    private final DeskSettings settings;
    private final InstantSource clock;
    private final Consumer<String> say;
    private final Areas areas;
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("desk-writer").factory());
    private final Looker looker;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private Optional<Running> running = Optional.empty();
    private final AtomicInteger stops = new AtomicInteger();
    /** Stops that the street has been told of and that are not written down yet: nothing begins meanwhile. */
    private int stopsUnderWay;

    private volatile boolean stopping;

    /**
     * What came of an emergency stop.
     *
     * @param actions that were ended
     * @param inTime whether the street has heard it within two seconds; else it will as soon as it hears anything
     * @param millis until it had
     */
    public record Stopped(int actions, boolean inTime, long millis) {}

    /**
     * Begins to look.
     *
     * @param book of the city's actions, on a log that nobody else writes
     * @param clock of leaves and expiries
     * @param say told what people at the terminal should know
     */
    public SignalDesk(
            SimulatedCity live,
            RoadNetwork road,
            ActionBook book,
            DeskSettings settings,
            InstantSource clock,
            Consumer<String> say) {
        this.live = live;
        this.book = book;
        this.settings = settings;
        this.clock = clock;
        this.say = say;
        city = live.city();
        areas = new Areas(city);
        takeBackWhatWasRunning();
        for (String area : areas.all()) {
            if (!book.knowsMode(area)) {
                book.tell(new Leaf.ModeSet(area, settings.firstMode(), settings.starter(), now()));
            }
        }
        looker = new Looker(live, road, settings, say, new Looker.Desk() {
            @Override
            public boolean isIdle() {
                return SignalDesk.this.isIdle();
            }

            @Override
            public void propose(Draft draft, String person) {
                SignalDesk.this.propose(draft, person);
            }
        });
        looker.start();
        writer.scheduleWithFixedDelay(() -> orLeave(this::expire), 1, 1, TimeUnit.SECONDS);
    }

    /** Logs have milliseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void takeBackWhatWasRunning() {
        for (Action action : book.open()) {
            switch (action.stage()) {
                case EXECUTED, CONFIRMED, MEASURED ->
                    book.tell(new Leaf.Ended(
                            action.id(),
                            Stage.ROLLED_BACK,
                            "Meridian ended while it was carried out; the simulated city begins with every junction on its own plan",
                            now()));
                case PROPOSED, SIMULATED, APPROVED, KEPT, ROLLED_BACK, DENIED, REFUSED, EXPIRED, STOPPED -> {}
            }
        }
    }

    private synchronized boolean isIdle() {
        return running.isEmpty() && entries.values().stream().noneMatch(Entry::isOpen);
    }

    /** @param person who asked for it; empty: the desk itself */
    private synchronized void propose(Draft draft, String person) {
        Instant now = now();
        Clock time = live.clock();
        String id = "signals-" + Long.toString(now.toEpochMilli(), Character.MAX_RADIX);
        Duration open = Duration.ofMillis((long) (1000 * settings.openSeconds() / time.speed()));
        open = open.compareTo(LONGEST_OPEN) > 0
                ? LONGEST_OPEN
                : open.compareTo(SHORTEST_OPEN) < 0 ? SHORTEST_OPEN : open;
        ProposedAction proposal = new ProposedAction(
                id,
                areas.of(draft.cluster().controllers().getFirst()),
                draft.cluster().controllers().size() > GRAVE_JUNCTIONS ? ActionClass.GRAVE : ActionClass.NOTABLE,
                draft.decider(),
                settings.model() + "; forks of the live city, trips drawn anew for each pair",
                ProposalText.reason(draft, person),
                ProposalText.orders(city, draft),
                ProposalText.inputs(draft, live.scene().count(), now),
                now,
                now.plus(open));
        List<Answer> answers =
                book.tell(List.of(new Leaf.Proposed(proposal, now), new Leaf.Simulated(id, draft.forecast(), now)));
        if (answers.getLast() instanceof Answer.Refused refused) {
            say.accept("a proposal was refused by the book: " + refused.reason());
            return;
        }
        Entry entry = new Entry(draft, book.action(id).orElseThrow());
        entries.put(id, entry);
        forgetOld();
        say.accept("proposal " + id + ": " + proposal.reason());
        approveByPolicy(entry);
    }

    private void forgetOld() {
        while (entries.size() > MOST_CARDS) {
            String oldest = entries.values().stream()
                    .filter(Entry::isEnded)
                    .findFirst()
                    .map(entry -> entry.action.id())
                    .orElseThrow(() -> new IllegalStateException("more than " + MOST_CARDS + " open actions"));
            entries.remove(oldest);
        }
    }

    /** Parts of the city with what may be done there, in an order that stays. */
    public Map<String, Mode> modes() {
        Map<String, Mode> modes = new LinkedHashMap<>();
        areas.all().forEach(area -> modes.put(area, book.mode(area)));
        return modes;
    }

    /** The newest first. */
    public synchronized List<Card> cards() {
        Deque<Card> cards = new ArrayDeque<>();
        entries.values().forEach(entry -> cards.addFirst(entry.card()));
        return List.copyOf(cards);
    }

    public synchronized Optional<Card> card(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::card);
    }

    /** Where it tries something now; empty while it does not. */
    public String doing() {
        return looker.doing();
    }

    /**
     * Has something tried, which is proposed when that is done, whatever it promises.
     *
     * @param nodes of the city whose signals shall be held
     * @param decider by which; empty: by the best
     * @throws IllegalArgumentException where that cannot be, in words
     */
    public void wish(List<Integer> nodes, String decider, int seconds, String person) {
        looker.wish(nodes, decider, seconds, person);
    }

    /**
     * Somebody says yes. When enough people have, it is carried out at once.
     *
     * @param contentSha256 of what this person has seen
     * @param person who is known to be that person
     */
    public synchronized Answer approve(String id, String contentSha256, String person) {
        Entry entry = entries.get(id);
        if (entry == null) {
            boolean older = book.action(id).isPresent();
            return refuse("approved", id, person, older ? "it is of before the last start" : "there is no such action");
        }
        double age = live.clock().seconds() - entry.draft.cityNow();
        if (entry.isOpen() && age > STALE * settings.openSeconds()) {
            return refuse(
                    "approved", id, person, "the city has gone on for " + Math.round(age) + " s since its forecast");
        }
        if (running.isPresent()) {
            return refuse(
                    "approved",
                    id,
                    person,
                    "action " + running.get().entry.action.id() + " holds signals; when it is over");
        }
        Answer answer = book.tell(new Leaf.Approved(id, contentSha256, Approver.person(person), now()));
        refresh(entry);
        if (answer instanceof Answer.Done && entry.action.stage() == Stage.APPROVED) {
            execute(entry);
        }
        return answer;
    }

    private Answer refuse(String attempt, String id, String person, String reason) {
        Answer written = book.tell(new Leaf.Refused(attempt, id, person, reason, now()));
        return new Answer.Refused(written.entry(), reason);
    }

    private void approveByPolicy(Entry entry) {
        ProposedAction proposal = entry.action.proposal();
        if (book.mode(proposal.area()) != Mode.ACT || running.isPresent()) {
            return;
        }
        Instant now = now();
        for (Policy policy : book.policies(proposal.area(), now)) {
            boolean covers = policy.deciders().contains(proposal.decider())
                    && proposal.actionClass().compareTo(policy.mostClass()) <= 0
                    && !now.isBefore(policy.from());
            if (covers
                    && book.tell(new Leaf.Approved(proposal.id(), entry.sha256, Approver.policy(policy.id()), now))
                            instanceof Answer.Done) {
                refresh(entry);
                execute(entry);
                return;
            }
        }
    }

    /** Somebody says no. */
    public synchronized Answer deny(String id, String person, String reason) {
        Entry entry = entries.get(id);
        if (entry == null) {
            return refuse("ended", id, person, "there is no such action");
        }
        String words = "denied by " + person + (reason.isBlank() ? "" : ": " + reason);
        return end(entry, Stage.DENIED, words);
    }

    /** Policies that hold now or will. */
    public List<Policy> policies() {
        Instant now = now();
        return areas.all().stream()
                .flatMap(area -> book.policies(area, now).stream())
                .toList();
    }

    /**
     * Takes a policy that people have signed; it counts in areas that are in {@link Mode#ACT}.
     *
     * @param note its text with their signatures
     * @throws meridian.model.BadInput where it is no note of a policy
     */
    public Answer adopt(String note, String person) {
        Policy policy = Policy.parse("policy", SignedNote.parse("policy", note).text());
        return areas.all().contains(policy.area())
                ? book.adopt(policy, note, now())
                : refuse("policyAdopted", policy.id(), person, noArea(policy.area()));
    }

    /** Nothing more is done by a policy from now on. */
    public Answer withdraw(String policy, String person) {
        return book.tell(new Leaf.PolicyWithdrawn(policy, person, now()));
    }

    private String noArea(String area) {
        return "there is no area " + area + "; there are " + String.join(", ", areas.all());
    }

    /** What may be done in a part of the city from now on. */
    public Answer setMode(String area, Mode mode, String person) {
        if (!areas.all().contains(area)) {
            return refuse("modeSet", area, person, noArea(area));
        }
        return book.tell(new Leaf.ModeSet(area, mode, person, now()));
    }

    /**
     * Ends everything at once: signals go back to their plans, all areas are only observed. The street hears it before it is written down,
     * because nobody should wait for a disk.
     */
    public Stopped stop(String person, String reason) {
        long began = System.nanoTime();
        CompletableFuture<Boolean> heard = new CompletableFuture<>();
        Optional<Running> ended;
        int open;
        synchronized (this) {
            stops.incrementAndGet();
            stopsUnderWay++;
            ended = running;
            open = (int)
                    entries.values().stream().filter(entry -> !entry.isEnded()).count();
        }
        live.between(_ -> {
            ended.ifPresent(Running::abort);
            heard.complete(true);
        });
        boolean inTime = awaited(heard);
        long millis = (System.nanoTime() - began) / 1_000_000;
        synchronized (this) {
            book.tell(new Leaf.Stopped(person, reason, now()));
            stopsUnderWay--;
            for (Entry entry : entries.values()) {
                boolean wasOpen = !entry.isEnded();
                refresh(entry);
                if (wasOpen) {
                    entry.note = "stopped by " + person + (reason.isBlank() ? "" : ": " + reason);
                }
            }
        }
        say.accept("emergency stop by " + person + "; every junction goes back to its own plan");
        return new Stopped(open, inTime, millis);
    }

    private static boolean awaited(CompletableFuture<Boolean> heard) {
        try {
            return heard.get(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void execute(Entry entry) {
        if (stopsUnderWay > 0) {
            // Approved between the stop and its being written down.
            refresh(entry);
            entry.note = "an emergency stop was under way";
            return;
        }
        Optional<Search> made = looker.search();
        String kernel = "every command passes the safety kernel; " + entry.draft.kernel();
        Optional<Receipt> receipt = book.receipt(entry.action.id(), kernel, now());
        if (made.isEmpty() || receipt.isEmpty() || !(book.tell(receipt.get()) instanceof Answer.Done)) {
            refresh(entry);
            entry.note = "it could not be carried out";
            return;
        }
        refresh(entry);
        Running holding = new Running(entry);
        running = Optional.of(holding);
        int atStop = stops.get();
        Hold.Order order = made.get().order(entry.draft);
        live.between(inside -> {
            // Who stops between the receipt and this moment has stopped this as well.
            if (stops.get() == atStop) {
                start(inside, holding, order);
            } else {
                later(() -> letGo(holding));
            }
        });
    }

    /** On the city's thread. */
    private void start(SimulatedCity.Inside inside, Running holding, Hold.Order order) {
        try {
            holding.start(inside, order, new Told(holding), new Pace(settings.share(), () -> stopping));
        } catch (RuntimeException e) {
            later(() -> {
                rollBack(holding, "it could not begin: " + e);
                letGo(holding);
            });
        }
    }

    /** What the city's thread tells; written down by another. */
    private final class Told implements Steering.Listener {
        private final Running holding;

        Told(Running holding) {
            this.holding = holding;
        }

        @Override
        public void confirmed(String answer) {
            later(() -> confirm(holding, answer));
        }

        @Override
        public void broken(String reason) {
            later(() -> rollBack(holding, reason));
        }

        @Override
        public void passed(double lostSeconds, boolean whole) {
            CompletableFuture<Double> other = whole ? holding.whole : holding.half;
            other.whenComplete((without, failure) -> later(() -> {
                if (failure == null) {
                    measured(holding, lostSeconds - without, whole);
                } else {
                    rollBack(holding, "its effect could not be measured: " + failure);
                }
            }));
        }

        @Override
        public void back() {
            live.between(inside -> inside.countBeside(List.of()));
            later(() -> letGo(holding));
        }
    }

    /** Writes something down on the desk's own thread. Where nothing can be written any more, nothing is done any more. */
    private void later(Runnable writing) {
        if (stopping) {
            // What was carried out is taken back by the next start.
            return;
        }
        try {
            writer.execute(() -> orLeave(writing));
        } catch (RejectedExecutionException e) {
            // It has just begun to stop.
        }
    }

    private void orLeave(Runnable writing) {
        try {
            writing.run();
        } catch (UncheckedIOException e) {
            say.accept("the audit log cannot be written; signals go back to their plans: " + e.getCause());
            leave();
        }
    }

    private synchronized void leave() {
        running.ifPresent(holding -> live.between(_ -> holding.abort()));
    }

    private synchronized void confirm(Running holding, String answer) {
        book.tell(new Leaf.Confirmed(holding.entry.action.id(), answer, now()));
        refresh(holding.entry);
    }

    private synchronized void measured(Running holding, double differenceSeconds, boolean whole) {
        Entry entry = holding.entry;
        if (entry.action.stage() != Stage.CONFIRMED || !whole && differenceSeconds <= 0) {
            return;
        }
        Effect effect = Effects.exact(Clusters.measure(), differenceSeconds);
        entry.method = Running.METHOD;
        book.tell(new Leaf.Measured(entry.action.id(), effect, Running.METHOD, now()));
        if (whole) {
            book.verdict(entry.action.id(), now()).ifPresent(ended -> {
                book.tell(ended);
                entry.note = ended.reason();
            });
            refresh(entry);
        } else {
            rollBack(holding, "at half of its time more has been lost than its plans would have cost");
        }
    }

    private synchronized void rollBack(Running holding, String reason) {
        live.between(_ -> holding.abort());
        end(holding.entry, Stage.ROLLED_BACK, reason);
        say.accept("action " + holding.entry.action.id() + " is taken back: " + reason);
    }

    private synchronized void letGo(Running holding) {
        running = running.filter(other -> other != holding);
    }

    private synchronized Answer end(Entry entry, Stage stage, String reason) {
        Answer answer = book.tell(new Leaf.Ended(entry.action.id(), stage, reason, now()));
        refresh(entry);
        if (answer instanceof Answer.Done) {
            entry.note = reason;
        }
        return answer;
    }

    private void refresh(Entry entry) {
        book.action(entry.action.id()).ifPresent(action -> entry.action = action);
    }

    private synchronized void expire() {
        Instant now = now();
        boolean late = book.open().stream()
                .anyMatch(action -> Entry.isOpen(action.stage())
                        && !now.isBefore(action.proposal().expiresAt()));
        if (late) {
            book.expire(now);
            entries.values().forEach(this::refresh);
        }
    }

    @Override
    public void close() {
        stopping = true;
        looker.close();
        writer.shutdown();
        try {
            boolean _ = writer.awaitTermination(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
