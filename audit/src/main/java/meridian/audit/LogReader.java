package meridian.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import meridian.audit.merkle.Hash;
import meridian.audit.merkle.MerkleTree;
import meridian.model.BadInput;

/** Reads a log's folder, without asking whether it is what was signed; {@link Verification} does that. */
public final class LogReader {
    private LogReader() {}

    /**
     * The first entries, oldest first.
     *
     * @param count how many; there must be as many
     */
    public static void forEach(Path folder, long count, Consumer<Entry> reader) {
        Path file = new LogFiles(folder).entries();
        try (FrameReader frames = new FrameReader(file)) {
            for (long i = 0; i < count; i++) {
                reader.accept(whole(file, frames.next(), i).entry());
            }
        } catch (IOException e) {
            throw BadInput.unreadable(file, "the entries of an audit log", e);
        }
    }

    /** The folder's checkpoints, oldest first. */
    static SignedCheckpoint.Listing listing(Path folder) {
        Path file = new LogFiles(folder).checkpoints();
        try {
            return SignedCheckpoint.list(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw BadInput.unreadable(file, "the checkpoints of an audit log", e);
        }
    }

    /** The checkpoint at the end of the folder's list. */
    public static SignedCheckpoint newest(Path folder) {
        List<SignedCheckpoint> all = listing(folder).checkpoints();
        if (all.isEmpty()) {
            throw new BadInput(
                    new LogFiles(folder).checkpoints().toString(),
                    "there is no checkpoint",
                    "the checkpoints of an audit log",
                    "Name the folder of a log");
        }
        return all.getLast();
    }

    /** The folder's tree as the newest checkpoint has it. */
    static MerkleTree tree(Path folder, SignedCheckpoint newest) {
        List<Hash> leaves = new ArrayList<>();
        forEach(folder, newest.checkpoint().size(), entry -> leaves.add(entry.hash()));
        MerkleTree tree = new MerkleTree(leaves);
        if (!tree.root(tree.size()).equals(newest.checkpoint().root())) {
            throw new BadInput(
                    newest.place(),
                    "the folder does not hold what this checkpoint says it held",
                    "an unchanged log",
                    "See what 'meridian audit verify' says");
        }
        return tree;
    }

    private static Frame.Whole whole(Path file, Frame frame, long index) {
        return switch (frame) {
            case Frame.Whole whole when whole.index() == index -> whole;
            case Frame.Whole whole -> throw bad(file, "entry " + whole.index() + " stands there", index);
            case Frame.Broken broken -> throw bad(file, "at byte " + broken.fromByte() + " " + broken.found(), index);
            case Frame.End _ -> throw bad(file, "the file ends", index);
        };
    }

    private static BadInput bad(Path file, String found, long index) {
        return new BadInput(file.toString(), found, "entry " + index, "See what 'meridian audit verify' says");
    }
}
