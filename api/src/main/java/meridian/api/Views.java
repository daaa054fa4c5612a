package meridian.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import meridian.api.access.AccessKey;
import org.jspecify.annotations.Nullable;

/** The schemas of openapi.yaml as records; a test holds both against each other. Absent values are left out. */
final class Views {
    private Views() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Problem(String code, String message, @Nullable Loading loading) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Loading(String city, String step, @Nullable Integer percent) {}

    record Box(double west, double south, double east, double north) {}

    record Counts(
            int nodes,
            int links,
            double roadKilometers,
            int signals,
            int assumedSignals,
            int stops,
            int places,
            int buildings) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record City(
            String name,
            Box box,
            boolean unreferenced,
            boolean simulated,
            List<String> attributions,
            Counts counts,
            @Nullable Double startSeconds,
            @Nullable String demand,
            String version) {}

    record Clock(double seconds, double speed, boolean paused, boolean behind, boolean filling) {}

    record Corridor(String name, double speedRatio, double delayMinutesPerMinute, double lengthMeters, Box box) {}

    record Figures(
            double seconds,
            int vehicles,
            int waiting,
            double speedRatio,
            double delayMinutesPerMinute,
            long completed,
            int gridlocked,
            List<Corridor> corridors) {}

    record FigureHistory(Figures now, List<Figures> history) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Match(
            String kind,
            String name,
            @Nullable String detail,
            @Nullable Integer index,
            double lon,
            double lat,
            Box box) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Thing(
            String kind,
            @Nullable Link link,
            @Nullable Junction junction,
            @Nullable Stop stop) {}

    record Lane(double widthMeters, double speedLimitKmh, List<String> allows) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LinkNow(
            int vehicles,
            int halting,
            @Nullable Double meanSpeedKmh,
            @Nullable Double speedRatio) {}

    record Link(
            int index,
            String id,
            String name,
            String roadClass,
            double lengthMeters,
            List<Lane> lanes,
            List<String> assumed,
            int fromJunction,
            String fromJunctionName,
            int toJunction,
            String toJunctionName,
            List<List<Double>> path,
            LinkNow now,
            boolean simulated) {}

    record Street(
            String name,
            int links,
            double lengthMeters,
            List<String> roadClasses,
            List<Double> speedLimitsKmh,
            LinkNow now,
            Box box,
            boolean simulated) {}

    record Phase(double seconds, double leastSeconds, double mostSeconds, List<String> aspects) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Signal(
            String id,
            String planId,
            boolean assumed,
            boolean actuated,
            double cycleSeconds,
            double offsetSeconds,
            List<Phase> phases,
            int phase,
            String state,
            @Nullable Double secondsLeft,
            @Nullable Double mostSecondsLeft) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Movement(
            int fromLink,
            int fromLane,
            int toLink,
            int toLane,
            String turn,
            @Nullable Integer group,
            @Nullable String aspect,
            List<List<Double>> path) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Junction(
            int index,
            String id,
            String name,
            String control,
            double lon,
            double lat,
            @Nullable Signal signal,
            List<Movement> movements,
            boolean simulated) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Stop(
            int index,
            String id,
            String name,
            double lon,
            double lat,
            List<String> lines,
            @Nullable String street) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Session(boolean signedIn, @Nullable String name, List<String> scopes) {}

    record Token(String token) {}

    record MadeKey(AccessKey key, String secret) {}

    /** @param troubles what goes on although something is wrong, and what is wrong */
    record Health(String status, double seconds, String version, List<String> troubles) {}

    record Live(boolean live) {}

    /** @param twin "on", or "off" where none is kept */
    record Ready(boolean ready, String twin) {}

    /**
     * What the twin holds.
     *
     * @param types entities by type; one of two types counts for both
     * @param applied events and observations that changed something, since the twin began
     * @param older observations that were older than what was known; they are history
     * @param unknown changes of entities that were not there
     * @param refused changes that would have made an entity too large
     */
    record Twin(
            long position,
            @Nullable String recordedAt,
            int entities,
            List<TypeCount> types,
            long applied,
            long older,
            long unknown,
            long refused) {}

    /**
     * What the history holds.
     *
     * @param position of the last event that is on the disk
     * @param beginsAt position of the first event that was handed in
     * @param openRows versions in memory only
     * @param rows versions in files
     */
    record History(
            long position, long beginsAt, long openRows, long rows, int files, long bytes, List<LeftOut> damaged) {}

    record LeftOut(String file, String reason) {}

    /** See {@link meridian.field.FollowFigures}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Following(
            boolean follows,
            long minutes,
            int heard,
            int hidden,
            int silent,
            long reports,
            @Nullable Double newestAgeSeconds,
            Map<String, Long> refused,
            @Nullable FollowErrors errors,
            @Nullable FollowErrors uncorrected,
            List<String> believedClosed,
            long added,
            long withdrawn,
            boolean simulated) {}

    /**
     * Root mean squares over quarters of an hour at stations whose reports are kept from the city.
     *
     * @param speedKmh absent where too few came
     * @param flowOutside mean of the flows outside, vehicles an hour
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FollowErrors(
            double flowVehiclesPerHour, @Nullable Double speedKmh, double flowOutside) {}

    /**
     * What became of a batch.
     *
     * @param taken lines on the disk, duplicates among them
     * @param lastPosition highest position of those in the journal
     * @param refused lines that cannot be used
     * @param mistakes the first of those
     */
    record ObservationsTaken(int taken, int duplicates, long lastPosition, int refused, List<LineRefused> mistakes) {}

    /** How many entities there are of a type. */
    record TypeCount(String type, int entities) {}

    /** @param line counted from 1 */
    record LineRefused(int line, String code, String message) {}

    record AreaMode(String area, String mode) {}

    record ActionEffect(String measure, String unit, double expected, double low, double high) {}

    record ActionAlternative(String name, ActionEffect effect) {}

    record ActionJunction(int index, String name, double lon, double lat) {}

    record Payer(int link, String name, String fromJunction, ActionEffect effect) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Action(
            String id,
            String stage,
            String area,
            String actionClass,
            int persons,
            String decider,
            String reason,
            List<String> approvers,
            String contentSha256,
            String place,
            List<ActionJunction> junctions,
            int seconds,
            double citySeconds,
            double lostPerMinute,
            List<ActionAlternative> alternatives,
            String chosen,
            List<Payer> payers,
            String kernel,
            String proposedAt,
            String expiresAt,
            double secondsLeft,
            @Nullable ActionEffect measured,
            @Nullable String method,
            @Nullable String note,
            boolean simulated) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Inbox(
            boolean simulated,
            List<AreaMode> modes,
            @Nullable String doing,
            List<Action> actions) {}

    record Policy(String id, String area, String mostClass, List<String> deciders, String from, String until) {}

    record Policies(List<Policy> policies) {}

    record Accepted(boolean accepted) {}

    record Leaf(long entry, String text) {}

    record Leaves(List<Leaf> leaves) {}

    record Stopped(int actions, boolean inTime, long millis) {}
}
