package meridian.bench.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import meridian.bench.torture.Victim.Build;
import meridian.formats.Progress;
import meridian.journal.database.Database;
import meridian.testkit.Mutant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What breaks under the journal while it is written, each with a build that is wrong on purpose and must be caught. */
final class FaultTortureTest {
    private static final Path CACHE = Path.of("target", "postgresql-programs");

    /** A database that was made and closed, to be copied: to make one takes as long as to break it. */
    @TempDir
    private static Path made;

    @TempDir
    private Path folder;

    @BeforeAll
    static void make() {
        Database.embedded(made.resolve("data"), CACHE).close();
    }

    private Verdict verdict(FaultKind kind, Build build, int count, long seed) throws InterruptedException {
        if (kind != FaultKind.DISK_FULL) {
            copyMade();
        }
        FaultTorture.Outcome outcome = new FaultTorture(kind, build, folder, CACHE, seed, Progress.NONE).run(count);
        outcome.missing().ifPresent(why -> assumeTrue(false, why));
        return outcome.verdict().orElseThrow();
    }

    private void copyMade() throws InterruptedException {
        try {
            String data = made.resolve("data").toString();
            assertEquals(
                    0,
                    new ProcessBuilder("cp", "-a", data, folder.toString())
                            .start()
                            .waitFor());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Verdict clean(FaultKind kind, int count) throws InterruptedException {
        long seed = new Random().nextLong();
        Verdict verdict = verdict(kind, Build.SOUND, count, seed);
        String told = kind + ", seed " + seed + ": " + verdict;
        assertEquals(List.of(), verdict.examples(), told);
        assertTrue(verdict.isClean(), told);
        assertEquals(count, verdict.count(), told);
        assertTrue(verdict.acknowledged() > 300L * count, "so few show nothing: " + told);
        return verdict;
    }

    private Build changed(String type, String method, boolean answer) {
        return Build.SOUND.changed(Mutant.write(folder.resolve("mutant"), type, method, Mutant.saying(answer)));
    }

    /** It takes a lost line to the database for a commit. */
    private Build certain() {
        return changed("meridian.journal.Writer", "cameThrough", true);
    }

    @Test
    void aFullDiskIsSaidAndWhatWasAcknowledgedIsThereOnceAndItGoesOnWhenThereIsRoom() throws InterruptedException {
        assertTrue(clean(FaultKind.DISK_FULL, 2).refused() > 0, "the disk was never full");
    }

    @Test
    void aBuildThatTakesARefusalOfTheDiskForSuccessIsCaught() throws InterruptedException {
        Verdict verdict = verdict(FaultKind.DISK_FULL, Build.of(HopefulTarget.class), 1, 1);
        assertTrue(verdict.lost() + verdict.moved() > 0, verdict.toString());
    }

    @Test
    void aWriteThatTheDiskFailsLosesNothingThatWasAcknowledged() throws InterruptedException {
        clean(FaultKind.WRITE_ERROR, 3);
    }

    @Test
    void aBuildThatTakesARefusalOfAFailedWriteForSuccessIsCaught() throws InterruptedException {
        Verdict verdict = verdict(FaultKind.WRITE_ERROR, Build.of(HopefulTarget.class), 6, 1);
        assertTrue(verdict.lost() + verdict.moved() > 0, verdict.toString());
    }

    @Test
    void anFsyncThatTheDiskFailsLosesNothingThatWasAcknowledged() throws InterruptedException {
        clean(FaultKind.SYNC_ERROR, 3);
    }

    /** When the log cannot be synced, the server says so and dies, and what it refused is there when it comes back. */
    @Test
    void aBuildThatBelievesADyingServerThatNothingIsStoredIsCaught() throws InterruptedException {
        Path mutant = folder.resolve("mutant");
        ClassDesc failures = ClassDesc.of("meridian.journal.SqlFailures");
        MethodTypeDesc asked = MethodTypeDesc.of(ConstantDescs.CD_boolean, ClassDesc.of("java.sql.SQLException"));
        Mutant.write(mutant, "meridian.journal.SqlFailures", "endedItsSession", Mutant.saying(false));
        Mutant.write(
                mutant,
                "meridian.journal.Writer",
                "isRefusal",
                code -> code.aload(1)
                        .invokestatic(failures, "isGone", asked)
                        .iconst_1()
                        .ixor()
                        .ireturn());
        Verdict verdict = verdict(FaultKind.SYNC_ERROR, Build.SOUND.changed(mutant), 4, 1);
        assertTrue(verdict.doubled() > 0, verdict.toString());
    }

    @Test
    void aDatabaseThatIsKilledUnderLoadLosesNothingAndComesBackByItself() throws InterruptedException {
        clean(FaultKind.DATABASE_KILLED, 4);
    }

    @Test
    void aBuildThatTakesAnUnfinishedCommitForDoneIsCaughtWhenTheDatabaseIsKilled() throws InterruptedException {
        Verdict verdict = verdict(FaultKind.DATABASE_KILLED, certain(), 5, 1);
        assertTrue(verdict.lost() > 0, verdict.toString());
    }

    @Test
    void clocksThatJumpAnHourOrADayLoseNothing() throws InterruptedException {
        clean(FaultKind.CLOCK_JUMP, 3);
    }

    @Test
    void aBuildWhoseRetentionBelievesAnyClockIsCaught() throws InterruptedException {
        ClassDesc source = ClassDesc.of("java.time.InstantSource");
        Build believing = Build.SOUND.changed(Mutant.write(
                folder.resolve("mutant"),
                "meridian.journal.SteadyClock",
                "now",
                code -> code.aload(0)
                        .getfield(ClassDesc.of("meridian.journal.SteadyClock"), "clock", source)
                        .invokeinterface(source, "instant", MethodTypeDesc.of(ClassDesc.of("java.time.Instant")))
                        .areturn()));
        Verdict verdict = verdict(FaultKind.CLOCK_JUMP, believing, 1, 1);
        assertTrue(verdict.lost() > 0, verdict.toString());
    }

    @Test
    void whatComesAgainInAnyOrderIsThereOnce() throws InterruptedException {
        clean(FaultKind.NONE, 2);
    }

    @Test
    void aBuildThatKnowsNoIdAgainIsCaught() throws InterruptedException {
        Verdict verdict = verdict(FaultKind.NONE, changed("meridian.journal.KnownIds", "mayHold", false), 1, 1);
        assertTrue(verdict.doubled() > 0, verdict.toString());
    }
}
