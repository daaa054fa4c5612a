package meridian.bench.theory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import meridian.bench.road.PlainNetwork;
import meridian.bench.sumo.Sumo;
import meridian.formats.sumo.SumoOutputs;
import meridian.model.City;

/**
 * SUMO on the same roads and trips, read from its {@code --fcd-output}.
 *
 * @param seed as it takes it
 */
record SumoDriving(Sumo sumo, long seed) implements Driving {
    @Override
    public String name() {
        return "SUMO " + sumo.version();
    }

    @Override
    public Driving withSeed(long other) {
        return new SumoDriving(sumo, other);
    }

    @Override
    public void drive(City city, double seconds, Consumer<Moment> each) {
        try {
            Path folder = Files.createTempDirectory("meridian-theory-");
            try {
                Path places = folder.resolve("places.xml");
                List<String> arguments = new ArrayList<>(PlainNetwork.write(city, folder, sumo));
                arguments.addAll(List.of("--end", Double.toString(seconds), "--seed", Long.toString(seed)));
                arguments.addAll(List.of("--fcd-output", places.toString(), "--no-step-log", "--no-warnings"));
                // Who stands in a queue on purpose must not vanish.
                arguments.addAll(List.of("--xml-validation", "never", "--time-to-teleport", "-1"));
                sumo.measured(folder, arguments);
                read(places, each);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SUMO names a step by the second at which it begins, and tells what is at its end. */
    private static void read(Path file, Consumer<Moment> each) {
        Moment moment = new Moment();
        boolean[] begun = new boolean[1];
        SumoOutputs.places(
                file,
                second -> {
                    if (begun[0]) {
                        each.accept(moment);
                    }
                    begun[0] = true;
                    moment.begin(second + 1);
                },
                place -> moment.add(
                        place.xMeters(),
                        place.yMeters(),
                        Math.toRadians(90 - place.compassDegrees()),
                        place.speedMps()));
        if (begun[0]) {
            each.accept(moment);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
