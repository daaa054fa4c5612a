package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import meridian.act.life.Action;
import meridian.act.life.ActionBook;
import meridian.act.life.ActionClass;
import meridian.act.life.Answer;
import meridian.act.life.Approver;
import meridian.act.life.Effect;
import meridian.act.life.Forecast;
import meridian.act.life.Leaf;
import meridian.act.life.Mode;
import meridian.act.life.ProposedAction;
import meridian.act.life.Stage;
import meridian.app.city.CitySource;
import meridian.audit.AuditLog;
import meridian.audit.Verification;
import meridian.audit.note.SignerKey;
import meridian.bench.sumo.Sumo;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.PlantLost;
import meridian.field.plant.SignalCommand;
import meridian.field.traci.SumoPlant;
import meridian.field.traci.SumoRun;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.control.ControlNetwork;
import meridian.model.signal.Aspect;
import meridian.testkit.MeasuredCities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Actions on SUMO's signals, each with its receipt; a real SUMO, which is killed. */
final class SumoActionsTest {
    private static final SignerKey KEY = SignerKey.generate("cologne.example/audit");
    private static final Instant MORNING = Instant.parse("2026-03-02T07:00:00Z");
    private static final int ACTIONS_BEFORE_THE_END = 12;

    @TempDir
    private Path folder;

    /** The city as our own reader has it: its names must be SUMO's. */
    private static SumoPlant cologne(String city) {
        Path net = MeasuredCities.find("cologne/" + city + ".net.xml").orElse(null);
        assumeTrue(net != null, MeasuredCities.missing("cologne"));
        assumeTrue(Sumo.find().isPresent(), "SUMO is not installed");
        Path routes = net.resolveSibling(city + ".rou.xml");
        ControlNetwork network =
                ControlNetwork.of(CitySource.of(List.of(net, routes)).read(new ReadReport(), Progress.NONE));
        List<String> arguments =
                List.of("-n", net.toString(), "-r", routes.toString(), "--begin", "25200", "--no-warnings", "true");
        return SumoPlant.start(
                new SumoRun(SumoRun.USUAL_PROGRAM, arguments, List.of()), network, ObserveMode.DETECTORS);
    }

    @Test
    void everyNameOfCologneEightIsOneOfSumosAndEveryLoopSpeaks() throws Exception {
        try (SumoPlant plant = cologne("cologne8")) {
            assertEquals(8, plant.network().junctions().size());
            var seen = plant.step(List.of());
            assertTrue(plant.network().detectors().size() > 50);
            for (int i = 0; i < plant.network().detectors().size(); i++) {
                assertTrue(seen.heard(i));
            }
        }
    }

    @Test
    void everyActionHasItsReceiptWhenSumoDiesInTheMiddle() throws Exception {
        int acted = 0;
        try (AuditLog log = AuditLog.open(folder, KEY);
                SumoPlant plant = cologne("cologne1")) {
            ActionBook book = ActionBook.open(log, List.of(), MORNING);
            book.tell(new Leaf.ModeSet("cologne", Mode.ADVISE, "ana", MORNING));
            String lost = "";
            while (lost.isEmpty()) {
                if (acted == ACTIONS_BEFORE_THE_END) {
                    killSumo();
                }
                String id = "action-" + acted;
                SignalCommand command = allowed(book, id, plant, acted);
                acted++;
                try {
                    plant.step(List.of(command));
                    book.tell(new Leaf.Confirmed(id, "shown at " + plant.seconds(), at(acted)));
                } catch (PlantLost e) {
                    lost = String.valueOf(e.getMessage());
                    book.tell(new Leaf.Ended(id, Stage.ROLLED_BACK, lost, at(acted)));
                }
            }
            assertTrue(lost.contains("SUMO ended with code 137"), lost);
        }
        assertTrue(acted > ACTIONS_BEFORE_THE_END);
        assertTrue(Verification.of(folder, KEY.verifier(), List.of()).isClean());
        try (AuditLog log = AuditLog.open(folder, KEY)) {
            List<String> receipts = new ArrayList<>();
            log.forEach(entry -> {
                if (entry.text().endsWith("\"type\":\"receipt\"}")) {
                    receipts.add(entry.text());
                }
            });
            assertEquals(acted, receipts.size());
            ActionBook again = ActionBook.open(log, List.of(), at(acted));
            assertEquals(
                    Optional.of(Stage.ROLLED_BACK),
                    again.action("action-" + (acted - 1)).map(Action::stage));
        }
    }

    private static Instant at(int second) {
        return MORNING.plusSeconds(second);
    }

    /** What an action of that name may tell the plant, once its receipt is on the disk. */
    private static SignalCommand allowed(ActionBook book, String id, SumoPlant plant, int second) {
        int groups = plant.network().junctions().getFirst().groups();
        Instant now = at(second);
        Effect promise = new Effect("person delay", "person-seconds", -1, -2, 0);
        ProposedAction proposal = new ProposedAction(
                id,
                "cologne",
                ActionClass.ROUTINE,
                "test",
                "1",
                "so that there is something to do",
                List.of(new ProposedAction.Order("junction 0", "all red")),
                List.of(),
                now,
                now.plusSeconds(60));
        book.tell(List.of(
                new Leaf.Proposed(proposal, now),
                new Leaf.Simulated(
                        id, new Forecast(List.of(new Forecast.Alternative("all red", promise)), "all red"), now)));
        String hash = book.action(id).orElseThrow().content().orElseThrow().sha256();
        book.tell(new Leaf.Approved(id, hash, Approver.person("ana"), now));
        Answer answer = book.tell(book.receipt(id, "accepted", now).orElseThrow());
        assertInstanceOf(Answer.Done.class, answer, answer.toString());
        return new SignalCommand.Show(0, Collections.nCopies(groups, Aspect.RED));
    }

    private static void killSumo() throws Exception {
        List<ProcessHandle> sumo = ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("sumo"))
                .toList();
        assertEquals(1, sumo.size());
        new ProcessBuilder("kill", "-KILL", Long.toString(sumo.getFirst().pid()))
                .start()
                .waitFor();
    }
}
