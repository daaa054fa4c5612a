package meridian.act.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import meridian.audit.AuditLog;
import meridian.audit.Verification;
import meridian.audit.note.SignedNote;
import meridian.audit.note.SignerKey;
import meridian.model.BadInput;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ActionBookTest {
    private static final Approver ANA = Approver.person("ana");
    private static final Approver BRUNO = Approver.person("bruno");

    @TempDir
    private Path folder;

    private @Nullable BookHouse opened;

    private BookHouse house() {
        return Objects.requireNonNull(opened);
    }

    @BeforeEach
    void open() {
        opened = new BookHouse(folder);
        house().mode(Mode.ADVISE);
    }

    @AfterEach
    void close() {
        house().close();
    }

    private void reopen() {
        house().close();
        opened = new BookHouse(folder);
    }

    private static void assertRefused(String why, Answer answer) {
        Answer.Refused refused = assertInstanceOf(Answer.Refused.class, answer);
        assertTrue(refused.reason().contains(why), refused.reason());
    }

    private static void assertDone(Answer answer) {
        assertInstanceOf(Answer.Done.class, answer, answer.toString());
    }

    @Test
    void anActionGoesThroughItsWholeLifeAndEachStageIsALeaf() {
        wholeLife();
        // The mode first, then proposed, simulated, approved, receipt, confirmed, measured, ended.
        assertEquals(8, house().log.size());
    }

    private void wholeLife() {
        house().ready("a", ActionClass.ROUTINE);
        assertDone(house().approve("a", ANA, 10));
        assertDone(house().execute("a", 20));
        assertDone(house().book.tell(new Leaf.Confirmed("a", "groups 1, 3 green", BookHouse.after(21))));
        assertDone(house().book
                .tell(new Leaf.Measured("a", BookHouse.measured(-300), "switchback", BookHouse.after(900))));
        assertDone(house().book
                .tell(house().book.verdict("a", BookHouse.after(901)).orElseThrow()));
        assertEquals(Stage.KEPT, house().stage("a"));
    }

    @Test
    void anActionWhosePromisedEffectIsNotThereIsRolledBack() {
        house().ready("a", ActionClass.ROUTINE);
        house().approve("a", ANA, 10);
        house().execute("a", 20);
        house().book.tell(new Leaf.Confirmed("a", "done", BookHouse.after(21)));
        // Promised -320 in -410.5 to -230: what is above -230 is less than was promised.
        house().book.tell(new Leaf.Measured("a", BookHouse.measured(-229), "switchback", BookHouse.after(900)));
        assertRefused(
                "promise was not kept",
                house().book.tell(new Leaf.Ended("a", Stage.KEPT, "looks fine", BookHouse.after(901))));
        house().book.tell(house().book.verdict("a", BookHouse.after(902)).orElseThrow());
        assertEquals(Stage.ROLLED_BACK, house().stage("a"));
    }

    @Test
    void theReceiptHoldsWhatLedToTheActionAndIsOnTheDiskWhenItMayBegin() throws Exception {
        house().ready("a", ActionClass.ROUTINE);
        house().approve("a", ANA, 10);
        assertDone(house().execute("a", 20));
        String onDisk = Files.readString(folder.resolve("entries"));
        String receipt = onDisk.lines()
                .filter(line -> line.contains("\"receipt\""))
                .findFirst()
                .orElseThrow();
        for (String part : List.of(
                "\"observedAt\":\"2026-03-02T11:59:55Z\"",
                "\"modelVersion\":\"twin 7, max-pressure 1\"",
                "\"expected\":-320,\"high\":-230,\"low\":-410.5",
                "\"approvers\":[{\"kind\":\"PERSON\",\"name\":\"ana\"}]",
                "\"kernelAnswer\":\"accepted\"",
                "\"contentSha256\":\"" + house().hash("a") + "\"")) {
            assertTrue(receipt.contains(part), part + " in " + receipt);
        }
        assertTrue(
                Verification.of(folder, BookHouse.LOG_KEY.verifier(), List.of()).isClean());
    }

    @Test
    void aReplayedApprovalIsRefusedAndTheRefusalIsALeaf() {
        house().ready("a", ActionClass.ROUTINE);
        Leaf.Approved approval = new Leaf.Approved("a", house().hash("a"), ANA, BookHouse.after(10));
        assertDone(house().book.tell(approval));
        long before = house().log.size();
        assertRefused("it is APPROVED already", house().book.tell(approval));
        assertDone(house().execute("a", 20));
        assertRefused("it is EXECUTED already", house().book.tell(approval));
        assertEquals(before + 3, house().log.size());
        assertTrue(
                house().lastEntry()
                        .startsWith("{\"at\":\"2026-03-02T12:00:10Z\",\"attempt\":\"approved\",\"by\":\"ana\","),
                house().lastEntry());
        assertTrue(house().lastEntry().endsWith("\"subject\":\"a\",\"type\":\"refused\"}"), house().lastEntry());
    }

    @Test
    void anApprovalOfAnotherContentIsRefused() {
        house().ready("a", ActionClass.ROUTINE);
        house().ready("b", ActionClass.ROUTINE);
        assertRefused(
                "another content",
                house().book.tell(new Leaf.Approved("a", house().hash("b"), ANA, BookHouse.after(10))));
        assertEquals(Stage.SIMULATED, house().stage("a"));
    }

    @Test
    void aLateApprovalAndALateExecutionAreRefused() {
        house().ready("a", ActionClass.ROUTINE);
        house().ready("b", ActionClass.ROUTINE);
        assertDone(house().approve("a", ANA, 119));
        assertRefused("expired at 2026-03-02T12:02:00Z", house().approve("b", ANA, 120));
        assertRefused("expired at 2026-03-02T12:02:00Z", house().execute("a", 120));
    }

    @Test
    void whatWasLateStaysLateWhenTheClockIsPutBack() {
        house().ready("a", ActionClass.ROUTINE);
        assertRefused("expired", house().approve("a", ANA, 120));
        assertRefused("expired", house().approve("a", ANA, 10));
        reopen();
        assertRefused("expired", house().approve("a", ANA, 10));
    }

    @Test
    void anActionIsExecutedOnceAlsoAfterARestart() {
        house().ready("a", ActionClass.ROUTINE);
        house().approve("a", ANA, 10);
        Receipt receipt =
                house().book.receipt("a", "accepted", BookHouse.after(20)).orElseThrow();
        assertDone(house().book.tell(receipt));
        assertRefused("it is EXECUTED already", house().book.tell(receipt));
        reopen();
        assertRefused("it is EXECUTED already", house().book.tell(receipt));
        assertEquals(Optional.empty(), house().book.receipt("a", "accepted", BookHouse.after(21)));
        assertEquals(List.of("a"), house().book.open().stream().map(Action::id).toList());
    }

    @Test
    void aForgedReceiptIsRefused() {
        house().ready("a", ActionClass.ROUTINE);
        house().ready("b", ActionClass.ROUTINE);
        house().approve("a", ANA, 10);
        Receipt right =
                house().book.receipt("a", "accepted", BookHouse.after(20)).orElseThrow();
        Content other = house().book.action("b").orElseThrow().content().orElseThrow();
        assertRefused(
                "its content is another one",
                house().book
                        .tell(new Receipt(
                                "a",
                                right.contentSha256(),
                                other,
                                right.approvers(),
                                "accepted",
                                BookHouse.after(20))));
        assertRefused(
                "others approved it",
                house().book
                        .tell(new Receipt(
                                "a",
                                right.contentSha256(),
                                right.content(),
                                List.of(BRUNO),
                                "accepted",
                                BookHouse.after(20))));
        assertRefused(
                "not yet where it must be",
                house().book.tell(new Receipt("b", other.sha256(), other, List.of(), "accepted", BookHouse.after(20))));
    }

    @Test
    void theHighestClassNeedsTwoDifferentPeople() {
        house().ready("a", ActionClass.GRAVE);
        assertDone(house().approve("a", ANA, 10));
        assertEquals(Stage.SIMULATED, house().stage("a"));
        assertRefused("ana has approved it already", house().approve("a", ANA, 11));
        assertEquals(Optional.empty(), house().book.receipt("a", "accepted", BookHouse.after(12)));
        assertDone(house().approve("a", BRUNO, 13));
        assertDone(house().execute("a", 14));
    }

    @Test
    void nothingIsApprovedBeforeItWasSimulated() {
        house().book.tell(new Leaf.Proposed(BookHouse.proposal("a", ActionClass.ROUTINE), BookHouse.NOON));
        assertRefused(
                "not yet where it must be",
                house().book.tell(new Leaf.Approved("a", "0".repeat(64), ANA, BookHouse.after(1))));
    }

    @Test
    void anObservedAreaIsLeftAlone() {
        house().ready("a", ActionClass.ROUTINE);
        house().approve("a", ANA, 10);
        house().mode(Mode.OBSERVE);
        assertRefused("area centre is only observed", house().execute("a", 11));
        house().ready("b", ActionClass.ROUTINE);
        assertRefused("area centre is only observed", house().approve("b", ANA, 12));
    }

    private static Policy policy(ActionClass mostClass) {
        return new Policy(
                "night",
                BookHouse.AREA,
                mostClass,
                List.of("max-pressure"),
                BookHouse.NOON.minusSeconds(60),
                BookHouse.after(60));
    }

    private Answer adopt(Policy policy, SignerKey... people) {
        SignedNote note = people[0].sign(policy.text());
        for (int i = 1; i < people.length; i++) {
            List<SignedNote.Signature> all = new ArrayList<>(note.signatures());
            all.addAll(people[i].sign(policy.text()).signatures());
            note = new SignedNote(note.text(), all);
        }
        return house().book.adopt(policy, note.toString(), BookHouse.NOON);
    }

    @Test
    void aPolicyThatAPersonSignedApprovesWhereMeridianMayAct() {
        Approver night = Approver.policy("night");
        assertDone(adopt(policy(ActionClass.NOTABLE), BookHouse.ANA));
        house().ready("a", ActionClass.ROUTINE);
        assertRefused("people are asked, not policies", house().approve("a", night, 10));
        house().mode(Mode.ACT);
        assertDone(house().approve("a", night, 11));
        assertDone(house().execute("a", 12));
        house().ready("b", ActionClass.GRAVE);
        assertRefused("does not reach to GRAVE", house().approve("b", night, 13));
        house().ready("c", ActionClass.ROUTINE);
        assertRefused("does not hold now", house().approve("c", night, 60));
    }

    @Test
    void aWithdrawnPolicyExecutesNothingMore() {
        house().mode(Mode.ACT);
        adopt(policy(ActionClass.ROUTINE), BookHouse.ANA);
        house().ready("a", ActionClass.ROUTINE);
        assertDone(house().approve("a", Approver.policy("night"), 10));
        house().book.tell(new Leaf.PolicyWithdrawn("night", "bruno", BookHouse.after(11)));
        assertRefused("there is no policy night", house().execute("a", 12));
    }

    @Test
    void aPolicyNobodyKnownSignedOrThatWasChangedAfterwardsIsRefused() {
        assertRefused("needs the signatures", adopt(policy(ActionClass.ROUTINE), SignerKey.generate("ana")));
        assertRefused("needs the signatures of 2 people", adopt(policy(ActionClass.GRAVE), BookHouse.ANA));
        assertDone(adopt(policy(ActionClass.GRAVE), BookHouse.ANA, BookHouse.BRUNO));
        String signed = BookHouse.ANA.sign(policy(ActionClass.ROUTINE).text()).toString();
        assertRefused(
                "what was signed is another policy",
                house().book.adopt(policy(ActionClass.NOTABLE), signed, BookHouse.NOON));
        assertRefused(
                "it was not signed by bruno",
                house().book
                        .tell(new Leaf.PolicyAdopted(
                                policy(ActionClass.ROUTINE), List.of("bruno"), signed, BookHouse.NOON)));
    }

    @Test
    void theEmergencyStopEndsEverythingAndNothingIsApprovedAfterwards() {
        house().ready("a", ActionClass.ROUTINE);
        house().approve("a", ANA, 10);
        house().ready("b", ActionClass.ROUTINE);
        house().approve("b", ANA, 10);
        house().execute("b", 11);
        house().ready("c", ActionClass.ROUTINE);
        house().book.tell(new Leaf.Stopped("ana", "smoke at junction 12", BookHouse.after(12)));
        for (String id : List.of("a", "b", "c")) {
            assertEquals(Stage.STOPPED, house().stage(id));
        }
        assertEquals(Mode.OBSERVE, house().book.mode(BookHouse.AREA));
        assertRefused("STOPPED", house().approve("c", ANA, 13));
        reopen();
        assertEquals(Mode.OBSERVE, house().book.mode(BookHouse.AREA));
    }

    @Test
    void whatNobodyExecutedInTimeExpires() {
        house().ready("a", ActionClass.ROUTINE);
        assertEquals(List.of(), house().book.expire(BookHouse.after(119)));
        assertEquals(1, house().book.expire(BookHouse.after(120)).size());
        assertEquals(Stage.EXPIRED, house().stage("a"));
    }

    @Test
    void aProposalFromTheFutureOrOfAKnownNameIsRefused() {
        assertRefused(
                "it says that it is of 2026-03-02T12:00:00Z",
                house().book
                        .tell(new Leaf.Proposed(
                                BookHouse.proposal("a", ActionClass.ROUTINE), BookHouse.NOON.minusSeconds(1))));
        house().ready("a", ActionClass.ROUTINE);
        assertRefused(
                "of this name already",
                house().book.tell(new Leaf.Proposed(BookHouse.proposal("a", ActionClass.ROUTINE), BookHouse.NOON)));
        Instant now = BookHouse.NOON;
        assertThrows(
                IllegalArgumentException.class,
                () -> new ProposedAction(
                        "x",
                        BookHouse.AREA,
                        ActionClass.ROUTINE,
                        "d",
                        "m",
                        "r",
                        List.of(new ProposedAction.Order("junction 12", "green for group 1")),
                        List.of(),
                        now,
                        now.plus(Duration.ofMinutes(61))));
    }

    @Test
    void somethingElseThanWasPromisedIsNoMeasurement() {
        house().ready("a", ActionClass.ROUTINE);
        house().approve("a", ANA, 10);
        house().execute("a", 20);
        house().book.tell(new Leaf.Confirmed("a", "done", BookHouse.after(21)));
        assertRefused(
                "it promised person delay in person-seconds",
                house().book
                        .tell(new Leaf.Measured(
                                "a",
                                new Effect("stops", "stops", -900, -950, -850),
                                "before and after",
                                BookHouse.after(22))));
    }

    @Test
    void endedActionsAreForgottenWhenNothingThatNamesThemCouldBeInTime() {
        house().ready("a", ActionClass.ROUTINE);
        house().book.expire(BookHouse.after(120));
        Instant later = BookHouse.after(120).plus(ProposedAction.LONGEST_LIFE);
        ProposedAction old = BookHouse.proposal("b", ActionClass.ROUTINE);
        ProposedAction next = new ProposedAction(
                "b",
                old.area(),
                old.actionClass(),
                old.decider(),
                old.modelVersion(),
                old.reason(),
                old.orders(),
                old.inputs(),
                later,
                later.plusSeconds(60));
        assertDone(house().book.tell(new Leaf.Proposed(next, later)));
        assertEquals(Optional.empty(), house().book.action("a"));
        assertRefused(
                "there is no such action",
                house().book.tell(new Leaf.Approved("a", "0".repeat(64), ANA, BookHouse.after(10))));
    }

    @Test
    void whatAKillLeftUnacknowledgedIsNotedWhenTheLogIsOpenedAgain() throws Exception {
        house().close();
        Path entries = folder.resolve("entries");
        Files.writeString(entries, Files.readString(entries) + "entry 1 9");
        opened = new BookHouse(folder);
        assertEquals(
                "{\"at\":\"2026-03-02T12:00:00Z\",\"droppedBytes\":9,\"droppedEntries\":0,\"type\":\"reopened\"}",
                house().lastEntry());
    }

    @Test
    void everyLeafIsReadBackAsItWas() {
        house().mode(Mode.ACT);
        adopt(policy(ActionClass.ROUTINE), BookHouse.ANA);
        wholeLife();
        house().book.tell(new Leaf.PolicyWithdrawn("night", "ana", BookHouse.after(1000)));
        house().book.tell(new Leaf.Stopped("ana", "drill", BookHouse.after(1000)));
        house().log.forEach(entry -> assertEquals(entry.text(), LeafText.text(LeafText.of(entry))));
    }

    @Test
    void anEntryOfAnUnknownKindIsRefusedByItsNumber() {
        house().log.append(List.of("{\"type\":\"miracle\"}"));
        house().close();
        AuditLog log = AuditLog.open(folder, BookHouse.LOG_KEY);
        BadInput refusal = assertThrows(BadInput.class, () -> ActionBook.open(log, List.of(), BookHouse.NOON));
        assertTrue(refusal.getMessage().startsWith("audit log entry 1: "), refusal.getMessage());
        log.close();
    }
}
