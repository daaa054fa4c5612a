package meridian.app;

import java.util.List;
import meridian.app.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what runs, on what: the three lines that every bug report needs. */
@Command(
        name = "version",
        description = "Shows the versions of Meridian, Java and the operating system.",
        footer = {"", "Example: meridian version --json"})
final class VersionCommand implements Runnable {

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** The same three things for programs. */
    private record Versions(String meridian, String java, String system) {}

    @Override
    public void run() {
        if (json) {
            terminal.printJson(new Versions(BuildInfo.ofThisBuild().version(), java(), system()));
        } else {
            terminal.print(List.of(lines()));
        }
    }

    private static String java() {
        return Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
    }

    private static String system() {
        return System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch");
    }

    private static String[] lines() {
        return new String[] {
            "meridian " + BuildInfo.ofThisBuild().version(), "java     " + java(), "system   " + system()
        };
    }

    /** The same lines for {@code --version}. */
    static final class Provider implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return lines();
        }
    }
}
