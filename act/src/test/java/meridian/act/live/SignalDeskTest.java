package meridian.act.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import meridian.act.life.ActionBook;
import meridian.act.life.ActionClass;
import meridian.act.life.Answer;
import meridian.act.life.Mode;
import meridian.act.life.Policy;
import meridian.act.life.Stage;
import meridian.audit.AuditLog;
import meridian.audit.Verification;
import meridian.audit.note.SignerKey;
import meridian.decide.Deciders;
import meridian.field.SimulatedCity;
import meridian.model.City;
import meridian.safety.RulesFinder;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.RouteFinder;
import meridian.sim.route.Router;
import meridian.testkit.Town;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk of a real town that runs sixty times as fast as the day. Nothing here depends on how fast this machine is. */
final class SignalDeskTest {
    private static final City TOWN = Town.city();
    private static final RoadNetwork ROAD = RoadNetwork.of(TOWN);
    private static final SignerKey KEY = SignerKey.generate("town.example/audit");
    private static final SignerKey ANA = SignerKey.generate("ana");

    @TempDir
    private Path folder;

    private static RouteFinder routes() {
        Router router = Router.of(TOWN.network());
        ThreadLocal<Router.Query> query = ThreadLocal.withInitial(router::query);
        float[] free = router.freeFlowSeconds();
        return (from, to, kind, seconds, random) -> query.get().fastest(from, to, kind, free);
    }

    private static DeskSettings settings(Mode mode) {
        return new DeskSettings(
                "test",
                "ana",
                mode,
                1,
                60,
                2,
                1_000_000,
                36_000,
                2,
                3,
                List.of(Deciders.MAX_PRESSURE),
                RulesFinder::find);
    }

    /** A town, its log and its desk. */
    private final class House implements AutoCloseable {
        final SimulatedCity live =
                new SimulatedCity(TOWN, ROAD, Town.trips(TOWN, 1), routes(), RoadSettings.startingAt(8 * 3600, 1), 60);
        final AuditLog log = AuditLog.open(folder.resolve("audit"), KEY);
        final ActionBook book = ActionBook.open(log, List.of(ANA.verifier()), Instant.now());
        final List<String> said = new ArrayList<>();
        final SignalDesk desk;

        House(Mode mode) {
            live.count(_ -> {});
            live.start();
            desk = new SignalDesk(live, ROAD, book, settings(mode), InstantSource.system(), said::add);
        }

        /** A proposal for two junctions, tried in forks. */
        Card proposal() {
            List<Integer> nodes = List.of(node("market"), node("hospital"));
            await(() -> wished(nodes));
            await(() ->
                    !desk.cards().isEmpty() && desk.cards().getFirst().action().stage() == Stage.SIMULATED);
            return desk.cards().getFirst();
        }

        private boolean wished(List<Integer> nodes) {
            try {
                desk.wish(nodes, "max-pressure", 60, "ana");
                return true;
            } catch (IllegalArgumentException e) {
                assertTrue(String.valueOf(e.getMessage()).contains("still reads"), e.getMessage());
                return false;
            }
        }

        Stage stage(Card card) {
            return desk.card(card.id()).orElseThrow().action().stage();
        }

        List<String> types() {
            List<String> types = new ArrayList<>();
            log.forEach(entry -> types.add(entry.text().replaceAll(".*\"type\":\"(\\w+)\".*", "$1")));
            return types;
        }

        @Override
        public void close() {
            desk.close();
            live.close();
            log.close();
        }
    }

    private static int node(String id) {
        return TOWN.network().findNode(id).orElseThrow();
    }

    private static void await(BooleanSupplier what) {
        long until = System.nanoTime() + 120_000_000_000L;
        while (!what.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "waited two minutes in vain");
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void anApprovedActionIsReceiptedConfirmedMeasuredAndEnds() {
        try (House house = new House(Mode.ADVISE)) {
            Card card = house.proposal();
            assertEquals(ActionClass.NOTABLE, card.action().proposal().actionClass());
            assertEquals(
                    2, card.action().forecast().orElseThrow().alternatives().size());
            assertInstanceOf(Answer.Done.class, house.desk.approve(card.id(), card.contentSha256(), "ana"));
            await(() -> house.stage(card).isEnd());
            Card ended = house.desk.card(card.id()).orElseThrow();
            Stage stage = house.stage(card);
            assertTrue(stage == Stage.KEPT || stage == Stage.ROLLED_BACK, stage + ": " + ended.note());
            assertTrue(ended.measured().isPresent() && ended.method().contains("fork"), ended.toString());
            List<String> types = house.types();
            assertEquals(
                    List.of(
                            "modeSet",
                            "proposed",
                            "simulated",
                            "approved",
                            "receipt",
                            "confirmed",
                            "measured",
                            "ended"),
                    types);
            assertTrue(Verification.of(folder.resolve("audit"), KEY.verifier(), List.of())
                    .isClean());
        }
    }

    @Test
    void whatIsReplayedChangedOrOfAnotherIsRefusedAndWrittenDown() {
        try (House house = new House(Mode.ADVISE)) {
            Card card = house.proposal();
            String other = "0".repeat(64);
            assertInstanceOf(Answer.Refused.class, house.desk.approve(card.id(), other, "ana"));
            assertInstanceOf(Answer.Refused.class, house.desk.approve("signals-none", card.contentSha256(), "ana"));
            assertInstanceOf(Answer.Done.class, house.desk.deny(card.id(), "bruno", "not now"));
            assertInstanceOf(Answer.Refused.class, house.desk.approve(card.id(), card.contentSha256(), "ana"));
            assertEquals(Stage.DENIED, house.stage(card));
            assertEquals(3, house.types().stream().filter("refused"::equals).count());
            assertThrows(
                    IllegalArgumentException.class,
                    () -> house.desk.wish(List.of(node("west-gate")), "max-pressure", 60, "ana"));
            assertThrows(
                    IllegalArgumentException.class, () -> house.desk.wish(List.of(99_999), "max-pressure", 60, "ana"));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> house.desk.wish(List.of(node("market")), "clairvoyant", 60, "ana"));
        }
    }

