package meridian.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meridian.formats.cityfile.CityFile;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.testkit.Town;

/** The command line inside the test's own process, with its streams caught. */
record Cli(int exitCode, String out, String err) {

    static Cli run(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = java.util.Arrays.stream(args).map(String::valueOf).toArray(String[]::new);
        int code = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
        return new Cli(code, out.toString(), err.toString());
    }

    /** The command line of the program in a process of its own, to which words can be added. */
    static List<String> program(Object... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "meridian.app.Main"));
        for (Object word : words) {
            command.add(word.toString());
        }
        return command;
    }

    /** The town as a city file, without trips. */
    static Path townFile(Path folder) {
        Path file = folder.resolve("town.gpkg");
        CityFile.write(Town.city(), file);
        return file;
    }

    /** The town with trips of its own: those of the first minutes of the day. */
    static Path townWithTrips(Path folder, double seconds) {
        City town = Town.city();
        List<Trip> trips = new ArrayList<>();
        var all = Town.trips(town, 1).trips(0);
        for (Trip trip = all.next(); trip.departSeconds() < seconds; trip = all.next()) {
            trips.add(trip);
        }
        Path file = folder.resolve("busy.gpkg");
        CityFile.write(town.withTrips(trips), file);
        return file;
    }
}
