package meridian.formats.citybrain;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import meridian.formats.Progress;
import meridian.model.BadInput;

/** Lines of numbers, one line in memory at a time. */
final class NumberLines {
    private static final int LONGEST_LINE = 1 << 20;
    private static final int LINES_BETWEEN_PROGRESS = 1 << 12;

    private final Path file;
    private final InputStream in;
    private final Progress progress;
    private final long size;
    private final StringBuilder text = new StringBuilder();
    private String[] words = {};
    private int line;
    private long bytes;

    private NumberLines(Path file, InputStream in, Progress progress, long size) {
        this.file = file;
        this.in = in;
        this.progress = progress;
        this.size = size;
    }

    static void read(Path file, Progress progress, Consumer<NumberLines> body) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            body.accept(new NumberLines(file, in, progress, Files.size(file)));
        } catch (IOException e) {
            throw BadInput.unreadable(file, "a text file of the City Brain Challenge", e);
        }
    }

    /** Moves to the next line that is not blank, which must hold this many numbers. */
    void next(int count, String what) {
        next(what);
        if (words.length != count) {
            throw bad("a line with " + numbers(words.length), numbers(count) + ": " + what);
        }
    }

    private static String numbers(int count) {
        return count == 1 ? "1 number" : count + " numbers";
    }

    /** Moves to the next line that is not blank. */
    void next(String what) {
        do {
            if (!readLine()) {
                throw bad("the file ends here", what);
            }
        } while (text.toString().isBlank());
        words = text.toString().trim().split("\\s+");
        if (line % LINES_BETWEEN_PROGRESS == 0) {
            progress.at("reading " + file.getFileName(), bytes, size);
        }
    }

    private boolean readLine() {
        try {
            text.setLength(0);
            line++;
            int b;
            while ((b = in.read()) >= 0) {
                bytes++;
                if (b == '\n') {
                    return true;
                }
                if (text.length() >= LONGEST_LINE || b < ' ' && b != '\r' && b != '\t' || b > '~') {
                    throw bad(
                            b > '~' || b < ' ' ? "a byte " + b : "a line longer than a million letters",
                            "numbers in short lines");
                }
                text.append((char) b);
            }
            return !text.isEmpty();
        } catch (IOException e) {
            throw bad("it cannot be read on (" + BadInput.reason(e) + ")", "a readable file");
        }
    }

    int count() {
        return words.length;
    }

    /** A number of things that follow, bounded. */
    int amount(int most, String what) {
        next(1, "the number of " + what);
        int amount = whole(0);
        if (amount < 0 || amount > most) {
            throw bad("the number of " + what + " is " + amount, "0 to " + most);
        }
        return amount;
    }

    String word(int i) {
        return words[i];
    }

    double number(int i) {
        try {
            double value = Double.parseDouble(words[i]);
            if (Math.abs(value) < 1e12) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw bad("\"" + words[i] + "\"", "a number");
    }

    int whole(int i) {
        double value = number(i);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw bad("\"" + words[i] + "\"", "a whole number");
        }
        return (int) value;
    }

    int line() {
        return line;
    }

    String place() {
        return file + " line " + line;
    }

    BadInput bad(String found, String expected) {
        return new BadInput(place(), found, expected, "Name a roadnet and a flow file of the City Brain Challenge");
    }

    /** The first numbers of a file that may be anything: the words of its first two lines, or fewer. */
    static String[][] firstLines(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String[] lines = new String(in.readNBytes(1_024), StandardCharsets.ISO_8859_1).split("\r?\n", 4);
            String[][] words = new String[Math.min(3, lines.length)][];
            for (int i = 0; i < words.length; i++) {
                words[i] = lines[i].trim().split("\\s+");
            }
            return words;
        }
    }
}