    @Test
    void ofTwoPeopleAtOnceOneCarriesItOut() throws Exception {
        try (House house = new House(Mode.ADVISE)) {
            Card card = house.proposal();
            List<Answer> answers = java.util.Collections.synchronizedList(new ArrayList<>());
            List<Thread> people = new ArrayList<>();
            for (String person : List.of("ana", "bruno")) {
                people.add(Thread.ofVirtual()
                        .start(() -> answers.add(house.desk.approve(card.id(), card.contentSha256(), person))));
            }
            for (Thread person : people) {
                person.join();
            }
            assertEquals(
                    1, answers.stream().filter(Answer.Done.class::isInstance).count());
            assertEquals(1, house.types().stream().filter("receipt"::equals).count());
        }
    }

    @Test
    void nothingIsCarriedOutWhereItIsOnlyObserved() {
        try (House house = new House(Mode.OBSERVE)) {
            Card card = house.proposal();
            Answer answer = house.desk.approve(card.id(), card.contentSha256(), "ana");
            assertTrue(assertInstanceOf(Answer.Refused.class, answer).reason().contains("only observed"));
            assertInstanceOf(Answer.Done.class, house.desk.setMode(Areas.WHOLE, Mode.ADVISE, "ana"));
            assertInstanceOf(Answer.Refused.class, house.desk.setMode("atlantis", Mode.ADVISE, "ana"));
            assertInstanceOf(Answer.Done.class, house.desk.approve(card.id(), card.contentSha256(), "ana"));
        }
    }

    @Test
    void inActItCarriesOutWhatASignedPolicyCovers() {
        try (House house = new House(Mode.ACT)) {
            Instant now = Instant.now();
            Policy policy = new Policy(
                    "weekdays",
                    Areas.WHOLE,
                    ActionClass.NOTABLE,
                    List.of("max-pressure"),
                    now.minusSeconds(60),
                    now.plusSeconds(600));
            assertInstanceOf(
                    Answer.Done.class,
                    house.book.adopt(policy, ANA.sign(policy.text()).toString(), now));
            List<Integer> nodes = List.of(node("market"));
            await(() -> house.wished(nodes));
            await(() -> house.types().contains("receipt"));
            assertTrue(house.desk
                    .cards()
                    .getFirst()
                    .action()
                    .approvers()
                    .toString()
                    .contains("policy weekdays"));
        }
    }

    @Test
    void anEmergencyStopEndsTheActionWithinTwoSecondsAndNothingIsApprovedAfterIt() {
        try (House house = new House(Mode.ADVISE)) {
            Card card = house.proposal();
            house.live.setSpeed(1);
            house.desk.approve(card.id(), card.contentSha256(), "ana");
            await(() -> house.stage(card) == Stage.EXECUTED);
            SignalDesk.Stopped stopped = house.desk.stop("bruno", "smoke");
            assertTrue(stopped.inTime(), stopped.toString());
            assertEquals(Stage.STOPPED, house.stage(card));
            assertEquals(Map.of(Areas.WHOLE, Mode.OBSERVE), house.desk.modes());
            house.live.setSpeed(60);
            Card next = house.proposal();
            assertInstanceOf(Answer.Refused.class, house.desk.approve(next.id(), next.contentSha256(), "ana"));
        }
    }

    @Test
    void afterARestartWhatWasCarriedOutIsTakenBackAndWhatWasOpenIsNotApproved() {
        Card first;
        Card second;
        try (House house = new House(Mode.ADVISE)) {
            house.live.setSpeed(1);
            first = house.proposal();
            house.desk.approve(first.id(), first.contentSha256(), "ana");
            assertEquals(Stage.EXECUTED, house.stage(first));
            second = house.proposal();
        }
        try (House house = new House(Mode.OBSERVE)) {
            assertEquals(
                    Stage.ROLLED_BACK,
                    house.book.action(first.id()).orElseThrow().stage());
            assertEquals(Map.of(Areas.WHOLE, Mode.ADVISE), house.desk.modes());
            Answer answer = house.desk.approve(second.id(), second.contentSha256(), "ana");
            assertTrue(assertInstanceOf(Answer.Refused.class, answer).reason().contains("before the last start"));
        }
    }
}
