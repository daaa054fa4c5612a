package meridian.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import meridian.app.terminal.LibraryLog;
import meridian.app.terminal.StandardOutput;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The root of the command line: {@code meridian COMMAND}. On its own it only shows what there is. */
@Command(
        name = "meridian",
        description = "An open city brain and urban digital twin that its residents can trust.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        subcommands = {
            UpCommand.class,
            SignInCommand.class,
            KeysCommand.class,
            ActionsCommand.class,
            FeedCommand.class,
            RunCommand.class,
            CompareCommand.class,
            CityCommand.class,
            DoctorCommand.class,
            BenchCommand.class,
            TortureCommand.class,
            ProveCommand.class,
            AuditCommand.class,
            ControlCommand.class,
            EvaluateCommand.class,
            ExperimentCommand.class,
            PlantCommand.class,
            MonitorCommand.class,
            RulesCommand.class,
            VersionCommand.class,
            CompletionCommand.class,
            WarmUpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:done",
            " 1:failed; that should not happen",
            " 2:a wrong option or command",
            " 3:what was named cannot be used: a file's content, but also a port in use, a folder that cannot be written or"
                    + " that another instance works on",
            " 4:what was named does not exist",
            " 130:interrupted with Ctrl-C (143: by another signal)"
        },
        footer = {"", "Example: meridian up"})
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    public static void main(String[] args) {
        StandardOutput out = new StandardOutput();
        PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        PrintWriter writer = out.writer();
        int code;
        try {
            code = commandLine().setOut(writer).setErr(err).execute(args);
        } catch (OutOfMemoryError e) {
            code = Failures.outOfMemory(err);
        }
        writer.flush();
        System.exit(Failures.ofOutput(out, err).orElse(code));
    }

    /** The whole command line, with what it says when something fails. */
    static CommandLine commandLine() {
        quieten();
        Failures failures = new Failures();
        return ValueConverters.register(new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true))
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
    }

    /** Libraries log what nobody asked for; standard error belongs to the person in front of it. */
    private static void quieten() {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        // The command line speaks English; so must what the JDK adds to its messages.
        Locale.setDefault(Locale.ENGLISH);
        LibraryLog.install();
    }
}
