package meridian.safety.monitor;

import java.util.Arrays;

/**
 * Watches what the lamps of a junction show and trips when that is dangerous; then it stays so until a person resets it.
 *
 * <p>A colour counts once it has been seen for {@value #CONFIRMED_MILLIS} ms. Together with a call every {@value
 * #LONGEST_PAUSE_MILLIS} ms that keeps the bounds that NEMA TS 2 sets for malfunction management units: a conflict of more than
 * 450 ms always trips, one of less than 200 ms never. Ambers and clearances may be seen {@value #TOLERANCE_MILLIS} ms shorter
 * than they are, because reports come late. What it has not seen it does not accuse: the first green after a start or a reset
 * needs no clearance before it. Reports that are older than the last are counted and left out.
 *
 * <p>It knows neither plan nor requests, and shares no class with the kernel. One thread.
 */
public final class FieldMonitor {
    static final long CONFIRMED_MILLIS = 300;
    /** Who calls less often may trip later than after 450 ms. */
    public static final long LONGEST_PAUSE_MILLIS = 100;

    static final long TOLERANCE_MILLIS = 200;
    static final long SILENCE_MILLIS = 2000;
    private static final long NEVER = Long.MIN_VALUE;

    private final FieldLimits limits;
    private final Lamp[] seen;
    private final long[] seenSinceMillis;
    /** What each group has shown long enough, and since when. */
    private final Lamp[] confirmed;

    private final long[] confirmedSinceMillis;
    private final long[] greenEndMillis;
    private Verdict latched = new Verdict.Fine();
    private long brainMillis;
    private long fieldMillis;
    private long lastMillis;
    private long lastReportMillis;
    private long late;

    public FieldMonitor(FieldLimits limits, long nowMillis) {
        this.limits = limits;
        seen = new Lamp[limits.groups()];
        seenSinceMillis = new long[limits.groups()];
        confirmed = new Lamp[limits.groups()];
        confirmedSinceMillis = new long[limits.groups()];
        greenEndMillis = new long[limits.groups()];
        begin(nowMillis);
    }

    private void begin(long nowMillis) {
        Arrays.fill(seen, Lamp.DARK);
        Arrays.fill(seenSinceMillis, nowMillis);
        Arrays.fill(confirmed, Lamp.DARK);
        Arrays.fill(confirmedSinceMillis, nowMillis);
        Arrays.fill(greenEndMillis, NEVER);
        latched = new Verdict.Fine();
        brainMillis = nowMillis;
        fieldMillis = nowMillis;
        lastMillis = nowMillis;
        lastReportMillis = nowMillis;
    }

    /** A person has looked. Whatever is still wrong trips again. */
    public void reset(long nowMillis) {
        begin(nowMillis);
    }

    /** Who decides is alive. */
    public void heardBrain(long nowMillis) {
        brainMillis = Math.max(brainMillis, nowMillis);
    }

    /**
     * The field shows this.
     *
     * @param sinceMillis when it said so, on the monitor's clock; may be earlier than the last {@link #tick}, because reports take their time,
     *     but not than the last report
     */
    public Verdict report(int group, Lamp lamp, long sinceMillis) {
        long now = Math.max(sinceMillis, lastMillis);
        if (sinceMillis < lastReportMillis) {
            late++;
            return tick(now);
        }
        lastReportMillis = sinceMillis;
        fieldMillis = now;
        settle(now);
        if (seen[group] != lamp) {
            seen[group] = lamp;
            seenSinceMillis[group] = sinceMillis;
        }
        return tick(now);
    }

    /** What is to be thought of the junction now. */
    public Verdict tick(long nowMillis) {
        long now = Math.max(nowMillis, lastMillis);
        settle(now);
        if (latched.fallback()) {
            return latched;
        }
        if (now - brainMillis > SILENCE_MILLIS) {
            return new Verdict.BrainSilent(brainMillis);
        }
        return now - fieldMillis > SILENCE_MILLIS ? new Verdict.FieldSilent(fieldMillis) : latched;
    }

    /** Reports that were older than one before and did not count. */
    public long lateReports() {
        return late;
    }

    /** Takes up what has been seen long enough, up to now. */
    private void settle(long nowMillis) {
        lastMillis = nowMillis;
        for (int g = 0; g < seen.length; g++) {
            if (seen[g] != confirmed[g] && nowMillis - seenSinceMillis[g] >= CONFIRMED_MILLIS) {
                confirm(g);
            }
        }
        for (int g = 0; g < seen.length; g++) {
            for (int h = g + 1; h < seen.length && seen[g] == Lamp.GREEN; h++) {
                long since = Math.max(seenSinceMillis[g], seenSinceMillis[h]);
                if (seen[h] == Lamp.GREEN && limits.apart(g, h) && nowMillis - since >= CONFIRMED_MILLIS) {
                    trip(new Verdict.Conflict(g, h, since, nowMillis - since));
                }
            }
        }
    }

    private void confirm(int g) {
        Lamp before = confirmed[g];
        long shownMillis = seenSinceMillis[g] - confirmedSinceMillis[g];
        confirmed[g] = seen[g];
        confirmedSinceMillis[g] = seenSinceMillis[g];
        if (before == Lamp.GREEN) {
            greenEndMillis[g] = seenSinceMillis[g];
        }
        int amber = limits.amberMillis(g);
        boolean toRed = seen[g] == Lamp.RED || seen[g] == Lamp.RED_AMBER;
        if (before == Lamp.GREEN && toRed && amber > 0) {
            trip(new Verdict.ShortAmber(g, seenSinceMillis[g], 0, amber));
        } else if (before == Lamp.AMBER && seen[g] != Lamp.DARK && shownMillis < amber - TOLERANCE_MILLIS) {
            // The amber of a junction that is switched on is a whole one as well.
            trip(new Verdict.ShortAmber(g, seenSinceMillis[g], shownMillis, amber));
        }
        if (seen[g] == Lamp.GREEN) {
            begun(g);
        }
    }

    private void begun(int g) {
        for (int h = 0; h < seen.length; h++) {
            if (h != g && limits.apart(g, h) && greenEndMillis[h] != NEVER) {
                long cleared = seenSinceMillis[g] - greenEndMillis[h];
                long needed = limits.clearanceMillis(h, g);
                if (cleared < needed - TOLERANCE_MILLIS) {
                    trip(new Verdict.ShortClearance(g, h, seenSinceMillis[g], cleared, needed));
                }
            }
        }
    }

    /** The first cause stays. */
    private void trip(Verdict cause) {
        if (!latched.fallback()) {
            latched = cause;
        }
    }
}
