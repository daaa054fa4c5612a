package meridian.safety.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import meridian.safety.Colour;
import meridian.safety.SafetyRules;

/**
 * What the lamps of one junction showed, as intervals, and what was wrong with that. It remembers; it does not keep up with
 * states. One thread.
 */
public final class LampLog {
    private static final long SECOND = 1000;

    /** @param endMillis exclusive; the end of the log where the lamp still shows it */
    private record Shown(int group, Colour colour, long startMillis, long endMillis, boolean complete) {
        long millis() {
            return endMillis - startMillis;
        }
    }

    private final SafetyRules rules;
    private final List<Shown> shown = new ArrayList<>();
    private final Colour[] now;
    private final long[] sinceMillis;
    private final boolean[] fromTheStart;
    private long beganMillis;
    private long lastMillis;

    /** @param rules what should hold: of these only the numbers are used */
    public LampLog(SafetyRules rules, long nowMillis) {
        this.rules = rules;
        this.now = new Colour[rules.groups()];
        this.sinceMillis = new long[rules.groups()];
        this.fromTheStart = new boolean[rules.groups()];
        begin(nowMillis);
    }

    /** Starts anew, with a junction of which nobody knows what it showed until now. */
    public void begin(long nowMillis) {
        shown.clear();
        beganMillis = nowMillis;
        lastMillis = nowMillis;
        Arrays.fill(now, Colour.RED);
        Arrays.fill(sinceMillis, nowMillis);
        Arrays.fill(fromTheStart, true);
    }

    /** From now on a group shows this. */
    public void note(int group, Colour colour, long nowMillis) {
        lastMillis = nowMillis;
        if (now[group] != colour) {
            shown.add(new Shown(group, now[group], sinceMillis[group], nowMillis, !fromTheStart[group]));
            // The amber of a junction that is taken over is a first colour, as red is.
            fromTheStart[group] &= nowMillis == beganMillis;
            now[group] = colour;
            sinceMillis[group] = nowMillis;
        }
    }

    /** Intervals kept so far. */
    public int size() {
        return shown.size();
    }

    /** For how long a group has been green now, ms; -1 where it is not. */
    long greenMillis(int group, long nowMillis) {
        return now[group] == Colour.GREEN ? nowMillis - sinceMillis[group] : -1;
    }

    boolean redAmber(int group) {
        return now[group] == Colour.RED_AMBER;
    }

    /** Everything that was wrong, in words; empty where nothing was. */
    public List<String> wrongs() {
        List<String> wrongs = new ArrayList<>();
        List<List<Shown>> byGroup = byGroup();
        for (List<Shown> one : byGroup) {
            sequence(one, wrongs);
        }
        for (int g = 0; g < byGroup.size(); g++) {
            for (int h = 0; h < byGroup.size(); h++) {
                if (rules.conflict(g, h) && g != h) {
                    apart(g, greens(byGroup.get(g)), h, greens(byGroup.get(h)), wrongs);
                }
            }
        }
        return wrongs;
    }

    private List<List<Shown>> byGroup() {
        List<List<Shown>> all = new ArrayList<>();
        for (int g = 0; g < now.length; g++) {
            all.add(new ArrayList<>());
        }
        shown.forEach(s -> all.get(s.group()).add(s));
        for (int g = 0; g < now.length; g++) {
            // One millisecond more, so that what has only just begun lasts.
            all.get(g).add(new Shown(g, now[g], sinceMillis[g], lastMillis + 1, false));
        }
        return all;
    }

    private static List<Shown> greens(List<Shown> one) {
        return one.stream().filter(s -> s.colour() == Colour.GREEN).toList();
    }

    /** Colours in their order, none too short, but for those that the log's start or end cut off. */
    private void sequence(List<Shown> one, List<String> wrongs) {
        for (int i = 0; i < one.size(); i++) {
            Shown s = one.get(i);
            int group = s.group();
            long least =
                    switch (s.colour()) {
                        case GREEN -> rules.group(group).leastGreenSeconds();
                        case AMBER -> rules.group(group).amberSeconds();
                        case RED_AMBER -> rules.group(group).redAmberSeconds();
                        case RED -> 0;
                    };
            if (s.complete() && s.millis() < least * SECOND) {
                wrongs.add("group " + group + " shows " + s.colour() + " for " + s.millis() + " ms at "
                        + s.startMillis() + " ms, of " + least * SECOND);
            }
            if (i > 0
                    && one.get(i - 1).millis() > 0
                    && !follows(group, one.get(i - 1).colour(), s.colour())) {
                wrongs.add("group " + group + " shows " + s.colour() + " after "
                        + one.get(i - 1).colour() + " at " + s.startMillis() + " ms");
            }
        }
    }

    private boolean follows(int group, Colour before, Colour colour) {
        boolean amber = rules.group(group).amberSeconds() > 0;
        boolean redAmber = rules.group(group).redAmberSeconds() > 0;
        return switch (colour) {
            case GREEN -> before == (redAmber ? Colour.RED_AMBER : Colour.RED);
            case RED_AMBER -> before == Colour.RED;
            case AMBER -> before == Colour.GREEN;
            case RED -> before == (amber ? Colour.AMBER : Colour.GREEN);
        };
    }

    /** No green of the first may begin during one of the second or too soon after it. */
    private void apart(int starting, List<Shown> starts, int ending, List<Shown> ends, List<String> wrongs) {
        long needed = rules.intergreenSeconds(ending, starting) * SECOND;
        for (Shown start : starts) {
            long free = beganMillis;
            for (Shown end : ends) {
                if (end.startMillis() <= start.startMillis()) {
                    free = Math.max(free, end.endMillis());
                }
            }
            long since = start.startMillis() - free;
            if (since < needed) {
                String when = since < 0
                        ? "while that of group " + ending + " lasts"
                        : since + " ms after that of group " + ending + ", of " + needed;
                wrongs.add("group " + starting + " is green at " + start.startMillis() + " ms, " + when);
            }
        }
    }
}
