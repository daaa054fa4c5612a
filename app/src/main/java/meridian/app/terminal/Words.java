package meridian.app.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Text for a narrow screen. */
public final class Words {
    private Words() {}

    /** The text in lines that are not wider, broken between words where there is a gap; at least one line. */
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int gap = rest.lastIndexOf(' ', width);
            int end = gap > 0 ? gap : width;
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    /** A paragraph that is set in by some columns and fits the screen. */
    public static List<String> indented(String text, int by) {
        return wrap(text, TextTable.COLUMNS - by).stream()
                .map(line -> " ".repeat(by) + line)
                .toList();
    }

    /** A count as people read it, {@code 12,345}. */
    public static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** A constant's name in words: {@code lane without exit}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** {@code 1 link}, {@code 2 links}. */
    public static String plural(long n, String one) {
        return count(n) + " " + one + (n == 1 ? "" : "s");
    }

    /** A second of the day on a clock, {@code 07:30:00}; days after the first count on. */
    public static String clock(double seconds) {
        long s = (long) seconds;
        return String.format(Locale.ROOT, "%02d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
    }
}
