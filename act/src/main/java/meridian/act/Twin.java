package meridian.act;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import meridian.decide.Decider;
import meridian.decide.DecisionTimes;
import meridian.decide.Prediction;
import meridian.decide.Proposal;
import meridian.decide.Snapshot;
import meridian.decide.WhatIf;
import meridian.field.plant.Observation;
import meridian.field.plant.SignalCommand;
import meridian.model.City;
import meridian.model.control.ControlLane;
import meridian.model.network.VehicleKind;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadView;
import meridian.sim.road.TripLog;

/**
 * Answers "what if?" for a simulated city by forks of its engine: each trial takes over the present, lets the junctions turn to what is
 * tried, goes on by a usual rule, and adds up the time that everybody loses. As wrong as {@link TwinErrors} say. One thread, the
 * plant's.
 */
public final class Twin implements WhatIf, AutoCloseable {
    private static final int SOON_SECONDS = 10;

    private final RoadEngine plant;
    private final ControlledCity live;
    private final Decider usual;
    private final int everySeconds;
    private final double reachSeconds;
    private final int horizonSeconds;
    private final Misbelief misbelief;
    private final TwinErrors errors;
    /** People in a vehicle of each kind, by its ordinal, against those in a car: seconds stay comparable with the engine's. */
    private final double[] persons;
    /** Whether all that drive here weigh 1: the engine's own sums say all then. */
    private final boolean vehiclesOnly;

    /** Lane of the engine to lane of the network, or −1. */
    private final int[] laneOf;
    /** Junction at the end of each link, or −1. */
    private final int[] junctionAt;
    /** The city some seconds ago, the oldest first, and what signals were told since each. */
    private final ArrayDeque<RoadEngine> past = new ArrayDeque<>();

    private final ArrayDeque<List<SignalCommand>> told = new ArrayDeque<>();
    /** Where trials begin. */
    private final RoadEngine present;

    private final RoadEngine trial;

    /**
     * @param plant the engine of the city that is controlled; never changed
     * @param live its junctions as they are turned
     * @param usual the rule that trials go on by
     * @param horizonSeconds how far a trial looks
     * @param weights by which lost time counts, in seconds of a car
     */
    public Twin(
            City city,
            RoadEngine plant,
            ControlledCity live,
            Decider usual,
            int everySeconds,
            int horizonSeconds,
            TwinErrors errors,
            Weights weights) {
        this.plant = plant;
        this.live = live;
        this.usual = usual;
        this.everySeconds = everySeconds;
        reachSeconds = Math.max(everySeconds, DecisionTimes.LEAST_REACH_SECONDS);
        this.horizonSeconds = horizonSeconds;
        this.errors = errors;
        double inCar = weights.byKind()[VehicleKind.CAR.ordinal()];
        persons = Arrays.stream(weights.byKind()).map(in -> in / inCar).toArray();
        vehiclesOnly = city.trips().stream()
                .allMatch(trip -> persons[trip.type().kind().ordinal()] == 1);
        RoadView view = new RoadView(plant.road());
        int[] firstLane = new int[city.network().links().size() + 1];
        for (int l = 0; l < firstLane.length - 1; l++) {
            firstLane[l] = view.firstLane(l);
            firstLane[l + 1] = firstLane[l] + city.network().link(l).lanes().size();
        }
        laneOf = new int[firstLane[firstLane.length - 1]];
        Arrays.fill(laneOf, ControlLane.NOWHERE);
        for (int l = 0; l < live.network().lanes().size(); l++) {
            ControlLane lane = live.network().lanes().get(l);
            laneOf[firstLane[lane.link()] + lane.lane()] = l;
        }
        junctionAt = new int[city.network().links().size()];
        Arrays.fill(junctionAt, ControlLane.NOWHERE);
        for (ControlLane lane : live.network().lanes()) {
            junctionAt[lane.link()] = Math.max(junctionAt[lane.link()], lane.junction());
        }
        misbelief = new Misbelief(city, live.network(), firstLane, laneOf, errors);
        present = plant.fork(TripLog.NONE);
        trial = plant.fork(TripLog.NONE);
        past.add(plant.fork(TripLog.NONE));
    }

    /** A second has passed in the city; none may be left out. */
    public void see(Observation seen, List<SignalCommand> commands) {
        misbelief.see(seen);
        if (errors.ageSeconds() > 0) {
            told.add(commands);
            RoadEngine oldest = past.size() > errors.ageSeconds() ? past.remove() : plant.fork(TripLog.NONE);
            oldest.takeOver(plant);
            past.add(oldest);
            while (told.size() >= past.size() && !told.isEmpty()) {
                told.remove();
            }
        }
    }

