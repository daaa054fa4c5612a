package meridian.app.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import meridian.bench.statistics.Estimate;
import meridian.bench.statistics.Geh;
import org.jspecify.annotations.Nullable;

/**
 * Two sets of runs, seed by seed: what both runs of a seed share falls out, so that small differences show.
 *
 * @param a where A was read, and what it is
 * @param seeds that are compared; −1 where nobody wrote the seed down
 * @param notes what a reader should know
 * @param figures of trips
 * @param links over all links; null where one of the two has no link records, or their slices of time do not meet
 * @param linkPairs each link with traffic in either, those whose flows differ most first
 */
public record Comparison(
        Side a,
        Side b,
        List<Long> seeds,
        List<String> notes,
        List<Figure> figures,
        @Nullable Links links,
        List<LinkPair> linkPairs) {
    private static final double KMH = 3.6;
    private static final double HOUR = 3600;

    public Comparison {
        seeds = List.copyOf(seeds);
        notes = List.copyOf(notes);
        figures = List.copyOf(figures);
        linkPairs = List.copyOf(linkPairs);
    }

    public record Side(String place, String title, int seeds) {}

    /**
     * One figure; means over seeds.
     *
     * @param unit s, or empty for counts
     * @param difference B − A, paired by seed
     * @param percent of the mean difference against A; null where A is 0
     */
    public record Figure(
            String name,
            String unit,
            Estimate a,
            Estimate b,
            Estimate difference,
            @Nullable Double percent) {}

    /**
     * All links with traffic in either.
     *
     * @param beginSeconds of the time that both have in whole slices
     * @param gehBelow5 share of links whose hourly flows, each the mean over seeds, have a GEH below 5
     * @param speedDifferenceKmh B − A, the mean over links by A's flow, paired by seed; null where no link has speeds in both
     * @param speedErrorKmh the mean of its size, by A's flow
     */
    public record Links(
            int count,
            double beginSeconds,
            double endSeconds,
            double gehBelow5,
            @Nullable Estimate speedDifferenceKmh,
            double speedErrorKmh) {}

    /**
     * One link.
     *
     * @param flowA vehicles an hour, the mean over seeds
     * @param flowDifference B − A, paired by seed
     * @param kmhA null where nobody was on it in any seed
     * @param kmhDifference B − A over the seeds in which both had somebody on it; null where there is none
     */
    public record LinkPair(
            String link,
            double flowA,
            double flowB,
            double geh,
            Estimate flowDifference,
            @Nullable Double kmhA,
            @Nullable Double kmhB,
            @Nullable Estimate kmhDifference) {}

    /** Reads both and compares them; shapes of links for a map go to {@code shapes}. */
    public static Comparison of(Path a, Path b, Map<String, String> shapes) {
        RunSet setA = RunSet.read(a);
        RunSet setB = RunSet.read(b);
        shapes.putAll(setB.shapes());
        shapes.putAll(setA.shapes());
        return of(setA, setB);
    }

    static Comparison of(RunSet a, RunSet b) {
        Pairs pairs = Pairs.of(a, b);
        List<String> notes = new ArrayList<>(pairs.notes());
        Optional<Span> span = span(pairs, notes);
        List<LinkPair> links = span.map(s -> links(pairs, s)).orElse(List.of());
        return new Comparison(
                new Side(a.place(), a.title(), a.seeds().size()),
                new Side(b.place(), b.title(), b.seeds().size()),
                pairs.seeds(),
                notes,
                figures(pairs),
                span.map(s -> agreement(pairs, s, links)).orElse(null),
                links);
    }

    private static List<Figure> figures(Pairs pairs) {
        return List.of(
                figure("travel time", "s", pairs, SeedFigures::travelSeconds),
                figure("waiting time", "s", pairs, SeedFigures::standingSeconds),
                figure("time loss", "s", pairs, SeedFigures::lostSeconds),
                figure("wait to enter", "s", pairs, SeedFigures::enterSeconds),
                figure("stops", "", pairs, SeedFigures::stops),
                figure("completed trips", "", pairs, SeedFigures::completed));
    }

    private static Figure figure(String name, String unit, Pairs pairs, ToDoubleFunction<SeedFigures> value) {
        double[] a = pairs.a().stream().mapToDouble(value).toArray();
        double[] b = pairs.b().stream().mapToDouble(value).toArray();
        Estimate ofA = Estimate.of(a);
        Estimate difference = Estimate.ofPairs(a, b);
        Double percent = ofA.mean() == 0 ? null : 100 * difference.mean() / ofA.mean();
        return new Figure(name, unit, ofA, Estimate.of(b), difference, percent);
    }

    /** A stretch of time of which both sides have whole slices. */
    private record Span(double beginSeconds, double endSeconds) {
        double hours() {
            return (endSeconds - beginSeconds) / HOUR;
        }
    }

    private static Optional<Span> span(Pairs pairs, List<String> notes) {
        if (pairs.a().stream().anyMatch(s -> s.links().isEmpty())
                || pairs.b().stream().anyMatch(s -> s.links().isEmpty())) {
            notes.add("Links are not compared: one side has no records of them.");
            return Optional.empty();
        }
        TreeSet<Double> borders = borders(pairs.a().getFirst());
        for (SeedFigures seed : pairs.a()) {
            borders.retainAll(borders(seed));
        }
        for (SeedFigures seed : pairs.b()) {
            borders.retainAll(borders(seed));
        }
        if (borders.size() < 2) {
            notes.add(
                    "Links are not compared: the slices of time of the two sides do not meet. Give Meridian's runs the"
                            + " same --slice-minutes, and SUMO's edge data the same begin and period.");
            return Optional.empty();
        }
        return Optional.of(new Span(borders.first(), borders.last()));
    }

    private static TreeSet<Double> borders(SeedFigures seed) {
        TreeSet<Double> borders = new TreeSet<>();
        for (LinkFlow flow : seed.links()) {
            borders.add(flow.beginSeconds());
            borders.add(flow.endSeconds());
        }
        return borders;
    }

    /** Sums over the span: vehicles that left, vehicle seconds, vehicle metres. */
    private record Sum(double left, double seconds, double meters) {
        static final Sum NONE = new Sum(0, 0, 0);

        Sum plus(LinkFlow flow) {
            return new Sum(left + flow.left(), seconds + flow.vehicleSeconds(), meters + flow.vehicleMeters());
        }

        OptionalDouble kmh() {
            return seconds > 0 ? OptionalDouble.of(KMH * meters / seconds) : OptionalDouble.empty();
        }
    }

    private static Map<String, Sum> sums(SeedFigures seed, Span span) {
        Map<String, Sum> sums = new TreeMap<>();
        for (LinkFlow flow : seed.links()) {
            if (flow.beginSeconds() >= span.beginSeconds && flow.endSeconds() <= span.endSeconds) {
                sums.merge(flow.link(), Sum.NONE.plus(flow), (old, one) -> old.plus(flow));
            }
        }
        return sums;
    }

    private static List<LinkPair> links(Pairs pairs, Span span) {
        List<Map<String, Sum>> a = pairs.a().stream().map(s -> sums(s, span)).toList();
        List<Map<String, Sum>> b = pairs.b().stream().map(s -> sums(s, span)).toList();
        TreeSet<String> names = new TreeSet<>();
        a.forEach(sums -> names.addAll(sums.keySet()));
        b.forEach(sums -> names.addAll(sums.keySet()));
        List<LinkPair> links = new ArrayList<>();
        for (String name : names) {
            LinkPair pair = link(name, of(name, a), of(name, b), span.hours());
            if (pair.flowA() + pair.flowB() > 0) {
                links.add(pair);
            }
        }
        links.sort(Comparator.comparingDouble((LinkPair p) -> -p.geh()).thenComparing(LinkPair::link));
        return links;
    }

    private static List<Sum> of(String link, List<Map<String, Sum>> seeds) {
        return seeds.stream().map(sums -> sums.getOrDefault(link, Sum.NONE)).toList();
    }

    private static LinkPair link(String name, List<Sum> a, List<Sum> b, double hours) {
        double[] flowA = a.stream().mapToDouble(s -> s.left / hours).toArray();
        double[] flowB = b.stream().mapToDouble(s -> s.left / hours).toArray();
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            OptionalDouble kmhA = a.get(i).kmh();
            OptionalDouble kmhB = b.get(i).kmh();
            if (kmhA.isPresent() && kmhB.isPresent()) {
                differences.add(kmhB.getAsDouble() - kmhA.getAsDouble());
            }
        }
        double meanA = Estimate.of(flowA).mean();
        double meanB = Estimate.of(flowB).mean();
        return new LinkPair(
                name,
                meanA,
                meanB,
                Geh.of(meanA, meanB),
                Estimate.ofPairs(flowA, flowB),
                kmh(a),
                kmh(b),
                differences.isEmpty()
                        ? null
                        : Estimate.of(differences.stream().mapToDouble(d -> d).toArray()));
    }

    /** Way over time of all seeds together. */
    private static @Nullable Double kmh(List<Sum> seeds) {
        double seconds = seeds.stream().mapToDouble(Sum::seconds).sum();
        double meters = seeds.stream().mapToDouble(Sum::meters).sum();
        return seconds > 0 ? KMH * meters / seconds : null;
    }

    private static Links agreement(Pairs pairs, Span span, List<LinkPair> links) {
        long good = links.stream().filter(p -> p.geh() < Geh.GOOD).count();
        List<LinkPair> both =
                links.stream().filter(p -> p.kmhA() != null && p.kmhB() != null).toList();
        double weight = both.stream().mapToDouble(LinkPair::flowA).sum();
        double error = both.stream()
                .mapToDouble(
                        p -> p.flowA() * Math.abs(Objects.requireNonNull(p.kmhB()) - Objects.requireNonNull(p.kmhA())))
                .sum();
        return new Links(
                links.size(),
                span.beginSeconds,
                span.endSeconds,
                links.isEmpty() ? 1 : good / (double) links.size(),
                speeds(pairs, span),
                weight > 0 ? error / weight : 0);
    }

    /** The mean difference over links of each seed, by A's flow in that seed. */
    private static @Nullable Estimate speeds(Pairs pairs, Span span) {
        List<Double> bySeed = new ArrayList<>();
        for (int i = 0; i < pairs.a().size(); i++) {
            Map<String, Sum> b = sums(pairs.b().get(i), span);
            double weight = 0;
            double sum = 0;
            for (Map.Entry<String, Sum> entry : sums(pairs.a().get(i), span).entrySet()) {
                OptionalDouble kmhA = entry.getValue().kmh();
                OptionalDouble kmhB = b.getOrDefault(entry.getKey(), Sum.NONE).kmh();
                if (kmhA.isPresent() && kmhB.isPresent()) {
                    weight += entry.getValue().left;
                    sum += entry.getValue().left * (kmhB.getAsDouble() - kmhA.getAsDouble());
                }
            }
            if (weight > 0) {
                bySeed.add(sum / weight);
            }
        }
        return bySeed.isEmpty()
                ? null
                : Estimate.of(bySeed.stream().mapToDouble(d -> d).toArray());
    }
}
