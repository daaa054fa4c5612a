package meridian.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import meridian.audit.merkle.Hash;
import meridian.audit.note.Checkpoint;
import meridian.audit.note.VerifierKey;
import meridian.model.BadInput;

/**
 * What was found out about a log's folder.
 *
 * @param origin the log's name
 * @param entries how many could be read
 * @param checkpoints how many could be read
 * @param root of the entries that were read
 * @param findings what is wrong, in the order of the files; none is the proof that the folder holds what the key signed
 */
public record Verification(String origin, long entries, int checkpoints, Hash root, List<Finding> findings) {
    public Verification {
        findings = List.copyOf(findings);
    }

    public boolean isClean() {
        return findings.isEmpty();
    }

    /** The key that lies in the folder. Whoever changed the log may have changed it too. */
    public static VerifierKey keyIn(Path folder) {
        return VerifierKey.read(new LogFiles(folder).publicKey());
    }

    /**
     * Looks at every entry and every checkpoint.
     *
     * @param key that must have signed
     * @param kept checkpoints that lay elsewhere, out of reach of who may have changed the folder
     * @throws BadInput where the folder is no log, or a kept checkpoint was not signed by the key
     */
    public static Verification of(Path folder, VerifierKey key, List<SignedCheckpoint> kept) {
        LogFiles files = new LogFiles(folder);
        SignedCheckpoint.Listing listing = LogReader.listing(folder);
        List<Finding> findings = new ArrayList<>();
        List<Mark> marks = new ArrayList<>(signed(listing, key, findings));
        for (SignedCheckpoint one : kept) {
            marks.add(keptMark(one, key));
        }
        marks.sort(Comparator.comparingLong(mark -> mark.checkpoint().size()));
        EntryCheck check = new EntryCheck(marks);
        try (FrameReader frames = new FrameReader(files.entries())) {
            check.readAll(frames);
        } catch (IOException e) {
            throw BadInput.unreadable(files.entries(), "the entries of an audit log", e);
        }
        findings.addAll(check.findings());
        return new Verification(key.name(), check.size(), listing.checkpoints().size(), check.root(), findings);
    }

    /** The checkpoints that count, and what is wrong with the others. */
    private static List<Mark> signed(SignedCheckpoint.Listing listing, VerifierKey key, List<Finding> findings) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < listing.checkpoints().size(); i++) {
            SignedCheckpoint one = listing.checkpoints().get(i);
            Checkpoint said = one.checkpoint();
            long before = marks.isEmpty() ? -1 : marks.getLast().checkpoint().size();
            if (!key.verifies(one.note())) {
                findings.add(checkpoint(i, "has no right signature of " + key.name()));
            } else if (!said.origin().equals(key.name())) {
                findings.add(checkpoint(i, "is of another log, " + said.origin()));
            } else if (said.size() <= before) {
                findings.add(checkpoint(i, "is of " + said.size() + " entries, after one of " + before));
            } else {
                marks.add(new Mark(said, false));
            }
        }
        if (!listing.rest().isEmpty()) {
            findings.add(checkpoint(listing.checkpoints().size(), "is none: " + firstLine(listing.rest())));
        }
        return marks;
    }

    private static Finding checkpoint(int index, String words) {
        return new Finding(Finding.Kind.CHECKPOINT, index + 1, "checkpoint " + (index + 1) + " " + words);
    }

    private static String firstLine(String text) {
        return "'" + BadInput.shortened(text.lines().findFirst().orElse("")) + "' stands there";
    }

    private static Mark keptMark(SignedCheckpoint kept, VerifierKey key) {
        if (!key.verifies(kept.note()) || !kept.checkpoint().origin().equals(key.name())) {
            throw new BadInput(
                    kept.place(),
                    "it is no checkpoint that " + key.name() + " signed",
                    "a checkpoint of this log",
                    "Name one that was copied from it");
        }
        return new Mark(kept.checkpoint(), true);
    }

    /**
     * A size at which the root is known.
     *
     * @param kept known from elsewhere
     */
    record Mark(Checkpoint checkpoint, boolean kept) {}
}
