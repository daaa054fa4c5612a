package meridian.bench.sumo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux says about the memory of a process. */
public final class ProcessMeter {
    /** A process without such a system, or one that has ended. */
    public static final long UNKNOWN = -1;

    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s*(\\d+) kB");

    private ProcessMeter() {}

    /** Most resident memory so far. */
    public static long peakBytesOfThisProcess() {
        return peakBytes(ProcessHandle.current().pid());
    }

    static long peakBytes(long pid) {
        try {
            Matcher peak = PEAK.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
            return peak.find() ? Long.parseLong(peak.group(1)) * 1024 : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
