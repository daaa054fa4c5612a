package meridian.bench.sumo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import meridian.bench.statistics.Estimate;
import meridian.bench.statistics.Geh;
import meridian.model.network.Link;
import meridian.model.network.Network;
import org.jspecify.annotations.Nullable;

/**
 * A scene in both simulators.
 *
 * @param scene its name
 * @param title for headings
 * @param seeds how many runs of each
 * @param hourBeginSeconds the hour of the link figures
 * @param figures of trips
 * @param links how well the links agree
 * @param linkPairs all links with traffic, those that differ most first
 * @param teleported SUMO's, over all seeds: seed, vehicle and reason
 * @param unfinished Meridian's vehicles that never arrived, for each seed
 * @param strayed Meridian's drivers who ended elsewhere, for each seed; they count as completed
 * @param sumoVersion which SUMO
 */
public record SceneComparison(
        String scene,
        String title,
        int seeds,
        double hourBeginSeconds,
        List<Figure> figures,
        Links links,
        List<LinkPair> linkPairs,
        List<String> teleported,
        List<Integer> unfinished,
        List<Long> strayed,
        String sumoVersion) {
    private static final double KMH = 3.6;

    public SceneComparison {
        figures = List.copyOf(figures);
        linkPairs = List.copyOf(linkPairs);
        teleported = List.copyOf(teleported);
        unfinished = List.copyOf(unfinished);
        strayed = List.copyOf(strayed);
    }

    /**
     * One figure of both.
     *
     * @param unit s, m, or empty for counts
     * @param percent of Meridian against SUMO; null where SUMO's is 0
     */
    public record Figure(
            String name,
            String unit,
            Estimate sumo,
            Estimate meridian,
            @Nullable Double percent) {}

    /**
     * Links with traffic in either simulator.
     *
     * @param count of them
     * @param gehBelow5 share whose hourly flows, each the mean over all seeds, have a GEH below 5
     * @param gehBelow5BySeed the same for single runs, Meridian's and SUMO's of one seed
     * @param sumoAgainstItself the same for single runs of SUMO with different seeds: nobody can do better; null for one
     *     seed
     * @param sumoKmh mean speed of all vehicles on all links
     * @param meridianKmh likewise
     * @param speedDifferenceKmh Meridian − SUMO, the mean over links by SUMO's flow
     * @param speedErrorKmh the same without its sign
     */
    public record Links(
            int count,
            double gehBelow5,
            double gehBelow5BySeed,
            @Nullable Double sumoAgainstItself,
            double sumoKmh,
            double meridianKmh,
            double speedDifferenceKmh,
            double speedErrorKmh) {}

    /** A link in both: vehicles an hour, km/h (null where nobody was), mean over all seeds. */
    public record LinkPair(
            String link,
            double sumoFlow,
            double meridianFlow,
            double geh,
            @Nullable Double sumoKmh,
            @Nullable Double meridianKmh) {}

    static SceneComparison of(
            Scene scene, Network network, List<SeedRun> sumo, List<SeedRun> meridian, String version) {
        LinkHour theirs = LinkHour.mean(sumo.stream().map(SeedRun::links).toList());
        LinkHour ours = LinkHour.mean(meridian.stream().map(SeedRun::links).toList());
        List<String> teleported = sumo.stream()
                .flatMap(run -> run.teleported().stream().map(t -> "seed " + run.seed() + ": " + t))
                .toList();
        return new SceneComparison(
                scene.name(),
                scene.title(),
                sumo.size(),
                scene.beginSeconds(),
                figures(sumo, meridian),
                links(theirs, ours, sumo, meridian),
                pairs(network, theirs, ours),
                teleported,
                meridian.stream()
                        .map(run -> run.trips().loaded() - run.trips().completed())
                        .toList(),
                meridian.stream().map(SeedRun::strayed).toList(),
                version);
    }

    private static List<Figure> figures(List<SeedRun> sumo, List<SeedRun> meridian) {
        List<Figure> figures = new ArrayList<>();
        figures.add(figure("trip duration", "s", sumo, meridian, TripFigures::durationSeconds));
        figures.add(figure("waiting time", "s", sumo, meridian, TripFigures::waitingSeconds));
        figures.add(figure("time loss", "s", sumo, meridian, TripFigures::lossSeconds));
        figures.add(figure("departure delay", "s", sumo, meridian, TripFigures::departDelaySeconds));
        figures.add(figure("stops a trip", "", sumo, meridian, TripFigures::stops));
        figures.add(figure("way driven", "m", sumo, meridian, TripFigures::routeMeters));
        figures.add(figure("trips loaded", "", sumo, meridian, TripFigures::loaded));
        figures.add(figure("completed trips", "", sumo, meridian, TripFigures::completed));
        figures.add(figure("completed in the hour", "", sumo, meridian, TripFigures::completedInHour));
        return figures;
    }

    private static Figure figure(
            String name, String unit, List<SeedRun> sumo, List<SeedRun> meridian, ToDoubleFunction<TripFigures> value) {
        Estimate theirs = estimate(sumo, value);
        Estimate ours = estimate(meridian, value);
        Double percent = theirs.mean() == 0 ? null : 100 * (ours.mean() / theirs.mean() - 1);
        return new Figure(name, unit, theirs, ours, percent);
    }

    private static Estimate estimate(List<SeedRun> runs, ToDoubleFunction<TripFigures> value) {
        return Estimate.of(runs.stream()
                .mapToDouble(run -> value.applyAsDouble(run.trips()))
                .toArray());
    }

    private static Links links(LinkHour theirs, LinkHour ours, List<SeedRun> sumo, List<SeedRun> meridian) {
        int runs = Math.min(sumo.size(), meridian.size());
        double bySeed = IntStream.range(0, runs)
                .mapToDouble(i -> gehBelow5(sumo.get(i).links(), meridian.get(i).links()))
                .average()
                .orElseThrow();
        Double itself = sumo.size() < 2
                ? null
                : (Double) IntStream.range(0, sumo.size())
                        .mapToDouble(i -> gehBelow5(
                                sumo.get(i).links(),
                                sumo.get((i + 1) % sumo.size()).links()))
                        .average()
                        .orElseThrow();
        double weight = 0;
        double difference = 0;
        double error = 0;
        for (int l = 0; l < theirs.flow.length; l++) {
            if (theirs.seconds[l] > 0 && ours.seconds[l] > 0) {
                double more = kmh(ours, l) - kmh(theirs, l);
                weight += theirs.flow[l];
                difference += theirs.flow[l] * more;
                error += theirs.flow[l] * Math.abs(more);
            }
        }
        return new Links(
                (int) used(theirs, ours).count(),
                gehBelow5(theirs, ours),
                bySeed,
                itself,
                allKmh(theirs),
                allKmh(ours),
                weight == 0 ? 0 : difference / weight,
                weight == 0 ? 0 : error / weight);
    }

    private static IntStream used(LinkHour a, LinkHour b) {
        return IntStream.range(0, a.flow.length).filter(l -> a.flow[l] + b.flow[l] > 0);
    }

    private static double gehBelow5(LinkHour a, LinkHour b) {
        return used(a, b)
                .mapToDouble(l -> Geh.of(a.flow[l], b.flow[l]) < Geh.GOOD ? 1 : 0)
                .average()
                .orElse(1);
    }

    private static double kmh(LinkHour hour, int link) {
        return KMH * hour.meters[link] / hour.seconds[link];
    }

    private static double allKmh(LinkHour hour) {
        double seconds = IntStream.range(0, hour.flow.length)
                .mapToDouble(l -> hour.seconds[l])
                .sum();
        double meters = IntStream.range(0, hour.flow.length)
                .mapToDouble(l -> hour.meters[l])
                .sum();
        return seconds == 0 ? 0 : KMH * meters / seconds;
    }

    private static List<LinkPair> pairs(Network network, LinkHour theirs, LinkHour ours) {
        List<LinkPair> pairs = new ArrayList<>();
        used(theirs, ours).forEach(l -> {
            Link link = network.link(l);
            pairs.add(new LinkPair(
                    link.id(),
                    theirs.flow[l],
                    ours.flow[l],
                    Geh.of(theirs.flow[l], ours.flow[l]),
                    theirs.seconds[l] > 0 ? kmh(theirs, l) : null,
                    ours.seconds[l] > 0 ? kmh(ours, l) : null));
        });
        pairs.sort(Comparator.comparingDouble((LinkPair p) -> -p.geh()).thenComparing(LinkPair::link));
        return pairs;
    }
}
