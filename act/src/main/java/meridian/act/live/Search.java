package meridian.act.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;
import meridian.act.life.Effect;
import meridian.act.life.Forecast;
import meridian.decide.Decider;
import meridian.decide.Deciders;
import meridian.decide.DecisionTimes;
import meridian.field.SimulatedCity;
import meridian.model.City;
import meridian.model.control.ControlNetwork;
import meridian.safety.JunctionRules;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.TripLog;

/** Looks where most is lost, and tries in forks what would help there. One thread, not the city's. */
final class Search {
    /** Found worthless or denied: not looked at again for so long, s of the city. */
    private static final double FORGET_SECONDS = 1800;

    private static final int MOST_PAYERS = 3;
    /** Less is not worth a line, vehicle-minutes. */
    private static final double LEAST_BURDEN = 0.5;

    private static final double MINUTE = 60;
    private static final long PATIENCE_SECONDS = 20;
    static final String PLAN = "the plans";

    private final SimulatedCity live;
    private final City city;
    private final DeskSettings settings;
    private final Pace pace;
    private final List<JunctionRules> rules;
    private final Clusters clusters;
    private final Map<Integer, Double> leftAloneUntil = new HashMap<>();
    private Optional<Look> before = Optional.empty();
    private long seed;

    /** What had been lost before each controller's signals, s. */
    private record Look(double seconds, double[] lost) {}

    Search(SimulatedCity live, RoadNetwork road, DeskSettings settings, Pace pace) {
        this.live = live;
        this.settings = settings;
        this.pace = pace;
        city = live.city();
        rules = settings.rules().apply(city);
        clusters = new Clusters(city, road, rules);
    }

    Clusters clusters() {
        return clusters;
    }

    List<JunctionRules> rules() {
        return rules;
    }

