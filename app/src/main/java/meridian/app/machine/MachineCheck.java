package meridian.app.machine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meridian.model.BadInput;

/** Looks at Java, memory, processors, folders and programs. Reads, and writes nothing that stays. */
public final class MachineCheck {
    private static final int OLDEST_JAVA = 25;
    /** As web/build.sh asks for. */
    private static final int OLDEST_NODE = 20;

    private static final int OLDEST_NODE_MINOR = 19;
    /** The application, a browser and the system beside it. */
    private static final double LEAST_GIBIBYTES = 3.5;

    private static final Pattern NODE_VERSION = Pattern.compile("^v?(\\d{1,4})\\.(\\d{1,4})");

    private MachineCheck() {}

    public static List<Check> all(Folders folders) {
        List<Check> checks = new ArrayList<>();
        checks.add(java());
        checks.add(memory());
        checks.add(cores());
        checks.add(node());
        checks.add(program(
                "npm", "It comes with Node (nodejs.org); without it there is no Montevideo, only the small town."));
        checks.add(folder("data folder", folders.data(), "--data"));
        checks.add(folder("cache folder", folders.cache(), "XDG_CACHE_HOME"));
        checks.add(Browser.ofThisMachine()
                .map(b -> Check.ok("browser", b.opener()))
                .orElse(Check.warn("browser", "no screen, or nothing that opens pages", "Open the address by hand.")));
        checks.add(program("sumo", "Only for tests and bench: apt-get install sumo"));
        checks.add(program("chromium", "Only for tests of the pages: apt-get install chromium"));
        return checks;
    }

    private static Check java() {
        String found = Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
        return Runtime.version().feature() >= OLDEST_JAVA
                ? Check.ok("Java", found)
                : Check.fail("Java", found, "Install a JDK " + OLDEST_JAVA + " or later.");
    }

    private static Check memory() {
        double gibibytes = 0;
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            gibibytes = system.getTotalMemorySize() / (double) (1 << 30);
        }
        String found = String.format(Locale.ROOT, "%.1f GiB", gibibytes);
        return gibibytes >= LEAST_GIBIBYTES
                ? Check.ok("memory", found)
                : Check.warn("memory", found, "Large cities want 4 GiB beside a browser.");
    }

    private static Check cores() {
        int cores = Runtime.getRuntime().availableProcessors();
        return cores >= 2
                ? Check.ok("processors", cores + "")
                : Check.warn("processors", cores + "", "Two are better: one simulates, one serves.");
    }

    private static Check node() {
        String advice = "Install Node " + OLDEST_NODE + "." + OLDEST_NODE_MINOR
                + " or later (nodejs.org); it is needed to build the pages.";
        Optional<String> version = output("node", "--version");
        if (version.isEmpty()) {
            return Check.warn("Node", "not on the PATH", advice);
        }
        return isRecent(version.get()) ? Check.ok("Node", version.get()) : Check.warn("Node", version.get(), advice);
    }

    static boolean isRecent(String version) {
        Matcher numbers = NODE_VERSION.matcher(version);
        if (!numbers.find()) {
            return false;
        }
        int major = Integer.parseInt(numbers.group(1));
        return major > OLDEST_NODE || major == OLDEST_NODE && Integer.parseInt(numbers.group(2)) >= OLDEST_NODE_MINOR;
    }

    private static Check program(String name, String advice) {
        return Browser.onPath(name)
                .map(path -> Check.ok(name, path))
                .orElse(Check.warn(name, "not on the PATH", advice));
    }

    private static Check folder(String name, java.nio.file.Path folder, String option) {
        try {
            return Check.ok(name, Folders.writable(folder, option).toString());
        } catch (BadInput e) {
            return Check.fail(name, folder + " cannot be written", "Correct its permissions, or use " + option + ".");
        }
    }

    /** The first line that a program prints. */
    private static Optional<String> output(String program, String argument) {
        try {
            Process process = new ProcessBuilder(program, argument)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readNBytes(200), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
            process.destroyForcibly();
            return ended ? text.lines().findFirst() : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
