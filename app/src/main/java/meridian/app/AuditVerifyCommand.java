package meridian.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.audit.ConsistencyFile;
import meridian.audit.Finding;
import meridian.audit.InclusionFile;
import meridian.audit.ProofFile;
import meridian.audit.SignedCheckpoint;
import meridian.audit.Verification;
import meridian.audit.note.VerifierKey;
import meridian.model.BadInput;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Was anything changed, removed, inserted or moved? */
@Command(
        name = "verify",
        description = "Finds every entry that was changed, removed, inserted or moved.",
        footer = {
            "",
            "PATH is a log's folder or a copy of it, a proof, or a checkpoint. Without --key",
            "the key in the folder is believed, which whoever changed the log may have",
            "changed as well. Entries cut off at the end together with their checkpoints",
            "are found by a checkpoint that was kept elsewhere, with --checkpoint.",
            "Ends with 1 when something is not as it was signed.",
            "",
            "Example: meridian audit verify /backup/audit --key town.pub"
        })
final class AuditVerifyCommand implements Callable<Integer> {
    private static final int SHOWN = 20;

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "PATH", description = "A log's folder, a proof or a checkpoint.")
    private Path path = Path.of("");

    @Option(names = "--key", paramLabel = "FILE", description = "The log's public key (key.pub of its folder).")
    private @Nullable Path key;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "A checkpoint that was kept elsewhere; may be repeated.")
    private List<Path> kept = List.of();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /**
     * What was found about a file that somebody took along.
     *
     * @param holds whether it proves what it says
     * @param words what that is
     */
    record FileVerdict(boolean holds, String words) {}

    /** {@link Verification} with the root as it stands in checkpoints. */
    record FolderVerdict(String log, long entries, int checkpoints, String root, List<Finding> findings) {
        static FolderVerdict of(Verification found) {
            return new FolderVerdict(
                    found.origin(),
                    found.entries(),
                    found.checkpoints(),
                    found.root().base64(),
                    found.findings());
        }
    }

    @Override
    public Integer call() {
        List<SignedCheckpoint> checkpoints = new ArrayList<>();
        kept.forEach(file -> checkpoints.add(checkpoint(file)));
        return Files.isDirectory(path) ? ofFolder(checkpoints) : ofFile(checkpoints);
    }

    private static SignedCheckpoint checkpoint(Path file) {
        if (ProofFile.read(file) instanceof ProofFile.OfCheckpoint(SignedCheckpoint checkpoint)) {
            return checkpoint;
        }
        throw new BadInput(file.toString(), "it is a proof", "a checkpoint", "Name the checkpoint that was kept");
    }

    private int ofFolder(List<SignedCheckpoint> checkpoints) {
        VerifierKey trusted = key == null ? Verification.keyIn(path) : VerifierKey.read(key);
        Verification found = Verification.of(path, trusted, checkpoints);
        if (json) {
            terminal.printJson(FolderVerdict.of(found));
        } else {
            print(found);
        }
        if (key == null) {
            terminal.say("The key is the folder's own; name the one you keep with --key.");
        }
        return found.isClean() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private void print(Verification found) {
        terminal.print(new TextTable()
                .row("log", found.origin())
                .row("entries", Words.count(found.entries()))
                .row("checkpoints", Words.count(found.checkpoints()))
                .row("root", found.root().base64())
                .row("findings", Words.count(found.findings().size()))
                .lines());
        found.findings().stream().limit(SHOWN).forEach(finding -> terminal.print(finding.words() + "."));
        if (found.findings().size() > SHOWN) {
            terminal.print((found.findings().size() - SHOWN) + " more; --json shows all.");
        }
        if (found.isClean()) {
            terminal.print("Every entry is what was signed, in its place.");
        }
    }

    private int ofFile(List<SignedCheckpoint> checkpoints) {
        ProofFile file = ProofFile.read(path);
        if (key == null) {
            throw new ParameterException(terminal.spec().commandLine(), "a proof is checked with the log's key: --key");
        }
        VerifierKey trusted = VerifierKey.read(key);
        FileVerdict verdict =
                switch (file) {
                    case ProofFile.OfInclusion(InclusionFile proof) -> included(proof, trusted);
                    case ProofFile.OfConsistency(ConsistencyFile proof) -> grown(proof, trusted, checkpoints);
                    case ProofFile.OfCheckpoint(SignedCheckpoint checkpoint) -> signed(checkpoint, trusted);
                };
        if (json) {
            terminal.printJson(verdict);
        } else {
            terminal.print(verdict.words());
        }
        return verdict.holds() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private static FileVerdict included(InclusionFile proof, VerifierKey trusted) {
        long index = proof.entry().index();
        return proof.holds(trusted)
                ? new FileVerdict(
                        true,
                        "Entry " + index + " of " + trusted.name() + " is:\n"
                                + proof.entry().text())
                : new FileVerdict(
                        false, "This does not prove that " + trusted.name() + " has such an entry " + index + ".");
    }

    private FileVerdict grown(ConsistencyFile proof, VerifierKey trusted, List<SignedCheckpoint> checkpoints) {
        if (checkpoints.isEmpty()) {
            throw new ParameterException(
                    terminal.spec().commandLine(), "name the checkpoint that the proof begins at: --checkpoint");
        }
        boolean holds = checkpoints.stream().allMatch(from -> proof.holds(trusted, from));
        return new FileVerdict(
                holds,
                holds
                        ? trusted.name() + " was only added to, from "
                                + proof.proof().from() + " entries to "
                                + proof.proof().to() + "."
                        : "This does not prove that " + trusted.name() + " was only added to.");
    }

    private static FileVerdict signed(SignedCheckpoint checkpoint, VerifierKey trusted) {
        boolean holds = trusted.verifies(checkpoint.note())
                && checkpoint.checkpoint().origin().equals(trusted.name());
        return new FileVerdict(
                holds,
                holds
                        ? trusted.name() + " signed that it had "
                                + checkpoint.checkpoint().size() + " entries with the root "
                                + checkpoint.checkpoint().root() + "."
                        : "This is no checkpoint that " + trusted.name() + " signed.");
    }
}
