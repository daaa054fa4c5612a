package meridian.app;

import meridian.app.machine.Interrupt;

/** What Meridian tells the shell when it ends. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILURE = 1;
    static final int USAGE = 2;
    static final int BAD_INPUT = 3;
    static final int NOT_FOUND = 4;
    /** Of a command that somebody else's signal ended. */
    static final int TERMINATED = 143;

    static final int INTERRUPTED = Interrupt.EXIT_CODE;

    private ExitCode() {}
}
