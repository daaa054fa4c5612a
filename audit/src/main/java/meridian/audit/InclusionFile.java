package meridian.audit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import meridian.audit.merkle.Hash;
import meridian.audit.merkle.InclusionProof;
import meridian.audit.note.VerifierKey;
import meridian.model.BadInput;

/**
 * An entry with the proof that it is in a log: for somebody who has the log's public key and not the log.
 *
 * <p>Source: C2SP, {@code tlog-proof}, version 1. The entry itself is its {@code extra} data.
 *
 * @param entry what was logged
 * @param proof that it is in the tree of the checkpoint
 * @param checkpoint of the log
 */
public record InclusionFile(Entry entry, InclusionProof proof, SignedCheckpoint checkpoint) {
    static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    /** The proof of an entry, in the tree of the newest checkpoint. */
    public static InclusionFile of(Path folder, long index) {
        SignedCheckpoint newest = LogReader.newest(folder);
        long size = newest.checkpoint().size();
        if (index < 0 || index >= size) {
            throw new BadInput(
                    folder.toString(), "there is no entry " + index, "0 to " + (size - 1), "Name another entry");
        }
        Entry[] found = new Entry[1];
        LogReader.forEach(folder, index + 1, entry -> found[0] = entry);
        return new InclusionFile(found[0], LogReader.tree(folder, newest).inclusion((int) index, (int) size), newest);
    }

    /** @throws BadInput where it is none, or proves nothing */
    static InclusionFile parse(String place, String text) {
        ProofLines lines = new ProofLines(place, text);
        lines.expect(FIRST_LINE);
        String content = lines.decoded(lines.after(EXTRA));
        long index = lines.number(lines.after(INDEX));
        List<Hash> path = lines.hashes();
        SignedCheckpoint checkpoint = SignedCheckpoint.parse(place, lines.rest());
        if (index >= checkpoint.checkpoint().size()) {
            throw lines.bad("entry " + index + " is not among "
                    + checkpoint.checkpoint().size());
        }
        return new InclusionFile(
                new Entry(index, content),
                new InclusionProof(index, checkpoint.checkpoint().size(), path),
                checkpoint);
    }

    /** Whether the log with this key says that the entry is in it. */
    public boolean holds(VerifierKey key) {
        return key.verifies(checkpoint.note())
                && checkpoint.checkpoint().origin().equals(key.name())
                && proof.root(entry.hash())
                        .filter(checkpoint.checkpoint().root()::equals)
                        .isPresent();
    }

    /** As it stands in a file. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(FIRST_LINE + "\n");
        text.append(EXTRA)
                .append(Base64.getEncoder().encodeToString(entry.text().getBytes(StandardCharsets.UTF_8)))
                .append('\n');
        text.append(INDEX).append(entry.index()).append('\n');
        proof.path().forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(checkpoint.note()).toString();
    }
}
