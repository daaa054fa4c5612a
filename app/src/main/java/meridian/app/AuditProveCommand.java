package meridian.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import meridian.app.terminal.Terminal;
import meridian.audit.ConsistencyFile;
import meridian.audit.InclusionFile;
import meridian.audit.ProofFile;
import meridian.audit.SignedCheckpoint;
import meridian.model.BadInput;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Proofs for people who do not have the log. */
@Command(
        name = "prove",
        description = "Writes a proof that an entry is in a log, or that a log was only added to.",
        footer = {
            "",
            "The first holds the entry and says nothing else of the log; the second says",
            "nothing of any entry. Both are checked with 'audit verify FILE --key FILE'.",
            "",
            "Example: meridian audit prove data/audit --entry 120 --out 120.tlog-proof",
            "Example: meridian audit prove data/audit --since kept --out growth.proof"
        })
final class AuditProveCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "FOLDER", description = "The log's folder.")
    private Path folder = Path.of("");

    @Option(names = "--entry", paramLabel = "N", description = "The entry to prove.")
    private @Nullable Long entry;

    @Option(names = "--since", paramLabel = "FILE", description = "A checkpoint of the log, to prove its growth.")
    private @Nullable Path since;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write; standard output by default.")
    private @Nullable Path out;

    @Override
    public void run() {
        String proof;
        if (entry != null && since == null) {
            proof = InclusionFile.of(folder, entry).toString();
        } else if (since != null && entry == null) {
            proof = growth(since);
        } else {
            throw new ParameterException(terminal.spec().commandLine(), "name either --entry or --since");
        }
        if (out == null) {
            terminal.out().print(proof);
        } else {
            write(out, proof);
        }
    }

    private String growth(Path file) {
        if (ProofFile.read(file) instanceof ProofFile.OfCheckpoint(SignedCheckpoint kept)) {
            return ConsistencyFile.of(folder, kept.checkpoint().size()).toString();
        }
        throw new BadInput(file.toString(), "it is a proof", "a checkpoint", "Name a checkpoint of the log");
    }

    private static void write(Path file, String proof) {
        try {
            Files.writeString(file, proof);
        } catch (IOException e) {
            throw new BadInput(
                    file.toString(),
                    "it cannot be written (" + BadInput.reason(e) + ")",
                    "a file in a folder that may be written",
                    "Choose another --out");
        }
    }
}
