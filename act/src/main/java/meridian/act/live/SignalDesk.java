package meridian.act.live;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
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
import meridian.decide.Deciders;
import meridian.field.Clock;
import meridian.field.SimulatedCity;
import meridian.model.City;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.TripLog;

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
    private static final long LOOK_NANOS = 1_000_000_000L;
    private static final int MOST_ACTION_SECONDS = 1800;
    private static final int MOST_JUNCTIONS = 12;
    /** More junctions than these change a part of the city: two people must approve. */
    private static final int GRAVE_JUNCTIONS = 6;

    private static final String METHOD =
            "the same minutes of the same simulated city without the action: a fork at its start, with the same trips";

    private final SimulatedCity live;
    private final RoadNetwork road;
    private final City city;
    private final ActionBook book;
    private final DeskSettings settings;
    private final InstantSource clock;
    private final Consumer<String> say;
    private final Areas areas;
    private final CompletableFuture<Search> search = new CompletableFuture<>();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("desk-writer").factory());
    private final Thread looker;
    private final ConcurrentLinkedQueue<Wish> wishes = new ConcurrentLinkedQueue<>();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private Optional<Running> running = Optional.empty();
    private final AtomicInteger stops = new AtomicInteger();
    private volatile boolean stopping;
    private volatile String doing = "";

    /** What somebody wants to have tried. */
    private record Wish(List<Integer> nodes, Optional<Deciders> decider, int seconds, String person) {}

    /** An action of this run; guarded by the desk. */
    private static final class Entry {
        final Draft draft;
        Action action;
        final String sha256;
        String method = "";
        String note = "";

        Entry(Draft draft, Action action) {
            this.draft = draft;
            this.action = action;
            sha256 = action.content().orElseThrow().sha256();
        }
    }

    /** The action that holds signals; guarded by the desk, but for the steering, which is the city's. */
    private static final class Running {
        final Entry entry;
        /** What is lost without the action until half of its time, and until all of it is over, s. */
        final CompletableFuture<Double> half = new CompletableFuture<>();

        final CompletableFuture<Double> whole = new CompletableFuture<>();
        Optional<Steering> steering = Optional.empty();

        Running(Entry entry) {
            this.entry = entry;
        }
    }

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
        this.road = road;
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
        looker = Thread.ofPlatform()
                .daemon()
                .name("desk-looker")
                .priority(Thread.MIN_PRIORITY)
                .unstarted(this::look);
        looker.start();
        writer.scheduleWithFixedDelay(this::expire, 1, 1, TimeUnit.SECONDS);
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

    // Looking ahead.

    private void look() {
        try {
            // Reading the safety rules of a city takes a second or two, which a city that is just beginning needs for
            // itself.
            while (live.clock().filling() && !stopping) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            Pace pace = new Pace(settings.share(), () -> stopping);
            Search made = new Search(live, road, settings, pace);
            search.complete(made);
            while (!stopping) {
                try {
                    lookOnce(made);
                } catch (IllegalStateException | IllegalArgumentException e) {
                    say.accept("the desk could not try " + doing + ": " + e.getMessage());
                }
                doing = "";
                LockSupport.parkNanos(LOOK_NANOS);
            }
        } catch (Pace.Stopped e) {
            // Nobody waits for it.
        } catch (RuntimeException | Error e) {
            search.completeExceptionally(e);
            say.accept("the desk looks ahead no more: " + e);
            throw e;
        }
    }

    private void lookOnce(Search made) {
        Clock city = live.clock();
        if (city.filling() || city.paused() || live.failure() != null) {
            return;
        }
        Optional<Wish> wish = Optional.ofNullable(wishes.poll());
        if (wish.isPresent()) {
            Cluster cluster = made.clusters().of(controllers(made, wish.get().nodes()));
            doing = cluster.name();
            Draft draft = made.draft(
                    new Search.Place(cluster, 0),
                    wish.get().decider().map(List::of).orElse(settings.deciders()),
                    wish.get().seconds());
            propose(draft, wish.get().person());
        } else if (isIdle()) {
            made.worst().ifPresent(place -> tryPlace(made, place));
        }
    }

    private void tryPlace(Search made, Search.Place place) {
        doing = place.cluster().name();
        Draft draft = made.draft(place, settings.deciders(), settings.actionSeconds());
        made.leaveAlone(place.cluster(), draft.cityNow());
        // What may as well do harm is not worth anybody's time.
        if (draft.forecast().promise().high() < 0) {
            propose(draft, "");
        }
    }

    private synchronized boolean isIdle() {
        return running.isEmpty() && entries.values().stream().noneMatch(entry -> isOpen(entry.action.stage()));
    }

    private static boolean isOpen(Stage stage) {
        return stage == Stage.PROPOSED || stage == Stage.SIMULATED || stage == Stage.APPROVED;
    }

    private static List<Integer> controllers(Search made, List<Integer> nodes) {
        Set<Integer> found = new LinkedHashSet<>();
        for (int node : nodes) {
            int controller = made.clusters()
                    .controllerAt(node)
                    .orElseThrow(() -> new IllegalArgumentException("junction " + node + " has no signals"));
            if (!made.clusters().controllable(controller)) {
                throw new IllegalArgumentException("junction " + node
                        + " cannot be controlled: its safety rules are not known, or it has one phase only");
            }
            found.add(controller);
        }
        return List.copyOf(found);
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
                reason(draft, person),
                orders(draft),
                inputs(draft, now),
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
                    .filter(entry -> entry.action.stage().isEnd())
                    .findFirst()
                    .map(entry -> entry.action.id())
                    .orElseThrow(() -> new IllegalStateException("more than " + MOST_CARDS + " open actions"));
            entries.remove(oldest);
        }
    }

    private static String reason(Draft draft, String person) {
        Effect promise = draft.forecast().promise();
        String first = person.isEmpty()
                ? String.format(
                        Locale.ROOT,
                        "vehicles lose %.1f minutes a minute before %s",
                        draft.lostPerMinute(),
                        draft.cluster().name())
                : person + " asks for " + draft.cluster().name();
        return String.format(
                Locale.ROOT,
                "%s; %s at %d junctions for %d s in place of their plans changes that by %.1f %s (95 %%: %.1f to %.1f)",
                first,
                draft.decider(),
                draft.cluster().controllers().size(),
                draft.seconds(),
                promise.expected(),
                promise.unit(),
                promise.low(),
                promise.high());
    }

    private List<ProposedAction.Order> orders(Draft draft) {
        return draft.cluster().controllers().stream()
                .map(c -> new ProposedAction.Order(
                        "controller " + city.signals().get(c).id(),
                        "by " + draft.decider() + " for " + draft.seconds() + " s, then its own plan"))
                .toList();
    }

    private List<ProposedAction.Input> inputs(Draft draft, Instant now) {
        return List.of(
                new ProposedAction.Input("the city's clock", timeOfDay(draft.cityNow()), now),
                new ProposedAction.Input(
                        "time lost before the first junction",
                        String.format(Locale.ROOT, "%.1f vehicle-minutes a minute", draft.lostPerMinute()),
                        now),
                new ProposedAction.Input(
                        "vehicles in the city", Integer.toString(live.scene().count()), now),
                new ProposedAction.Input("the safety kernel", draft.kernel(), now));
    }

    private static String timeOfDay(double seconds) {
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%02d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    // What people say.

    /** Parts of the city with what may be done there, in an order that stays. */
    public Map<String, Mode> modes() {
        Map<String, Mode> modes = new LinkedHashMap<>();
        areas.all().forEach(area -> modes.put(area, book.mode(area)));
        return modes;
    }

    /** The newest first. */
    public synchronized List<Card> cards() {
        Deque<Card> cards = new ArrayDeque<>();
        entries.values().forEach(entry -> cards.addFirst(card(entry)));
        return List.copyOf(cards);
    }

    public synchronized Optional<Card> card(String id) {
        return Optional.ofNullable(entries.get(id)).map(SignalDesk::card);
    }

    /** Where it tries something now; empty while it does not. */
    public String doing() {
        return doing;
    }

    private static Card card(Entry entry) {
        Draft draft = entry.draft;
        return new Card(
                entry.action,
                entry.sha256,
                draft.cluster().name(),
                draft.cluster().nodes(),
                draft.seconds(),
                draft.cityNow(),
                draft.lostPerMinute(),
                draft.payers().stream()
                        .map(payer -> new Card.Payer(payer.link(), payer.effect()))
                        .toList(),
                draft.kernel(),
                entry.method,
                entry.note,
                entry.action.measured(),
                entry.action.proposal().expiresAt());
    }

    /**
     * Has something tried, which is proposed when that is done, whatever it promises.
     *
     * @param nodes of the city whose signals shall be held
     * @param decider by which; empty: by the best
     * @throws IllegalArgumentException where that cannot be, in words
     */
    public void wish(List<Integer> nodes, String decider, int seconds, String person) {
        if (nodes.isEmpty() || nodes.size() > MOST_JUNCTIONS) {
            throw new IllegalArgumentException("an action holds 1 to " + MOST_JUNCTIONS + " junctions");
        }
        if (seconds < 60 || seconds > MOST_ACTION_SECONDS) {
            throw new IllegalArgumentException(
                    "an action lasts 60 to " + MOST_ACTION_SECONDS + " s of the city, not " + seconds);
        }
        Optional<Deciders> known = Deciders.find(decider);
        if (known.isEmpty() && !decider.isEmpty()) {
            throw new IllegalArgumentException("there is no decider \"" + decider + "\"");
        }
        Search made = search.getNow(null);
        if (made == null) {
            throw new IllegalArgumentException(
                    "the desk still reads the city's safety rules; ask again in some seconds");
        }
        controllers(made, nodes);
        if (wishes.size() >= MOST_JUNCTIONS) {
            throw new IllegalArgumentException("enough is waiting to be tried");
        }
        wishes.add(new Wish(List.copyOf(nodes), known, seconds, person));
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
        if (isOpen(entry.action.stage()) && age > STALE * settings.openSeconds()) {
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
            ended = running;
            open = (int) entries.values().stream()
                    .filter(entry -> !entry.action.stage().isEnd())
                    .count();
        }
        live.between(_ -> {
            ended.flatMap(holding -> holding.steering).ifPresent(Steering::abort);
            heard.complete(true);
        });
        boolean inTime = awaited(heard);
        long millis = (System.nanoTime() - began) / 1_000_000;
        synchronized (this) {
            book.tell(new Leaf.Stopped(person, reason, now()));
            for (Entry entry : entries.values()) {
                boolean wasOpen = !entry.action.stage().isEnd();
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

    // Carrying out.

    private void execute(Entry entry) {
        Search made = search.getNow(null);
        String kernel = "every command passes the safety kernel; " + entry.draft.kernel();
        Optional<Receipt> receipt = book.receipt(entry.action.id(), kernel, now());
        if (made == null || receipt.isEmpty() || !(book.tell(receipt.get()) instanceof Answer.Done)) {
            refresh(entry);
            entry.note = "it could not be carried out";
            return;
        }
        refresh(entry);
        Running holding = new Running(entry);
        running = Optional.of(holding);
        int atStop = stops.get();
        Hold.Order order = made.order(
                entry.draft.cluster(), Deciders.find(entry.draft.decider()).orElseThrow(), entry.draft.seconds());
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
        RoadEngine engine = inside.engine();
        try {
            RoadEngine without = engine.fork(TripLog.NONE);
            Hold hold = new Hold(order, engine, inside::countBeside);
            Steering steering = new Steering(order, holding.entry.draft.cluster(), engine, hold, new Told(holding));
            holding.steering = Optional.of(steering);
            inside.steer(steering);
            Thread.ofPlatform()
                    .daemon()
                    .name("desk-without")
                    .priority(Thread.MIN_PRIORITY)
                    .start(() -> runWithout(without, holding));
        } catch (RuntimeException e) {
            later(() -> {
                rollBack(holding, "it could not begin: " + e);
                letGo(holding);
            });
        }
    }

    /** What would be without the action. */
    private void runWithout(RoadEngine without, Running holding) {
        Draft draft = holding.entry.draft;
        Pace pace = new Pace(settings.share(), () -> stopping);
        try (without) {
            double start = Effects.sum(Trials.lost(without, draft.cluster()));
            for (int second = 1; second <= draft.seconds() + Trials.AFTER_SECONDS; second++) {
                without.step();
                if (second == Steering.halfSeconds(draft.seconds())) {
                    holding.half.complete(Effects.sum(Trials.lost(without, draft.cluster())) - start);
                }
                pace.rest();
            }
            holding.whole.complete(Effects.sum(Trials.lost(without, draft.cluster())) - start);
        } catch (RuntimeException e) {
            holding.half.completeExceptionally(e);
            holding.whole.completeExceptionally(e);
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
        writer.execute(() -> {
            try {
                writing.run();
            } catch (UncheckedIOException e) {
                say.accept("the audit log cannot be written; signals go back to their plans: " + e.getCause());
                leave();
            }
        });
    }

    private synchronized void leave() {
        running.ifPresent(holding -> live.between(_ -> holding.steering.ifPresent(Steering::abort)));
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
        entry.method = METHOD;
        book.tell(new Leaf.Measured(entry.action.id(), effect, METHOD, now()));
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
        live.between(_ -> holding.steering.ifPresent(Steering::abort));
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
                .anyMatch(action -> isOpen(action.stage())
                        && !now.isBefore(action.proposal().expiresAt()));
        if (late) {
            book.expire(now);
            entries.values().forEach(this::refresh);
        }
    }

    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(looker);
        writer.shutdown();
        try {
            looker.join(Duration.ofSeconds(STOP_PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
