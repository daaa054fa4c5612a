package meridian.app;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.OptionalInt;
import meridian.app.city.NotFound;
import meridian.app.terminal.StandardOutput;
import meridian.model.BadInput;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one message why a command failed, and gives the exit code. The stack trace only comes where it is asked for. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final String DEBUG_VARIABLE = "MERIDIAN_DEBUG";

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (ofMemory(e)) {
            return outOfMemory(err);
        }
        err.println("meridian: " + message(e));
        boolean debug = parsed.expandedArgs().contains("--debug") || System.getenv(DEBUG_VARIABLE) != null;
        if (debug) {
            e.printStackTrace(err);
        }
        int code = code(e);
        if (code == ExitCode.FAILURE && !debug) {
            err.println("This should not happen. Run it again with --debug and report what it says.");
        }
        err.flush();
        return code;
    }

    private static String message(Exception e) {
        String text = e.getMessage();
        boolean told = e instanceof BadInput || e instanceof NotFound;
        if (told && text != null) {
            return text;
        }
        return e instanceof UncheckedIOException io
                ? "the system refused: " + BadInput.reason(io.getCause())
                : e.getClass().getSimpleName() + (text == null ? "" : ": " + text);
    }

    /** picocli counts the words of the command line; people look for the word itself. */
    private static String message(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && !unmatched.getUnmatched().isEmpty()) {
            String word = "'" + unmatched.getUnmatched().getFirst() + "'";
            boolean choice = !e.getCommandLine().getSubcommands().isEmpty();
            return choice ? "there is no command " + word : "nothing is expected where " + word + " stands";
        }
        return String.valueOf(e.getMessage());
    }

    private static boolean ofMemory(@Nullable Throwable e) {
        return e != null && (e instanceof OutOfMemoryError || ofMemory(e.getCause()));
    }

    /** Says that the JVM's limit was reached, and gives the exit code. */
    static int outOfMemory(PrintWriter err) {
        err.println("meridian: memory: " + (Runtime.getRuntime().maxMemory() >> 20)
                + " MiB are not enough for this. Expected a smaller city or more memory."
                + " Raise the limit, for example with MERIDIAN_JAVA_OPTS=-Xmx8g.");
        return ExitCode.FAILURE;
    }

    /** The exit code where something that was printed got lost; says so unless its reader went away. */
    static OptionalInt ofOutput(StandardOutput out, PrintWriter err) {
        if (out.readerWentAway()) {
            return OptionalInt.of(StandardOutput.BROKEN_PIPE);
        }
        if (out.failure().isEmpty()) {
            return OptionalInt.empty();
        }
        err.println(
                "meridian: standard output: " + BadInput.reason(out.failure().get())
                        + ". Expected room for everything that is printed. Run it again with another place for its output.");
        return OptionalInt.of(ExitCode.FAILURE);
    }

    private static int code(Exception e) {
        return switch (e) {
            case BadInput _ -> ExitCode.BAD_INPUT;
            case NotFound _ -> ExitCode.NOT_FOUND;
            default -> ExitCode.FAILURE;
        };
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("meridian: " + message(e));
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitCode.USAGE;
    }
}
