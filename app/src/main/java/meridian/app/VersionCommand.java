package meridian.app;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what runs, on what: the three lines that every bug report needs. */
@Command(name = "version", description = "Shows the versions of Meridian, Java and the operating system.")
final class VersionCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        for (String line : lines()) {
            out.println(line);
        }
    }

    private static String[] lines() {
        return new String[] {
            "meridian " + BuildInfo.ofThisBuild().version(),
            "java     " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
            "system   " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                    + System.getProperty("os.arch")
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
