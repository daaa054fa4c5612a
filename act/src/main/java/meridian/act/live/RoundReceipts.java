package meridian.act.live;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import meridian.act.ControlLoop;
import meridian.act.life.ActionBook;
import meridian.act.life.ActionClass;
import meridian.act.life.Answer;
import meridian.act.life.Approver;
import meridian.act.life.Content;
import meridian.act.life.Effect;
import meridian.act.life.Forecast;
import meridian.act.life.Leaf;
import meridian.act.life.Mode;
import meridian.act.life.ProposedAction;
import meridian.act.life.Receipt;
import meridian.decide.Proposal;
import meridian.field.plant.Observation;
import meridian.field.plant.SignalCommand;

/**
 * Writes a receipt for each round of decisions of a control loop that changes something, before signals are told of it. The person
 * who started the loop has approved what it does; that is written first. One thread, the loop's.
 *
 * <p>A round's name is the run's and the second of the city's clock, such as {@code jinan-1f3a 07:30:05}. What is decided a second
 * time to be shown already is no change and has no receipt.
 */
public final class RoundReceipts implements ControlLoop.Listener {
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final String CHOSEN = "as decided";
    private static final String KEPT = "what is shown stays";

    private final ActionBook book;
    private final Run run;
    private final InstantSource clock;
    private Optional<Leaf> unconfirmed = Optional.empty();
    private String acted = "";
    private long rounds;

    /**
     * What is done and by whom.
     *
     * @param name unlike any other run's in this book
     * @param area that is controlled
     * @param decider who decides
     * @param model version of the decider and of what it asks
     * @param person who started it
     */
    public record Run(String name, String area, String decider, String model, String person) {}

    /** @param clock when leaves are of; the city's own clock is among the inputs */
    public RoundReceipts(ActionBook book, Run run, InstantSource clock) {
        this.book = book;
        this.run = run;
        this.clock = clock;
        book.tell(new Leaf.ModeSet(run.area(), Mode.ADVISE, run.person(), now()));
    }

    /** Logs have milliseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void acting(ControlLoop.Acting acting) {
        List<Proposal> changes = acting.decided().stream()
                .filter(proposal -> proposal.stage() != acting.before().stage(proposal.junction()))
                .toList();
        acted = "";
        if (changes.isEmpty()) {
            return;
        }
        Instant now = now();
        String id = run.name() + " " + timeOfDay(acting.seconds());
        Content content = new Content(proposal(id, acting, changes, now), forecast(acting, changes));
        String kernel = acting.refused() == 0
                ? "accepted, " + acting.commands().size() + " commands to signals"
                : "accepted, but for " + acting.refused() + " wishes, which it refused; "
                        + acting.commands().size() + " commands to signals";
        List<Leaf> leaves = new ArrayList<>();
        unconfirmed.ifPresent(leaves::add);
        unconfirmed = Optional.empty();
        Approver approver = Approver.person(run.person());
        leaves.add(new Leaf.Proposed(content.proposal(), now));
        leaves.add(new Leaf.Simulated(id, content.forecast(), now));
        leaves.add(new Leaf.Approved(id, content.sha256(), approver, now));
        leaves.add(new Receipt(id, content.sha256(), content, List.of(approver), kernel, now));
        if (book.tell(leaves).getLast() instanceof Answer.Refused refused) {
            throw new IllegalStateException("round " + id + " may not act: " + refused.reason());
        }
        acted = id;
        rounds++;
    }

    private ProposedAction proposal(String id, ControlLoop.Acting acting, List<Proposal> changes, Instant now) {
        List<ProposedAction.Order> orders = new ArrayList<>();
        List<ProposedAction.Input> inputs = new ArrayList<>();
        inputs.add(new ProposedAction.Input("the city's clock", timeOfDay(acting.seconds()), now));
        for (Proposal change : changes) {
            String target = "junction " + change.junction();
            orders.add(new ProposedAction.Order(target, "stage " + change.stage()));
            inputs.add(new ProposedAction.Input(
                    target + " / reason", change.reason().sentence(), now));
        }
        return new ProposedAction(
                id,
                run.area(),
                ActionClass.ROUTINE,
                run.decider(),
                run.model(),
                "junction " + changes.getFirst().junction() + ": "
                        + changes.getFirst().reason().sentence(),
                orders,
                inputs,
                now,
                now.plus(LIFE));
    }

    /** What rollouts promised; rules promise nothing, and that is said. */
    private static Forecast forecast(ControlLoop.Acting acting, List<Proposal> changes) {
        double lost = 0;
        boolean tried = false;
        for (Proposal change : changes) {
            Optional<Double> chosen = lost(change, change.stage());
            Optional<Double> kept = lost(change, acting.before().stage(change.junction()));
            if (chosen.isPresent() && kept.isPresent()) {
                tried = true;
                lost += chosen.get() - kept.get();
            }
        }
        String measure = tried ? "time lost before the junctions within the horizon, one trial" : "not forecast";
        Effect promise = new Effect(measure, tried ? "vehicle-seconds" : "none", lost, lost, lost);
        Effect nothing = new Effect(measure, promise.unit(), 0, 0, 0);
        return new Forecast(
                List.of(new Forecast.Alternative(KEPT, nothing), new Forecast.Alternative(CHOSEN, promise)), CHOSEN);
    }

    private static Optional<Double> lost(Proposal proposal, int stage) {
        return proposal.alternatives().stream()
                .filter(tried -> tried.stage() == stage)
                .findFirst()
                .map(Proposal.Alternative::lostSeconds);
    }

    @Override
    public void saw(Observation seen, List<SignalCommand> told) {
        if (!acted.isEmpty()) {
            String answer = "told " + told.size() + " signals, seen at " + timeOfDay(seen.seconds());
            unconfirmed = Optional.of(new Leaf.Confirmed(acted, answer, now()));
        }
    }

    /** Writes what is left to be written: what the field said last. */
    public void finish() {
        unconfirmed.ifPresent(book::tell);
        unconfirmed = Optional.empty();
    }

    /** Rounds that changed something, each with its receipt. */
    public long rounds() {
        return rounds;
    }

    /** The round that has acted in this second; empty where none has. */
    public String acted() {
        return acted;
    }

    private static String timeOfDay(double seconds) {
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%02d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
