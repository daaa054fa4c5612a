package meridian.formats.citybrain;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meridian.formats.Progress;

/** What a flow file says. */
record FlowFile(List<Flow> flows) {
    private static final int MOST_FLOWS = 2_000_000;
    private static final int MOST_EDGES = 20_000_000;

    /** One vehicle every interval from start to end. */
    record Flow(double startSeconds, double endSeconds, double intervalSeconds, List<String> edges, String place) {}

    static FlowFile read(Path file, Progress progress) {
        FlowFile flows = new FlowFile(new ArrayList<>());
        long[] edges = {0};
        NumberLines.read(file, progress, lines -> {
            int count = lines.amount(MOST_FLOWS, "flows");
            for (int i = 0; i < count; i++) {
                lines.next(3, "start, end and interval in seconds");
                double start = lines.number(0);
                double end = lines.number(1);
                double interval = lines.number(2);
                String place = lines.place();
                if (!(interval > 0) || end < start) {
                    throw lines.bad(
                            "start " + start + ", end " + end + ", interval " + interval,
                            "an interval above 0 s and an end after the start");
                }
                lines.next(1, "the number of edges");
                int length = lines.whole(0);
                lines.next("the edges of the route");
                edges[0] += lines.count();
                if (lines.count() != length || edges[0] > MOST_EDGES) {
                    throw lines.bad("a route of " + lines.count() + " edges", length + " as stated above");
                }
                List<String> route = new ArrayList<>(length);
                for (int k = 0; k < length; k++) {
                    route.add(lines.word(k).intern());
                }
                flows.flows.add(new Flow(start, end, interval, route, place));
            }
        });
        return flows;
    }
}
