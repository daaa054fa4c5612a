package meridian.audit;

import java.nio.file.Path;
import meridian.audit.merkle.ConsistencyProof;
import meridian.audit.note.VerifierKey;
import meridian.model.BadInput;

/**
 * That a log was only added to since a checkpoint: for somebody who kept that checkpoint.
 *
 * <p>Source: the body of {@code add-checkpoint} in C2SP's {@code tlog-witness}, so that a witness takes it as it is.
 *
 * @param proof from the old checkpoint's tree to this one's
 * @param checkpoint of the log
 */
public record ConsistencyFile(ConsistencyProof proof, SignedCheckpoint checkpoint) {
    static final String OLD = "old ";

    /** From a size that the log once had to its newest checkpoint. */
    public static ConsistencyFile of(Path folder, long oldSize) {
        SignedCheckpoint newest = LogReader.newest(folder);
        long size = newest.checkpoint().size();
        if (oldSize < 0 || oldSize > size) {
            throw new BadInput(
                    folder.toString(),
                    "the log has " + size + " entries, and never had " + oldSize,
                    "a size up to that",
                    "Name another checkpoint; where this one is genuine, entries are missing");
        }
        return new ConsistencyFile(LogReader.tree(folder, newest).consistency((int) oldSize, (int) size), newest);
    }

    /** @throws BadInput where it is none */
    static ConsistencyFile parse(String place, String text) {
        ProofLines lines = new ProofLines(place, text);
        long old = lines.number(lines.after(OLD));
        var path = lines.hashes();
        SignedCheckpoint checkpoint = SignedCheckpoint.parse(place, lines.rest());
        if (old > checkpoint.checkpoint().size()) {
            throw lines.bad("a log of " + old + " entries does not grow to "
                    + checkpoint.checkpoint().size());
        }
        return new ConsistencyFile(
                new ConsistencyProof(old, checkpoint.checkpoint().size(), path), checkpoint);
    }

    /** Whether the log with this key grew from the kept checkpoint to this one, and nothing else. */
    public boolean holds(VerifierKey key, SignedCheckpoint kept) {
        return key.verifies(checkpoint.note())
                && key.verifies(kept.note())
                && checkpoint.checkpoint().origin().equals(key.name())
                && kept.checkpoint().origin().equals(key.name())
                && kept.checkpoint().size() == proof.from()
                && proof.holds(kept.checkpoint().root(), checkpoint.checkpoint().root());
    }

    /** As it stands in a file. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(OLD + proof.from() + "\n");
        proof.path().forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(checkpoint.note()).toString();
    }
}
