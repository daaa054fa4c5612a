package meridian.app.terminal;

import java.util.ArrayList;
import java.util.List;

/** A table for a screen of 80 columns: columns of words to the left, columns of nothing but numbers to the right. */
public final class TextTable {
    /** Nothing that is printed is wider. */
    public static final int COLUMNS = 80;

    private static final int GAP = 2;
    private static final int NARROWEST = 12;

    private final List<String[]> rows = new ArrayList<>();
    private boolean headed;

    /** The first row, with a line below it. */
    public TextTable head(String... cells) {
        rows.add(cells);
        headed = true;
        return this;
    }

    public TextTable row(String... cells) {
        rows.add(cells);
        return this;
    }

    /** The lines; where they would be too wide, the last column is broken into several. */
    public List<String> lines() {
        if (rows.isEmpty()) {
            return List.of();
        }
        int columns = rows.stream().mapToInt(r -> r.length).max().orElseThrow();
        int[] width = new int[columns];
        boolean[] numbers = numberColumns(columns);
        for (String[] row : rows) {
            for (int c = 0; c < row.length; c++) {
                width[c] = Math.max(width[c], row[c].length());
            }
        }
        int before = 0;
        for (int c = 0; c < columns - 1; c++) {
            before += width[c] + GAP;
        }
        width[columns - 1] = Math.min(width[columns - 1], Math.max(NARROWEST, COLUMNS - before));
        List<String> lines = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            add(rows.get(r), width, numbers, before, lines);
            if (r == 0 && headed) {
                lines.add("-".repeat(Math.min(COLUMNS, before + width[columns - 1])));
            }
        }
        return lines;
    }

    private static void add(String[] row, int[] width, boolean[] numbers, int before, List<String> lines) {
        StringBuilder line = new StringBuilder();
        int last = row.length - 1;
        for (int c = 0; c < last; c++) {
            line.append(cell(row[c], width[c], numbers[c])).append(" ".repeat(GAP));
        }
        boolean first = true;
        for (String piece : Words.wrap(row[last], width[last])) {
            String start = first ? line.toString() : " ".repeat(before);
            lines.add((start + cell(piece, width[last], numbers[last])).stripTrailing());
            first = false;
        }
    }

    private boolean[] numberColumns(int columns) {
        boolean[] numbers = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            int column = c;
            numbers[c] =
                    rows.stream().skip(headed ? 1 : 0).allMatch(row -> column >= row.length || isNumber(row[column]));
        }
        return numbers;
    }

    private static String cell(String text, int width, boolean number) {
        String pad = " ".repeat(Math.max(0, width - text.length()));
        return number ? pad + text : text + pad;
    }

    /** A number, with its unit where it has one: {@code 1,234.5 km}. */
    private static boolean isNumber(String text) {
        return text.matches("-|(± |[-−+])?[\\d,]+(\\.\\d+)?( ?[%a-z/]{1,6})?");
    }
}
