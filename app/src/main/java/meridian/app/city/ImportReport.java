package meridian.app.city;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.formats.ReadReport;

/**
 * What a reader took and what it left, for people and programs.
 *
 * @param city the city's name
 * @param file what was written
 * @param bytes how large it is
 * @param seconds how long reading and writing took
 * @param taken records by kind
 * @param skipped what was left out, with reasons
 */
public record ImportReport(
        String city,
        String file,
        long bytes,
        double seconds,
        Map<String, Long> taken,
        List<ReadReport.Skipped> skipped) {
    public ImportReport {
        taken = new TreeMap<>(taken);
        skipped = List.copyOf(skipped);
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        TextTable table = new TextTable().head("taken", "records");
        taken.forEach((what, count) -> table.row(what, Words.count(count)));
        lines.addAll(table.lines());
        if (!skipped.isEmpty()) {
            lines.add("");
            lines.add("left out, and where first");
            lines.add("-".repeat("left out, and where first".length()));
            for (ReadReport.Skipped s : skipped) {
                lines.addAll(Words.wrap(Words.count(s.count()) + " " + s.what() + ": " + s.why(), TextTable.COLUMNS));
                lines.addAll(Words.indented(String.join(", ", s.places()), 4));
            }
        }
        return lines;
    }
}
