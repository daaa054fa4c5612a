package meridian.act.life;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What somebody wants to do, and why.
 *
 * @param id its name, given by who proposes
 * @param area where
 * @param actionClass how much it changes
 * @param decider who proposes
 * @param modelVersion of the twin and the decider that it comes from
 * @param reason in one sentence
 * @param orders what would be ordered, in this order; at least one
 * @param inputs what the decider looked at
 * @param proposedAt when it was decided
 * @param expiresAt from then on it can no longer be approved or executed; {@link #LONGEST_LIFE} later at most
 */
public record ProposedAction(
        String id,
        String area,
        ActionClass actionClass,
        String decider,
        String modelVersion,
        String reason,
        List<Order> orders,
        List<Input> inputs,
        Instant proposedAt,
        Instant expiresAt) {
    /** A city has changed after an hour; what was right then must be decided again. */
    public static final Duration LONGEST_LIFE = Duration.ofHours(1);

    /**
     * One order to the field.
     *
     * @param target who gets it, such as a junction
     * @param order in the field's words
     */
    public record Order(String target, String order) {}

    /**
     * A value that was looked at.
     *
     * @param name of what, such as {@code junction 12 / loop 3 / count}
     * @param value with its unit
     * @param observedAt when it was true
     */
    public record Input(String name, String value, Instant observedAt) {}

    public ProposedAction {
        orders = List.copyOf(orders);
        inputs = List.copyOf(inputs);
        if (id.isBlank() || area.isBlank() || orders.isEmpty()) {
            throw new IllegalArgumentException("an action has a name, an area and an order");
        }
        if (!proposedAt.isBefore(expiresAt) || expiresAt.isAfter(proposedAt.plus(LONGEST_LIFE))) {
            throw new IllegalArgumentException("an action expires after it was proposed and within " + LONGEST_LIFE
                    + "; " + id + " is of " + proposedAt + " and expires at " + expiresAt);
        }
    }
}
