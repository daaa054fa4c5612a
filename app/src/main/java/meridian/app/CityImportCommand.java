package meridian.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import meridian.app.city.CitySource;
import meridian.app.city.ImportReport;
import meridian.app.machine.Folders;
import meridian.app.machine.Interrupt;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.Words;
import meridian.formats.ReadReport;
import meridian.formats.cityfile.CityFile;
import meridian.model.City;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a city file of somebody else's files. */
@Command(
        name = "import",
        description = "Makes a city file of OpenStreetMap (PBF, QA tiles), SUMO, CityFlow or City "
                + "Brain Challenge files. An earlier file is replaced when the new one is whole.",
        footer = {"", "Example: meridian city import bologna/joined -o bologna.gpkg"})
final class CityImportCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "SOURCE", arity = "1..*", description = "Files or folders that are one city together.")
    private List<Path> sources = List.of();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "The city file to write, a GeoPackage.")
    private Path output = Path.of("");

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private void stop(int code) {
        terminal.say("\nInterrupted; " + output + " is as it was.");
        System.exit(code == Interrupt.EXIT_CODE ? code : ExitCode.TERMINATED);
    }

    @Override
    public void run() {
        long begin = System.nanoTime();
        CitySource source = CitySource.of(sources);
        Path folder = output.toAbsolutePath().getParent();
        if (folder != null && Files.notExists(folder)) {
            terminal.say("making the folder " + folder);
        }
        Folders.writable(folder == null ? Path.of("/") : folder, "--output");
        ReadReport report = new ReadReport();
        City city;
        try (Interrupt _ = Interrupt.onSignal(this::stop);
                ProgressLine progress = terminal.progress()) {
            city = source.read(report, progress);
            CityFile.write(city, output, progress);
        }
        report.notes().forEach(terminal::say);
        if (!city.events().isEmpty()) {
            terminal.say(Words.plural(city.events().size(), "closure or limit")
                    + " for a while: a city file does not hold them. Name the source's additional file with --events.");
        }
        double seconds = Math.round((System.nanoTime() - begin) / 1e8) / 10.0;
        ImportReport told = new ImportReport(
                city.name(), output.toString(), output.toFile().length(), seconds, report.taken(), report.skipped());
        if (json) {
            terminal.printJson(told);
        } else {
            terminal.print(told.lines());
        }
        terminal.say(city.name() + " is in " + output + " (" + Words.count(told.bytes() / 1024) + " KiB, " + seconds
                + " s)");
    }
}
