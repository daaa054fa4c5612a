package meridian.act.live;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import meridian.act.life.Effect;
import meridian.act.life.ProposedAction;
import meridian.model.City;

/** A draft in the words of the audit log. */
final class ProposalText {
    private ProposalText() {}

    /** @param person who asked for it; empty: the desk itself */
    static String reason(Draft draft, String person) {
        Effect promise = draft.forecast().promise();
        String first = person.isEmpty()
                ? String.format(
                        Locale.ROOT,
                        "vehicles lose %.1f minutes a minute before %s",
                        draft.lostPerMinute(),
                        draft.cluster().name())
                : person + " asks for " + draft.cluster().name();
        return String.format(
                Locale.ROOT,
                "%s; %s at %d junctions for %d s in place of their plans changes that by %.1f %s (95 %%: %.1f to %.1f)",
                first,
                draft.decider(),
                draft.cluster().controllers().size(),
                draft.seconds(),
                promise.expected(),
                promise.unit(),
                promise.low(),
                promise.high());
    }

    static List<ProposedAction.Order> orders(City city, Draft draft) {
        return draft.cluster().controllers().stream()
                .map(c -> new ProposedAction.Order(
                        "controller " + city.signals().get(c).id(),
                        "by " + draft.decider() + " for " + draft.seconds() + " s, then its own plan"))
                .toList();
    }

    /** What was looked at. */
    static List<ProposedAction.Input> inputs(Draft draft, int vehicles, Instant now) {
        return List.of(
                new ProposedAction.Input("the city's clock", timeOfDay(draft.cityNow()), now),
                new ProposedAction.Input(
                        "time lost before the first junction",
                        String.format(Locale.ROOT, "%.1f vehicle-minutes a minute", draft.lostPerMinute()),
                        now),
                new ProposedAction.Input("vehicles in the city", Integer.toString(vehicles), now),
                new ProposedAction.Input("the safety kernel", draft.kernel(), now));
    }

    private static String timeOfDay(double seconds) {
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%02d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
