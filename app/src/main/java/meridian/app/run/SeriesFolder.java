package meridian.app.run;

import java.util.List;
import meridian.model.City;
import org.jspecify.annotations.Nullable;

/** Takes the seeds of a series as they finish, and writes them where that was asked for. Safe for all threads. */
public final class SeriesFolder {
    private final @Nullable ResultFolder folder;
    private final SeriesSheet sheet;

    /** @param folder null where nothing is to be written */
    public SeriesFolder(@Nullable ResultFolder folder, City city) {
        this.folder = folder;
        sheet = new SeriesSheet(city);
    }

    /** A seed that ran to its end; when this returns, its folder is whole. */
    public void add(Outcome outcome) {
        if (folder != null) {
            folder.writeSeed(outcome);
            sheet.add(outcome);
        }
    }

    /**
     * The figures over all finished seeds; writes them too.
     *
     * @param wanted how many seeds were asked for
     * @param runs at least one
     */
    public SeriesReport finish(int wanted, List<RunReport> runs) {
        SeriesReport report = SeriesReport.of(wanted, runs);
        if (folder != null) {
            folder.writeSeries(draft -> new SeriesFiles(report, sheet).write(draft));
        }
        return report;
    }
}
