package meridian.app.inbox;

import java.util.Locale;
import meridian.act.life.Action;
import meridian.act.life.Approver;
import meridian.act.life.Effect;
import meridian.act.life.Policy;
import meridian.act.live.Card;
import meridian.api.ActionDoor;

/** A card of the desk in the words of the server. */
final class CardView {
    private CardView() {}

    static ActionDoor.Policy of(Policy policy) {
        return new ActionDoor.Policy(
                policy.id(), policy.area(), word(policy.mostClass()), policy.deciders(), policy.from(), policy.until());
    }

    static ActionDoor.Action of(Card card) {
        Action action = card.action();
        var proposal = action.proposal();
        var forecast = action.forecast().orElseThrow();
        return new ActionDoor.Action(
                card.id(),
                word(action.stage()),
                proposal.area(),
                word(proposal.actionClass()),
                proposal.actionClass().persons(),
                proposal.decider(),
                proposal.reason(),
                action.approvers().stream().map(Approver::toString).toList(),
                card.contentSha256(),
                card.place(),
                card.nodes(),
                card.seconds(),
                card.cityNow(),
                card.lostPerMinute(),
                forecast.alternatives().stream()
                        .map(tried -> new ActionDoor.Alternative(tried.name(), view(tried.effect())))
                        .toList(),
                forecast.chosen(),
                card.payers().stream()
                        .map(payer -> new ActionDoor.Payer(payer.link(), view(payer.effect())))
                        .toList(),
                card.kernel(),
                proposal.proposedAt(),
                card.expiresAt(),
                card.measured().map(CardView::view),
                card.method(),
                card.note());
    }

    private static ActionDoor.Effect view(Effect effect) {
        return new ActionDoor.Effect(effect.measure(), effect.unit(), effect.expected(), effect.low(), effect.high());
    }

    /** The word of openapi.yaml. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
