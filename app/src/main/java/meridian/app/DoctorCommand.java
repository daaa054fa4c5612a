package meridian.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import meridian.api.Binding;
import meridian.app.city.DefaultCity;
import meridian.app.machine.Check;
import meridian.app.machine.Folders;
import meridian.app.machine.MachineCheck;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.formats.cityfile.CityFile;
import meridian.formats.cityfile.Part;
import meridian.model.BadInput;
import meridian.model.City;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says whether this machine has what Meridian needs. */
@Command(
        name = "doctor",
        description = "Checks this machine: Java, memory, folders, port, city, programs.",
        footer = {"", "Example: meridian doctor"})
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private Terminal terminal = new Terminal();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Folders folders = Folders.ofThisUser();
        List<Check> checks = new ArrayList<>(MachineCheck.all(folders));
        checks.add(port());
        checks.add(city(DefaultCity.of(folders)));
        if (json) {
            terminal.printJson(checks);
        } else {
            print(checks);
        }
        boolean failed = checks.stream().anyMatch(c -> c.state() == Check.State.FAIL);
        return failed ? ExitCode.FAILURE : ExitCode.OK;
    }

    private void print(List<Check> checks) {
        TextTable table = new TextTable();
        for (Check check : checks) {
            String advice = check.advice().isEmpty() ? "" : ". " + check.advice();
            table.row(Words.of(check.state()), check.name(), check.found() + advice);
        }
        terminal.print(table.lines());
    }

    private static Check port() {
        String name = "port " + UpCommand.USUAL_PORT;
        try {
            Binding.ofThisMachine(UpCommand.USUAL_PORT).checkFree();
            return Check.ok(name, "free");
        } catch (BadInput e) {
            return Check.warn(name, "in use", "Meridian takes the next free one.");
        }
    }

    private static Check city(DefaultCity city) {
        Optional<Path> file = city.find();
        if (file.isEmpty()) {
            return Check.warn(DefaultCity.NAME, "not prepared", "It is fetched when it is first needed.");
        }
        try {
            City read = CityFile.read(file.get(), EnumSet.noneOf(Part.class));
            return Check.ok(
                    DefaultCity.NAME, Words.plural(read.network().links().size(), "link"));
        } catch (BadInput e) {
            return Check.fail(DefaultCity.NAME, "damaged", "Delete " + file.get() + "; it is made again.");
        }
    }
}
