package meridian.app.inbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import meridian.act.life.ActionBook;
import meridian.act.life.Answer;
import meridian.act.life.Mode;
import meridian.act.live.DeskSettings;
import meridian.act.live.SignalDesk;
import meridian.api.ActionDoor;
import meridian.app.signals.RulesFile;
import meridian.app.terminal.Words;
import meridian.audit.AuditLog;
import meridian.audit.note.KeyFile;
import meridian.audit.note.VerifierKey;
import meridian.field.SimulatedCity;
import meridian.model.BadInput;
import meridian.safety.RulesFinder;
import meridian.sim.road.RoadNetwork;

/** The desk of a running city with the audit log that it writes, as the server's door to it. Safe for all threads. */
public final class SignalHouse implements ActionDoor, AutoCloseable {
    private static final String LOG = "audit";
    private static final String KEY = "audit.key";
    private static final String KEY_NAME = "meridian/signals";
    /** Public keys of people whose signatures make policies, a file each. */
    private static final String PEOPLE = "people";

    /** What those people know better about junctions than the map. */
    private static final String RULES = "rules.json";

    private final AuditLog log;
    private final SignalDesk desk;

    private SignalHouse(AuditLog log, SignalDesk desk) {
        this.log = log;
        this.desk = desk;
    }

    /**
     * Opens the log in a data folder, and the desk on it.
     *
     * @param data of the running city
     * @param version of Meridian, for receipts
     * @param firstMode of areas of which nobody has said anything yet
     * @throws BadInput where the log is not what was signed, or somebody else writes it, or rules that people changed are not signed by one of
     *     them or cannot be
     */
    public static SignalHouse open(
            Path data, SimulatedCity live, RoadNetwork road, String version, Mode firstMode, Consumer<String> say) {
        InstantSource clock = InstantSource.system();
        AuditLog log = AuditLog.open(data.resolve(LOG), KeyFile.openOrCreate(data.resolve(KEY), KEY_NAME));
        try {
            List<VerifierKey> people = people(data.resolve(PEOPLE));
            ActionBook book = ActionBook.open(log, people, clock.instant());
            DeskSettings settings =
                    DeskSettings.usual("meridian " + version, System.getProperty("user.name"), firstMode);
            if (Files.exists(data.resolve(RULES))) {
                RulesFile rules = RulesFile.read(data.resolve(RULES), people);
                settings = settings.withRules(rules.applied(RulesFinder.find(live.city())));
                say.accept("safety rules of " + Words.plural(rules.changes().size(), "junction")
                        + " are changed by " + data.resolve(RULES) + ", signed by "
                        + String.join(", ", rules.signers()));
            }
            return new SignalHouse(log, new SignalDesk(live, road, book, settings, clock, say));
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    private static List<VerifierKey> people(Path folder) {
        List<VerifierKey> keys = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.pub")) {
                files.forEach(file -> keys.add(VerifierKey.read(file)));
            } catch (IOException e) {
                throw BadInput.unreadable(folder, "a folder with people's public keys", e);
            }
        }
        return keys;
    }

    @Override
    public Map<String, String> modes() {
        Map<String, String> words = new TreeMap<>();
        desk.modes().forEach((area, mode) -> words.put(area, CardView.word(mode)));
        return words;
    }

    @Override
    public String doing() {
        return desk.doing();
    }

    @Override
    public List<ActionDoor.Action> actions() {
        return desk.cards().stream().map(CardView::of).toList();
    }

    @Override
    public List<Leaf> leaves(String action) {
        List<Leaf> leaves = new ArrayList<>();
        if (!action.matches("[\\w-]{1,100}")) {
            return leaves;
        }
        String named = "\"" + action + "\"";
        log.forEach(entry -> {
            if (entry.text().contains(named)) {
                leaves.add(new Leaf(entry.index(), entry.text()));
            }
        });
        return leaves;
    }

    @Override
    public void propose(List<Integer> nodes, String decider, int seconds, String person) {
        desk.wish(nodes, decider, seconds, person);
    }

    @Override
    public Outcome approve(String action, String contentSha256, String person) {
        return outcome(desk.approve(action, contentSha256, person));
    }

    @Override
    public Outcome deny(String action, String person, String reason) {
        return outcome(desk.deny(action, person, reason));
    }

    @Override
    public Outcome setMode(String area, String mode, String person) {
        return outcome(desk.setMode(area, Mode.valueOf(mode.toUpperCase(Locale.ROOT)), person));
    }

    @Override
    public List<ActionDoor.Policy> policies() {
        return desk.policies().stream().map(CardView::of).toList();
    }

    @Override
    public Outcome adopt(String note, String person) {
        return outcome(desk.adopt(note, person));
    }

    @Override
    public Outcome withdraw(String policy, String person) {
        return outcome(desk.withdraw(policy, person));
    }

    @Override
    public Stopped stop(String person, String reason) {
        SignalDesk.Stopped stopped = desk.stop(person, reason);
        return new Stopped(stopped.actions(), stopped.inTime(), stopped.millis());
    }

    private static Outcome outcome(Answer answer) {
        return switch (answer) {
            case Answer.Done done -> new Outcome(done.entry(), null);
            case Answer.Refused refused -> new Outcome(refused.entry(), refused.reason());
        };
    }

    @Override
    public void close() {
        desk.close();
        log.close();
    }
}
