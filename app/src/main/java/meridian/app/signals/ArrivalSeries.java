package meridian.app.signals;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import meridian.act.SignalTrial;
import meridian.app.live.RouterWays;
import meridian.app.live.Traffic;
import meridian.decide.forecast.Series;
import meridian.field.plant.DetectorFaults;
import meridian.field.plant.EnginePlant;
import meridian.field.plant.Observation;
import meridian.field.plant.ObserveMode;
import meridian.formats.Progress;
import meridian.model.BadInput;
import meridian.model.City;
import meridian.model.control.ControlDetector;
import meridian.model.control.ControlNetwork;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.TripLog;
import meridian.sim.route.Router;

/** Series to forecast: vehicles that come to signals in simulated days, or anything from a file. */
public final class ArrivalSeries {
    private static final int DAY_SECONDS = 86_400;
    /** By how much more or fewer come on one day than on another. */
    private static final double DAYS_DIFFER = 0.2;

    private static final int MOST_SITES = 5_000;

    private ArrivalSeries() {}

    /**
     * Simulated days, one after the other: each with drivers of its own and 0.8 to 1.2 times as many as usual. Sites are roads before signals.
     *
     * @param city whose traffic is computed, so that it goes on all day
     * @param stepSeconds of the counts
     */
    public static Series simulated(City city, int days, int stepSeconds, long seed, Progress progress) {
        RoadNetwork road = RoadNetwork.of(city);
        Router router = Router.of(city.network());
        int perDay = DAY_SECONDS / stepSeconds;
        List<String> sites = new ArrayList<>();
        float[][] values = new float[days * perDay][];
        for (int day = 0; day < days; day++) {
            List<Trip> trips = trips(city, seed + day);
            RoadSettings settings = RoadSettings.startingAt(0, seed + day);
            RoadEngine engine =
                    new RoadEngine(road, TripSource.of(trips), new RouterWays(router), TripLog.NONE, settings);
            try (EnginePlant plant =
                    new EnginePlant(city, engine, ObserveMode.DETECTORS, DetectorFaults.NONE, Double.MAX_VALUE)) {
                int[] siteOf = sites(plant.network(), sites);
                for (int step = 0; step < perDay; step++) {
                    values[day * perDay + step] = count(plant, siteOf, sites.size(), stepSeconds);
                    progress.at("steps", day * (long) perDay + step + 1, values.length);
                }
            }
        }
        return new Series(sites, stepSeconds, 0, values);
    }

    private static List<Trip> trips(City city, long seed) {
        double factor = 1 - DAYS_DIFFER + 2 * DAYS_DIFFER * new SplittableRandom(seed).nextDouble();
        List<Trip> trips = new ArrayList<>();
        for (Iterator<Trip> all = Traffic.computed(city, seed).trips().trips(0); all.hasNext(); ) {
            Trip trip = all.next();
            if (trip.departSeconds() >= DAY_SECONDS) {
                break;
            }
            trips.addAll(SignalTrial.scaled(trip, factor, seed));
        }
        return trips;
    }

    /** Site of each detector, −1 for those that do not count arrivals; names are added to the list where it is empty. */
    private static int[] sites(ControlNetwork network, List<String> names) {
        Map<String, Integer> known = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            known.put(names.get(i), i);
        }
        int[] site = new int[network.detectors().size()];
        for (int d = 0; d < site.length; d++) {
            ControlDetector detector = network.detectors().get(d);
            String link = network.lanes().get(detector.lane()).id().replaceFirst("_[0-9]+$", "");
            if (detector.role() != ControlDetector.Role.ENTRANCE) {
                site[d] = -1;
                continue;
            }
            site[d] = known.computeIfAbsent(link, _ -> {
                names.add(link);
                return names.size() - 1;
            });
        }
        return site;
    }

    private static float[] count(EnginePlant plant, int[] siteOf, int sites, int stepSeconds) {
        float[] counted = new float[sites];
        for (int second = 0; second < stepSeconds; second++) {
            Observation seen = plant.step(List.of());
            for (int d = 0; d < siteOf.length; d++) {
                if (siteOf[d] >= 0) {
                    counted[siteOf[d]] += seen.count(d);
                }
            }
        }
        return counted;
    }

    /**
     * From a table: names in the first line, then a line for each step, values divided by commas; an empty one is not known.
     *
     * @throws BadInput with the line, where something else stands there
     */
    public static Series read(Path file, int stepSeconds) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String header = lines.readLine();
            if (header == null || header.isBlank()) {
                throw new BadInput(
                        file.toString(), "it is empty", "names of sites in the first line", "Look at the file");
            }
            List<String> sites =
                    Arrays.stream(header.split(",", -1)).map(String::strip).toList();
            if (sites.size() > MOST_SITES) {
                throw new BadInput(
                        file + " line 1", sites.size() + " sites", "up to " + MOST_SITES, "Divide the table");
            }
            List<float[]> values = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                values.add(values(line, sites.size(), file + " line " + (values.size() + 2)));
            }
            return new Series(sites, stepSeconds, 0, values.toArray(float[][]::new));
        } catch (IOException e) {
            throw BadInput.unreadable(file, "a table of values by site and step", e);
        }
    }

    private static float[] values(String line, int sites, String place) {
        String[] texts = line.split(",", -1);
        if (texts.length != sites) {
            throw new BadInput(
                    place, texts.length + " values", sites + ", as the first line has names", "Correct the line");
        }
        float[] values = new float[sites];
        for (int i = 0; i < sites; i++) {
            String text = texts[i].strip();
            try {
                values[i] = text.isEmpty() ? Float.NaN : Float.parseFloat(text);
            } catch (NumberFormatException e) {
                throw new BadInput(place, "'" + text + "' is no number", "a number or nothing", "Correct the line");
            }
            if (Float.isInfinite(values[i])) {
                throw new BadInput(place, "'" + text + "' is too large", "a number or nothing", "Correct the line");
            }
        }
        return values;
    }
}
