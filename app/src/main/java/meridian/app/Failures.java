package meridian.app;

import java.io.PrintWriter;
import meridian.app.city.NotFound;
import meridian.model.BadInput;
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
        return told && text != null ? text : e.getClass().getSimpleName() + (text == null ? "" : ": " + text);
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
        err.println("meridian: " + e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitCode.USAGE;
    }
}
