package meridian.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import meridian.model.BadInput;

/** What may stand in a file that somebody took along. */
public sealed interface ProofFile {
    record OfInclusion(InclusionFile proof) implements ProofFile {}

    record OfConsistency(ConsistencyFile proof) implements ProofFile {}

    record OfCheckpoint(SignedCheckpoint checkpoint) implements ProofFile {}

    /** @throws BadInput where it is none of them */
    static ProofFile read(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            String place = file.toString();
            if (text.startsWith(InclusionFile.FIRST_LINE)) {
                return new OfInclusion(InclusionFile.parse(place, text));
            }
            return text.startsWith(ConsistencyFile.OLD)
                    ? new OfConsistency(ConsistencyFile.parse(place, text))
                    : new OfCheckpoint(SignedCheckpoint.parse(place, text));
        } catch (IOException e) {
            throw BadInput.unreadable(file, "a proof or a checkpoint", e);
        }
    }
}
