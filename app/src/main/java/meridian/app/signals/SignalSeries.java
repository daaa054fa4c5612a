package meridian.app.signals;

import java.util.List;
import meridian.act.RunFigures;
import meridian.act.SignalTrial;
import meridian.formats.Progress;

/** Many runs of our own engine, as many at a time as there are cores. */
public final class SignalSeries {
    /** A run that is to be made. */
    public record Job(SignalScenario scenario, SignalTrial trial) {}

    /**
     * A run that was made.
     *
     * @param city its name
     * @param decider that chose the stages
     * @param demand share of the trips that came
     * @param seed of the run
     */
    public record Run(String city, String decider, double demand, long seed, RunFigures figures) {}

    private final List<Job> jobs;
    private final SideBySide together;

    public SignalSeries(List<Job> jobs, int together) {
        this.jobs = List.copyOf(jobs);
        this.together = new SideBySide(together);
    }

    /** All of them, in their order. The first that fails ends the series. */
    public List<Run> run(Progress progress) {
        long seconds = jobs.stream().mapToLong(job -> job.trial().seconds()).sum();
        return together.run(jobs, this::one, seconds, progress);
    }

    private Run one(Job job) {
        SignalScenario scenario = job.scenario();
        SignalTrial trial = job.trial();
        RunFigures figures = trial.run(scenario.city(), scenario.road(), scenario.routes(), _ -> together.passed());
        return new Run(scenario.name(), trial.decider(), trial.demand(), trial.seed(), figures);
    }
}