    /** What an engine says, asked on the city's thread. */
    <T> T ask(Function<RoadEngine, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        live.between(inside -> {
            try {
                answer.complete(question.apply(inside.engine()));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new Pace.Stopped();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Pace.Stopped();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** The junctions at which most is lost now, with what is lost; empty where it is too early to say, or nothing is. */
    Optional<Place> worst() {
        Look now = ask(this::look);
        Look earlier = before.orElse(now);
        if (before.isEmpty() || now.seconds() - earlier.seconds() < settings.lookSeconds()) {
            before = Optional.of(earlier);
            return Optional.empty();
        }
        before = Optional.of(now);
        double minutes = (now.seconds() - earlier.seconds()) / MINUTE;
        double[] rate = new double[now.lost().length];
        for (int c = 0; c < rate.length; c++) {
            rate[c] = (now.lost()[c] - earlier.lost()[c]) / MINUTE / minutes;
        }
        return IntStream.range(0, rate.length)
                .filter(clusters::controllable)
                .filter(c -> leftAloneUntil.getOrDefault(c, 0.0) <= now.seconds())
                .filter(c -> rate[c] > 0)
                .boxed()
                .max(Comparator.comparingDouble(c -> rate[c]))
                .map(c -> new Place(clusters.around(c, rate, settings.mostJunctions()), rate[c]));
    }

    /** @param lostPerMinute before the first junction's signals, vehicle-minutes a minute */
    record Place(Cluster cluster, double lostPerMinute) {}

    private Look look(RoadEngine engine) {
        double[] lost = new double[clusters.controllers()];
        for (int c = 0; c < lost.length; c++) {
            for (int link : clusters.approaches(c)) {
                lost[c] += engine.records().lostSeconds(link);
            }
        }
        return new Look(engine.timeSeconds(), lost);
    }

    void leaveAlone(Cluster cluster, double now) {
        leftAloneUntil.put(cluster.controllers().getFirst(), now + FORGET_SECONDS);
    }

    private Hold.Order order(Cluster cluster, Deciders decider, int seconds) {
        return order(cluster, network -> decider.in(network, DecisionTimes.USUAL), seconds);
    }

    /** How to carry out a draft. */
    Hold.Order order(Draft draft) {
        return order(draft.cluster(), Deciders.find(draft.decider()).orElseThrow(), draft.seconds());
    }

    private Hold.Order order(Cluster cluster, Function<ControlNetwork, Decider> decider, int seconds) {
        ControlNetwork network = ControlNetwork.ofPart(city, cluster.controllers());
        return new Hold.Order(city, network, cluster.controllers(), rules, decider, seconds);
    }

    /**
     * Tries deciders and says what the best would bring, judged by other trials than those it was chosen by: the best of several is
     * otherwise promised too much.
     */
    Draft draft(Place place, List<Deciders> deciders, int seconds) {
        RoadEngine present = ask(engine -> engine.fork(TripLog.NONE));
        try (present) {
            Trials trials = new Trials(present, place.cluster(), seconds, pace);
            long first = nextSeeds(settings.firstPairs());
            List<Trials.Outcome> plans = new ArrayList<>();
            for (int i = 0; i < settings.firstPairs(); i++) {
                plans.add(trials.plan(first + i));
            }
            List<Forecast.Alternative> tried = new ArrayList<>();
            tried.add(new Forecast.Alternative(PLAN, Clusters.nothing()));
            Optional<Deciders> best = Optional.empty();
            double least = Double.POSITIVE_INFINITY;
            for (Deciders decider : deciders) {
                Effect effect = trials.pairs(order(place.cluster(), decider, seconds), first, plans)
                        .effect();
                tried.add(new Forecast.Alternative(decider.title(), effect));
                if (effect.expected() < least) {
                    least = effect.expected();
                    best = Optional.of(decider);
                }
            }
            Deciders chosen = best.orElseThrow();
            Trials.Pairs judged = trials.pairs(
                    order(place.cluster(), chosen, seconds), nextSeeds(settings.pairs()), settings.pairs());
            tried.replaceAll(alternative -> alternative.name().equals(chosen.title())
                    ? new Forecast.Alternative(chosen.title(), judged.effect())
                    : alternative);
            List<Draft.Payer> payers = payers(place.cluster(), judged.byLink());
            List<Forecast.Burden> burdens = payers.stream()
                    .map(payer -> new Forecast.Burden(clusters.place(payer.link()), payer.effect()))
                    .toList();
            return new Draft(
                    place.cluster(),
                    chosen.title(),
                    seconds,
                    present.timeSeconds(),
                    place.lostPerMinute(),
                    new Forecast(tried, chosen.title(), burdens),
                    payers,
                    kernel(judged.with()));
        }
    }

    private long nextSeeds(int count) {
        long first = seed + 1;
        seed += count;
        return first;
    }

    /** Approaches on which more is lost with the action, in the mean of the trials. */
    private List<Draft.Payer> payers(Cluster cluster, List<double[]> byLink) {
        List<Draft.Payer> payers = new ArrayList<>();
        for (int l = 0; l < cluster.links().size(); l++) {
            int link = cluster.links().get(l);
            if (cluster.approaches().contains(link)) {
                int at = l;
                List<Double> differences = byLink.stream().map(pair -> pair[at]).toList();
                Effect effect = Effects.predicted("time lost before the signal", differences);
                if (effect.expected() >= LEAST_BURDEN) {
                    payers.add(new Draft.Payer(link, effect));
                }
            }
        }
        payers.sort(Comparator.comparingDouble(payer -> -payer.effect().expected()));
        return payers.subList(0, Math.min(MOST_PAYERS, payers.size()));
    }

    private static String kernel(List<Trials.Outcome> outcomes) {
        long commands = outcomes.stream().mapToLong(Trials.Outcome::commands).sum();
        long refused = outcomes.stream().mapToLong(Trials.Outcome::refused).sum();
        long fallbacks = outcomes.stream().mapToLong(Trials.Outcome::fallbacks).sum();
        return String.format(
                Locale.ROOT,
                "in %d trials it let %,d commands through, refused %,d wishes, and fell back %,d times",
                outcomes.size(),
                commands,
                refused,
                fallbacks);
    }
}
