package meridian.act.life;

import java.time.Instant;
import java.util.List;

/**
 * What is written before an action takes effect: all that led to it. What came of it follows in {@link Leaf.Confirmed}, {@link
 * Leaf.Measured} and {@link Leaf.Ended} with the same action's id.
 *
 * @param action its id
 * @param contentSha256 of what was approved
 * @param content inputs with their times, model version, alternatives with predicted effects
 * @param approvers who said yes
 * @param kernelAnswer the safety kernel's, in words
 * @param at when
 */
public record Receipt(
        String action, String contentSha256, Content content, List<Approver> approvers, String kernelAnswer, Instant at)
        implements Leaf {
    public Receipt {
        approvers = List.copyOf(approvers);
    }
}
