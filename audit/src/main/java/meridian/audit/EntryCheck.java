package meridian.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import meridian.audit.Verification.Mark;
import meridian.audit.merkle.Hash;
import meridian.audit.merkle.MerkleFrontier;

/**
 * Goes through the entries and holds them against the checkpoints.
 *
 * <p>Each entry has its hash in front of it, so that there are two trees: over what the entries are, and over what their lines
 * say. Where a checkpoint agrees with the second only, the entries are known by number that were changed without their lines;
 * who changed the lines as well is found by the first checkpoint that agrees with neither.
 */
final class EntryCheck {
    private final List<Mark> marks;
    private final List<Finding> findings = new ArrayList<>();
    /** Entries since the last checkpoint whose line has another hash. */
    private final List<Long> unlike = new ArrayList<>();

    private MerkleFrontier computed = new MerkleFrontier();
    private MerkleFrontier stored = new MerkleFrontier();
    private int nextMark;
    private long agreedSize;
    private long expected;
    private boolean disordered;
    /** No later checkpoint can agree. */
    private boolean lost;

    /** @param marks by size */
    EntryCheck(List<Mark> marks) {
        this.marks = marks;
    }

    List<Finding> findings() {
        return findings;
    }

    long size() {
        return computed.size();
    }

    Hash root() {
        return computed.root();
    }

    void readAll(FrameReader frames) throws IOException {
        compare();
        while (true) {
            switch (frames.next()) {
                case Frame.Whole frame -> take(frame);
                case Frame.Broken broken -> {
                    end("what follows at byte " + broken.fromByte() + " is none: " + broken.found());
                    return;
                }
                case Frame.End _ -> {
                    end("");
                    return;
                }
            }
        }
    }

    private void take(Frame.Whole frame) {
        long place = computed.size();
        if (frame.index() != expected) {
            disordered = true;
            add(
                    Finding.Kind.ORDER,
                    place,
                    "entry " + frame.index() + " stands where " + expected
                            + " should: one was removed, inserted or moved");
        }
        expected = frame.index() + 1;
        if (!frame.stored().equals(frame.computed())) {
            unlike.add(place);
        }
        computed.add(frame.computed());
        stored.add(frame.stored());
        compare();
    }

    /** Holds the trees against all checkpoints of this size. */
    private void compare() {
        while (nextMark < marks.size() && marks.get(nextMark).checkpoint().size() == computed.size()) {
            Mark mark = marks.get(nextMark++);
            if (lost) {
                continue;
            }
            Hash root = mark.checkpoint().root();
            if (root.equals(computed.root())) {
                agreed(computed, "the line before entry ", " was changed; the entry is what was signed");
            } else if (root.equals(stored.root())) {
                agreed(stored, "entry ", " is not what was signed");
            } else {
                disagreed(mark);
            }
        }
    }

    private void agreed(MerkleFrontier right, String before, String after) {
        unlike.forEach(place -> add(Finding.Kind.ENTRY, place, before + place + after));
        unlike.clear();
        agreedSize = right.size();
        disordered = false;
        computed = right.copy();
        stored = right.copy();
    }

    private void disagreed(Mark mark) {
        lost = true;
        sayUnlike();
        if (mark.kept()) {
            add(
                    Finding.Kind.KEPT,
                    agreedSize,
                    "the checkpoint of " + size()
                            + " entries that was kept elsewhere says something else than this log");
        } else if (!disordered) {
            add(
                    Finding.Kind.RANGE,
                    agreedSize,
                    "what was signed as entries " + agreedSize + " to " + (size() - 1)
                            + " is something else: one of them was changed, removed, inserted or moved");
        }
    }

    private void sayUnlike() {
        unlike.forEach(place -> add(
                Finding.Kind.ENTRY, place, "entry " + place + " is not what was signed, or the line before it is not"));
        unlike.clear();
    }

    /** @param broken what stands behind the last whole entry; empty for nothing */
    private void end(String broken) {
        sayUnlike();
        if (nextMark < marks.size()) {
            boolean kept = marks.subList(nextMark, marks.size()).stream().allMatch(Mark::kept);
            long last = marks.getLast().checkpoint().size() - 1;
            add(
                    Finding.Kind.MISSING,
                    size(),
                    "entries " + size() + " to " + last + " are missing; a checkpoint"
                            + (kept ? " that was kept elsewhere" : "") + " was signed for them"
                            + (broken.isEmpty() ? "" : "; " + broken));
        } else {
            sayUnsigned(broken);
        }
    }

    private void sayUnsigned(String broken) {
        long signed = marks.isEmpty() ? 0 : marks.getLast().checkpoint().size();
        if (signed < size() || !broken.isEmpty()) {
            add(
                    Finding.Kind.UNSIGNED,
                    signed,
                    "behind the last checkpoint stand " + (size() - signed) + " entries that nobody signed for"
                            + (broken.isEmpty() ? "" : ", and " + broken)
                            + "; a process that was killed leaves such, and so does who adds one");
        }
    }

    private void add(Finding.Kind kind, long number, String words) {
        findings.add(new Finding(kind, number, words));
    }
}
