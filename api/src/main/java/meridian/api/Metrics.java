package meridian.api;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import meridian.field.Clock;
import meridian.field.FollowFigures;
import meridian.field.Following;
import meridian.twin.DiskTrouble;
import meridian.twin.FoldCounts;

/**
 * What the server has done and how it is, in Prometheus' text format: requests by route, the JVM, the simulated city, the twin and its
 * journal. No value tells of an entity, a place, a key or an address. Safe for all threads.
 */
final class Metrics implements AutoCloseable {
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
    /** A request faster than each of these is counted for it. */
    private static final Duration[] STEPS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MeterProvider<Timer> requests = Timer.builder("meridian.http.requests")
            .description("Requests that were answered, and how long that took")
            .serviceLevelObjectives(STEPS)
            .withRegistry(registry);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    Metrics(Stage stage) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        collections.bindTo(registry);
        registry.getPrometheusRegistry().register(() -> city(stage));
    }

    /** @param route its template, so that there are no more series than routes */
    void request(String method, String route, int status, long nanos) {
        requests.withTags("method", method, "route", route, "status", Integer.toString(status))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    String text() {
        return registry.scrape();
    }

    private static MetricSnapshots city(Stage stage) {
        List<MetricSnapshot> all = new ArrayList<>();
        stage.findCity().ifPresent(shown -> {
            Clock clock = shown.simulated().clock();
            all.add(gauge("meridian_city_speed", "Simulated seconds in a second, as asked for", clock.speed()));
            all.add(gauge(
                    "meridian_city_vehicles",
                    "Simulated vehicles on the road",
                    shown.simulated().scene().count()));
            shown.simulated().following().map(Following::figures).ifPresent(figures -> all.addAll(following(figures)));
        });
        stage.findTwin().ifPresent(twin -> {
            all.add(gauge(
                    "meridian_twin_entities", "Entities of the twin", twin.now().size()));
            all.add(gauge(
                    "meridian_twin_position",
                    "Journal position that the twin shows",
                    twin.now().position()));
            all.add(folded(twin.now().counts()));
            all.addAll(journal(twin.figures()));
        });
        all.addAll(disks(stage.diskTroubles()));
        return new MetricSnapshots(all);
    }

    private static List<MetricSnapshot> following(FollowFigures figures) {
        List<MetricSnapshot> all = new ArrayList<>();
        CounterSnapshot.Builder refused = CounterSnapshot.builder()
                .name("meridian_following_reports")
                .help("Reports of links outside, by what became of them")
                .dataPoint(point(figures.reports(), "outcome", "used"));
        figures.refused().forEach((why, count) -> refused.dataPoint(point(count, "outcome", why)));
        all.add(refused.build());
        all.add(gauge("meridian_following_stations", "Stations outside that correct the city", figures.heard()));
        figures.errors().ifPresent(errors -> {
            all.add(gauge(
                    "meridian_following_hidden_flow_error",
                    "How far flows are off at stations that the city is not told of, vehicles an hour",
                    errors.vehiclesPerHour()));
            all.add(gauge(
                    "meridian_following_hidden_speed_error",
                    "How far speeds are off at stations that the city is not told of, m/s",
                    errors.speedMps()));
        });
        return all;
    }

    private static List<MetricSnapshot> disks(Map<String, DiskTrouble> troubles) {
        if (troubles.isEmpty()) {
            return List.of();
        }
        CounterSnapshot.Builder failures = CounterSnapshot.builder()
                .name("meridian_disk_failures")
                .help("Attempts to write what the journal has as well that failed and were made again");
        troubles.forEach((what, trouble) -> failures.dataPoint(point(trouble.failures(), "what", what)));
        return List.of(failures.build());
    }

    private static MetricSnapshot folded(FoldCounts counts) {
        Map<String, Long> outcomes = new LinkedHashMap<>();
        outcomes.put("applied", counts.applied());
        outcomes.put("older", counts.older());
        outcomes.put("unknown", counts.unknown());
        outcomes.put("existing", counts.existing());
        outcomes.put("refused", counts.refused());
        CounterSnapshot.Builder builder = CounterSnapshot.builder()
                .name("meridian_twin_events")
                .help("Events that were folded, by what they did");
        outcomes.forEach((outcome, count) -> builder.dataPoint(point(count, "outcome", outcome)));
        return builder.build();
    }

    private static List<MetricSnapshot> journal(TwinDoor.Figures figures) {
        CounterSnapshot.Builder builder = CounterSnapshot.builder()
                .name("meridian_journal_events")
                .help("Events that were handed in since the start, by what became of them");
        figures.events()
                .forEach((stream, outcomes) -> outcomes.forEach(
                        (outcome, count) -> builder.dataPoint(point(count, "stream", stream, "outcome", outcome))));
        return List.of(
                builder.build(),
                gauge("meridian_journal_queued_events", "Events that wait for the disk", figures.queuedEvents()),
                gauge(
                        "meridian_twin_lag_events",
                        "Positions by which the twin is behind the journal",
                        figures.behindPositions()));
    }

    private static CounterSnapshot.CounterDataPointSnapshot point(double value, String... labels) {
        return CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(Labels.of(labels))
                .value(value)
                .build();
    }

    private static GaugeSnapshot gauge(String name, String help, double value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .value(value)
                        .build())
                .build();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
