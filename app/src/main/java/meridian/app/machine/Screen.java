package meridian.app.machine;

import java.io.Console;
import java.util.Optional;

/** The terminal with somebody in front of it, for what must not get into a file, a log or another program. */
public final class Screen {
    private final Console console;

    private Screen(Console console) {
        this.console = console;
    }

    /** Empty where input or output is redirected. */
    public static Optional<Screen> find() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).map(Screen::new);
    }

    public void show(String line) {
        console.printf("%s%n", line);
        console.flush();
    }
}