    @Override
    public void begin() {
        RoadEngine known = errors.ageSeconds() > 0 ? past.getFirst() : plant;
        if (errors.ratios()) {
            present.takeOver(known, misbelief.coming(known.timeSeconds(), errors.ageSeconds() + horizonSeconds));
        } else {
            present.takeOver(known);
        }
        misbelief.distort(present);
        for (List<SignalCommand> commands : told) {
            commands.forEach(command -> obey(present, command));
            present.step();
        }
    }

    @Override
    public Prediction trial(int[][] stages) {
        trial.takeOver(present);
        ControlledCity tried = live.copy();
        double lost = trial.lostSeconds();
        double[] lostAt = lostAt(trial);
        long arrived = trial.arrivedCount();
        double waited = 0;
        // What persons lose beyond what their vehicles do.
        double[] more = new double[lostAt.length + 1];
        int decision = 0;
        for (int second = 0; second < horizonSeconds; second++) {
            double now = trial.timeSeconds();
            if (second == 0 || Math.round(now) % everySeconds == 0) {
                int[] given = decision < stages.length ? stages[decision] : new int[0];
                turn(tried, given, now);
                decision++;
            }
            for (Optional<StageTurner> turner : tried.turners()) {
                turner.flatMap(t -> t.second(now)).ifPresent(command -> obey(trial, command));
            }
            trial.step();
            waited += trial.waitingCount();
            addPersons(more);
        }
        double[] lostAtEnd = lostAt(trial);
        List<Double> at = IntStream.range(0, lostAt.length)
                .mapToObj(j -> lostAtEnd[j] - lostAt[j] + more[j])
                .toList();
        double all = trial.lostSeconds() - lost + waited + Arrays.stream(more).sum();
        return new Prediction(all, trial.arrivedCount() - arrived, at);
    }

    /** Adds what the last second cost people beyond the first in each vehicle, by junction; last, away from any. */
    private void addPersons(double[] more) {
        if (vehiclesOnly) {
            return;
        }
        int elsewhere = more.length - 1;
        RoadView.visitLosses(trial, (link, kind, share) -> {
            int junction = junctionAt[link] < 0 ? elsewhere : junctionAt[link];
            more[junction] += (persons[kind] - 1) * share;
        });
        RoadView.visitWaiting(trial, (link, kind) -> more[elsewhere] += persons[kind.ordinal()] - 1);
    }

    /**
     * A wrong guess at an unseen lane is soon corrected where the next decision comes soon: guesses are relied on then. With legal timings
     * and decisions every 10 s that saved a seventh of the delay in Jinan 1; with 15 s and pauses it cost as much.
     */
    @Override
    public boolean sees(int junction) {
        return everySeconds <= SOON_SECONDS || misbelief.sees(junction);
    }

    /** Time that has been lost on the way to each junction since an engine of this city began, s. */
    double[] lostAt(RoadEngine engine) {
        double[] lost = new double[live.turners().size()];
        for (int link = 0; link < junctionAt.length; link++) {
            if (junctionAt[link] >= 0) {
                lost[junctionAt[link]] += engine.records().lostSeconds(link);
            }
        }
        return lost;
    }

    /** Lets junctions turn to what is given, and to what the usual rule says where nothing is. */
    private void turn(ControlledCity tried, int[] given, double now) {
        int[] stages = new int[tried.turners().size()];
        Arrays.fill(stages, Snapshot.NO_STAGE);
        System.arraycopy(given, 0, stages, 0, given.length);
        if (Arrays.stream(stages).anyMatch(stage -> stage < 0)) {
            for (Proposal p : usual.decide(look(tried, now))) {
                stages[p.junction()] = stages[p.junction()] < 0 ? p.stage() : stages[p.junction()];
            }
        }
        for (int j = 0; j < stages.length; j++) {
            int stage = stages[j];
            if (stage >= 0) {
                tried.turners().get(j).ifPresent(turner -> turner.want(stage));
            }
        }
    }

    /** What the usual rule sees in a trial: the twin's own vehicles. */
    private Snapshot look(ControlledCity tried, double now) {
        LaneCounts counts = new LaneCounts(live.network(), reachSeconds);
        RoadView.visitLanes(trial, (engineLane, toEndMeters, speedMps, stands) -> {
            if (laneOf[engineLane] >= 0) {
                counts.add(laneOf[engineLane], toEndMeters, speedMps, stands);
            }
        });
        Snapshot.Builder snapshot = new Snapshot.Builder(live.network()).at(now);
        counts.into(snapshot);
        Senses.shows(snapshot, now, tried.turners());
        return snapshot.build();
    }

    private static void obey(RoadEngine engine, SignalCommand command) {
        switch (command) {
            case SignalCommand.Show show -> engine.show(show.junction(), show.aspects());
            case SignalCommand.FollowPlan follow -> engine.followPlan(follow.junction());
            case SignalCommand.Flash flash -> engine.flash(flash.junction());
        }
    }

    @Override
    public void close() {
        List<RoadEngine> all = new ArrayList<>(past);
        all.add(present);
        all.add(trial);
        all.forEach(RoadEngine::close);
    }
}
