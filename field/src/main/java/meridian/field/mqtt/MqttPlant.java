package meridian.field.mqtt;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import meridian.field.plant.Observation;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.Plant;
import meridian.field.plant.PlantLost;
import meridian.field.plant.SignalCommand;
import meridian.field.text.LoopReading;
import meridian.field.text.PlantText;
import meridian.model.BadInput;
import meridian.model.control.ControlJunction;
import meridian.model.control.ControlNetwork;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A street of real controllers as a plant. The street's clock runs by itself: a step waits for its next second, and where who decides
 * has taken longer, some seconds are left out.
 *
 * <p>Every second each junction that has been told anything is told again what it is to show, {@link #leadMillis} after the second
 * that the decision was about, on the junction's own clock. The distance between the two clocks is taken when the junction is taken
 * over and then left, so that no time that the safety kernel has measured becomes shorter. A junction that has fallen back, or has not
 * reported for {@value #SILENT_MILLIS} ms, {@link Observation#obeys obeys} nobody; orders after that are of a new take-over.
 */
public final class MqttPlant implements Plant {
    /** How long the street may say nothing before nobody believes in it any more. */
    public static final Duration USUAL_PATIENCE = Duration.ofSeconds(60);

    static final long SILENT_MILLIS = 2_000;
    /** How long the others are waited for when the first junction has told its next second. */
    private static final long GRACE_MILLIS = 300;

    private static final double STEP_SECONDS = 1;
    /** Whoever says that it is so much later has another clock. */
    private static final double FARTHEST_SECONDS = 600;

    /**
     * What orders came to.
     *
     * @param answers how many controllers gave, by word
     * @param unsent messages for which the broker was away
     */
    public record Figures(
            long sent, Map<String, Long> answers, long rejectedValues, long unsent, String lastRejection) {}

    /** What is known of a junction. */
    private static final class Known {
        @Nullable
        Report last;

        long heardNanos;
        /** Readings since the last step. */
        final List<LoopReading> readings = new ArrayList<>();

        @Nullable
        SignalCommand wish;

        long takeover = 1;
        /** Whether this take-over is over, as its answers or a restart of the controller say. */
        boolean lost;

        /** Of the take-over. */
        long sequence;
        /** Of its clock before the street's, ms; taken at the first order of a take-over. */
        @Nullable
        Long ahead;
    }

    private final MqttLink link;
    private final ControlNetwork network;
    private final long leadMillis;
    private final long patienceNanos;
    private final long session;
    private final Map<String, Integer> detectors = new HashMap<>();
    private final Map<String, Integer> seenTopics = new HashMap<>();
    private final Map<String, Integer> answerTopics = new HashMap<>();
    private final List<Known> junctions = new ArrayList<>();
    private final Observation.Builder builder;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final EnumMap<OrderGate.Answer, Long> answers = new EnumMap<>(OrderGate.Answer.class);
    private long sent;
    private long rejected;
    private String lastRejection = "";
    private boolean superseded;
    private boolean ended;
    private double seconds;
    private Observation last;

    private MqttPlant(MqttLink link, ControlNetwork network, long leadMillis, Duration patience, LongSupplier session) {
        this.link = link;
        this.network = network;
        this.leadMillis = leadMillis;
        this.patienceNanos = patience.toNanos();
        this.session = session.getAsLong();
        network.detectors().forEach(detector -> detectors.put(detector.id(), detectors.size()));
        for (ControlJunction junction : network.junctions()) {
            seenTopics.put(link.address().topic(junction.id(), MqttText.SEEN), junctions.size());
            answerTopics.put(link.address().topic(junction.id(), MqttText.ANSWER), junctions.size());
            junctions.add(new Known());
        }
        builder = new Observation.Builder(network, ObserveMode.DETECTORS);
        last = builder.build();
    }

    /**
     * Joins the street at a broker and waits for its first second.
     *
     * @param leadMillis from a second until what was decided about it is carried out: more than messages and decisions take
     * @param patience with the street
     * @throws BadInput where there is no broker, or no street
     */
    public static MqttPlant join(BrokerAddress address, long leadMillis, Duration patience) {
        MqttLink link = MqttLink.open(address);
        try {
            MqttPlant plant =
                    new MqttPlant(link, network(link, patience), leadMillis, patience, System::currentTimeMillis);
            link.subscribe(
                    List.of(
                            address.topic("junction/+/" + MqttText.SEEN),
                            address.topic("junction/+/" + MqttText.ANSWER)),
                    plant::hear);
            plant.begin();
            return plant;
        } catch (BadInput e) {
            link.close();
            throw e;
        }
    }

    static ControlNetwork network(MqttLink link, Duration patience) {
        CompletableFuture<byte[]> told = new CompletableFuture<>();
        String topic = link.address().topic(MqttText.NETWORK);
        link.subscribe(List.of(topic), (name, payload) -> told.complete(payload));
        try {
            return PlantText.network(PlantText.parse(told.get(patience.toMillis(), TimeUnit.MILLISECONDS)));
        } catch (TimeoutException e) {
            throw nobody(link, "nothing is kept at " + topic);
        } catch (IOException e) {
            throw nobody(link, "at " + topic + " " + e.getMessage());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw nobody(link, "interrupted");
        }
    }

    private static BadInput nobody(MqttLink link, String found) {
        return new BadInput(
                link.address().toString(),
                found,
                "a street that has told its network and reports every second",
                "Start one ('meridian plant serve'), or compare yours with docs/mqtt-field.md");
    }

    private void begin() {
        try {
            seconds = awaitSecond(Double.NEGATIVE_INFINITY);
            last = observe();
        } catch (PlantLost e) {
            throw nobody(link, String.valueOf(e.getMessage()));
        }
    }

    // --- What comes ---

    private void hear(String topic, byte[] payload) {
        lock.lock();
        try {
            Integer seen = seenTopics.get(topic);
            Integer answered = answerTopics.get(topic);
            if (seen != null) {
                report(seen, payload);
            } else if (answered != null) {
                answer(answered, MqttText.parse(payload));
            } else {
                reject("somebody speaks at " + BadInput.shortened(topic));
            }
        } catch (IOException e) {
            reject(BadInput.shortened(topic) + ": " + e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    private void reject(String why) {
        rejected++;
        lastRejection = why;
    }

    private void report(int junction, byte[] payload) throws IOException {
        int groups = network.junctions().get(junction).groups();
        Report report = Report.of(MqttText.parse(payload), groups, detectors, this::reject);
        Known known = junctions.get(junction);
        Report before = known.last;
        if (before != null && report.isBefore(before)) {
            return;
        }
        if (before != null && report.seconds() > seconds + FARTHEST_SECONDS) {
            throw new IOException("it is said to be second " + report.seconds() + " where it was " + seconds);
        }
        known.lost |= before != null && before.boot() != report.boot();
        known.last = report;
        known.heardNanos = System.nanoTime();
        known.readings.addAll(report.loops());
        ended |= report.ended();
        news.signalAll();
    }

    private void answer(int junction, JsonNode message) throws IOException {
        if (MqttText.number(message, "session") != session) {
            return;
        }
        long takeover = MqttText.number(message, "takeover");
        String word = message.path("answer").asString("");
        try {
            OrderGate.Answer answer = OrderGate.Answer.valueOf(word.toUpperCase(Locale.ROOT));
            answers.merge(answer, 1L, Long::sum);
            superseded |= answer == OrderGate.Answer.SUPERSEDED;
            Known known = junctions.get(junction);
            boolean obeyed = answer == OrderGate.Answer.TAKEN || answer == OrderGate.Answer.REPEATED;
            known.lost |= !obeyed && takeover >= known.takeover;
        } catch (IllegalArgumentException e) {
            throw new IOException("'" + word + "' is no answer", e);
        }
    }

    // --- What goes ---

    @Override
    public Observation step(List<SignalCommand> commands) throws PlantLost {
        lock.lock();
        try {
            if (superseded) {
                throw new PlantLost(
                        link.address() + ": somebody else has begun to control this street after us, at second "
                                + seconds + ". We have stopped; let one of the two go on.");
            }
            for (SignalCommand command : commands) {
                command.requireIn(network);
                junctions.get(command.junction()).wish = command;
            }
            for (int j = 0; j < junctions.size(); j++) {
                order(j);
            }
            seconds = awaitSecond(seconds);
            last = observe();
            return last;
        } finally {
            lock.unlock();
        }
    }

    private void order(int j) {
        Known known = junctions.get(j);
        SignalCommand wish = known.wish;
        Report report = known.last;
        if (wish == null || report == null) {
            return;
        }
        if (known.ahead == null) {
            known.ahead = report.clockMillis() - millis(report.seconds());
        }
        long at = millis(seconds) + known.ahead + leadMillis;
        Order order = new Order(session, known.takeover, ++known.sequence, at, wish);
        link.publish(
                link.address().topic(network.junctions().get(j).id(), MqttText.ORDER), MqttText.order(order), false);
        sent++;
    }

    private static long millis(double seconds) {
        return Math.round(1000 * seconds);
    }

    /** Waits until the street is later than a second, and a moment for junctions that are not there yet. */
    private double awaitSecond(double before) throws PlantLost {
        lock.lock();
        try {
            await(patienceNanos, () -> ended || latest() > before);
            if (latest() <= before && !ended) {
                throw new PlantLost(link.address() + ": nothing was reported for "
                        + TimeUnit.NANOSECONDS.toSeconds(patienceNanos) + " s after second " + seconds
                        + ". Junctions there are on their own plans; see docs/mqtt-field.md.");
            }
            double reached = latest();
            await(
                    TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS),
                    () -> junctions.stream()
                            .allMatch(
                                    known -> isSilent(known) || known.last != null && known.last.seconds() >= reached));
            return latest();
        } finally {
            lock.unlock();
        }
    }

    private void await(long nanos, BooleanSupplier there) throws PlantLost {
        try {
            long left = nanos;
            while (left > 0 && !there.getAsBoolean()) {
                left = news.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlantLost(link.address() + ": interrupted at second " + seconds, e);
        }
    }

    private double latest() {
        double latest = Double.NEGATIVE_INFINITY;
        for (Known known : junctions) {
            latest = known.last == null ? latest : Math.max(latest, known.last.seconds());
        }
        return latest;
    }

    private static boolean isSilent(Known known) {
        return known.last == null
                || System.nanoTime() - known.heardNanos > TimeUnit.MILLISECONDS.toNanos(SILENT_MILLIS);
    }

    private Observation observe() {
        builder.at(seconds);
        for (int j = 0; j < junctions.size(); j++) {
            Known known = junctions.get(j);
            Report report = known.last;
            boolean obeys = !isSilent(known) && report != null && !known.lost && !hasFallen(known, report);
            known.lost = false;
            builder.obeys(j, obeys);
            if (!obeys && known.wish != null) {
                known.takeover++;
                known.sequence = 0;
                known.ahead = null;
                known.wish = null;
            }
            if (report != null) {
                for (int g = 0; g < report.shows().size(); g++) {
                    builder.shows(j, g, report.shows().get(g));
                }
            }
            tell(known.readings);
            known.readings.clear();
        }
        return builder.build();
    }

    private boolean hasFallen(Known known, Report report) {
        return report.session() == session && report.takeover() >= known.takeover && report.fallen()
                || report.obeys().equals(OrderGate.Obeys.MONITOR.word());
    }

    /** Where more than a second has passed, counts add up; the newest says who is there. */
    private void tell(List<LoopReading> readings) {
        Map<Integer, List<LoopReading>> byLoop = new HashMap<>();
        readings.forEach(r ->
                byLoop.computeIfAbsent(r.detector(), d -> new ArrayList<>()).add(r));
        byLoop.forEach((detector, all) -> builder.detector(
                detector,
                all.stream().mapToInt(LoopReading::count).sum(),
                all.stream().mapToDouble(LoopReading::occupancy).average().orElse(0),
                all.getLast().present()));
    }

    // --- What there is ---

    @Override
    public ControlNetwork network() {
        return network;
    }

    @Override
    public ObserveMode observes() {
        return ObserveMode.DETECTORS;
    }

    @Override
    public double seconds() {
        return seconds;
    }

    @Override
    public double stepSeconds() {
        return STEP_SECONDS;
    }

    @Override
    public Observation look() {
        return last;
    }

    @Override
    public boolean ended() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    public Figures figures() {
        lock.lock();
        try {
            SortedMap<String, Long> words = new TreeMap<>();
            answers.forEach((answer, count) -> words.put(answer.word(), count));
            return new Figures(sent, words, rejected, link.unsent(), lastRejection);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
