package meridian.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import meridian.app.access.RunningInstance;
import meridian.app.machine.Folders;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is proposed for the signals of the running city, and what the person at this terminal says to it. */
@Command(
        name = "actions",
        description = "Shows what is proposed for the running city's signals, approves, denies and stops.",
        subcommands = {
            ActionsCommand.ListAll.class,
            ActionsCommand.Show.class,
            ActionsCommand.Propose.class,
            ActionsCommand.Approve.class,
            ActionsCommand.Deny.class,
            ActionsCommand.SetMode.class,
            PolicyCommand.class,
            ActionsCommand.Stop.class
        },
        footer = {
            "",
            "Everything is in the audit log of the data folder (docs/audit.md).",
            "Ends with 1 where it was refused, and says why.",
            "",
            "Example: meridian actions list"
        })
final class ActionsCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public void run() {
        throw terminal.needsACommand();
    }

    /** The bodies of openapi.yaml, as far as they are needed. */
    record InboxBody(List<ModeBody> modes, @Nullable String doing, List<ActionBody> actions) {}

    record ModeBody(String area, String mode) {}

    record EffectBody(String measure, String unit, double expected, double low, double high) {
        String words() {
            return low == high
                    ? String.format(Locale.ROOT, "%.1f %s", expected, unit)
                    : String.format(Locale.ROOT, "%.1f %s (95 %%: %.1f to %.1f)", expected, unit, low, high);
        }
    }

    record AlternativeBody(String name, EffectBody effect) {}

    record JunctionBody(int index, String name) {}

    record PayerBody(int link, String name, String fromJunction, EffectBody effect) {}

    record ActionBody(
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
            List<JunctionBody> junctions,
            int seconds,
            List<AlternativeBody> alternatives,
            String chosen,
            List<PayerBody> payers,
            String kernel,
            double secondsLeft,
            @Nullable EffectBody measured,
            @Nullable String method,
            @Nullable String note) {
        EffectBody promise() {
            return alternatives.stream()
                    .filter(tried -> tried.name().equals(chosen))
                    .findFirst()
                    .orElseThrow()
                    .effect();
        }

        boolean isOpen() {
            return stage.equals("simulated") || stage.equals("approved");
        }
    }

    record StoppedBody(int actions, boolean inTime, long millis) {}

    record AcceptedBody(boolean accepted) {}

    /** One that asks the running instance. */
    abstract static class Asking implements Callable<Integer> {
        @Mixin
        private Terminal terminal = new Terminal();

        @Option(names = "--data", paramLabel = "DIR", description = "The data folder of the running city.")
        private @Nullable Path data;

        abstract void ask(RunningInstance instance, Terminal terminal);

        @Override
        public Integer call() {
            Path folder = Folders.privateFolder(Folders.ofThisUser(data).data(), "--data");
            try (RunningInstance instance = RunningInstance.of(folder)) {
                ask(instance, terminal);
                return ExitCode.OK;
            } catch (RunningInstance.Refused e) {
                terminal.say("refused: " + e.getMessage());
                return ExitCode.FAILURE;
            }
        }
    }

    private static ActionBody find(RunningInstance instance, String id) {
        return instance.ask("api/actions/" + word(id), ActionBody.class);
    }

    /** Anything else could lead to another path. */
    private static String word(String id) {
        if (!id.matches("[\\w-]{1,100}")) {
            throw new meridian.app.city.NotFound("No action is called " + id + ". meridian actions list shows all.");
        }
        return id;
    }

    @Command(
            name = "list",
            description = "Lists what is proposed and what came of it, the newest first.",
            footer = {"", "Example: meridian actions list"})
    static final class ListAll extends Asking {
        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Override
        void ask(RunningInstance instance, Terminal terminal) {
            InboxBody inbox = instance.ask("api/actions", InboxBody.class);
            if (json) {
                terminal.printJson(inbox);
                return;
            }
            terminal.print(inbox.modes().stream()
                    .map(mode -> mode.area() + ": " + mode.mode())
                    .collect(Collectors.joining(", ")));
            String doing = inbox.doing();
            if (doing != null) {
                terminal.print("trying something at " + doing + " now");
            }
            if (inbox.actions().isEmpty()) {
                terminal.print("Nothing has been proposed yet.");
                return;
            }
            TextTable table = new TextTable().head("action", "state", "what");
            for (ActionBody action : inbox.actions()) {
                String left = action.isOpen() ? ", " + Math.round(action.secondsLeft()) + " s left" : "";
                table.row(
                        action.id(),
                        action.stage() + left,
                        action.place() + ": " + action.decider() + ", "
                                + action.promise().words());
            }
            terminal.print(table.lines());
            terminal.print("SIMULATED.");
        }
    }

    @Command(
            name = "show",
            description = "Shows an action: what, why, what it would do, who pays.",
            footer = {"", "Example: meridian actions show signals-mhx3k2a1"})
    static final class Show extends Asking {
        @Parameters(paramLabel = "ID", description = "As meridian actions list shows it.")
        private String id = "";

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Override
        void ask(RunningInstance instance, Terminal terminal) {
            ActionBody action = find(instance, id);
            if (json) {
                terminal.printJson(action);
                return;
            }
            TextTable table = new TextTable()
                    .row("action", action.id())
                    .row("state", action.stage())
                    .row("area", action.area())
                    .row("why", action.reason())
                    .row(
                            "junctions",
                            action.junctions().stream().map(JunctionBody::name).collect(Collectors.joining("; ")))
                    .row("what", "by " + action.decider() + " for " + action.seconds() + " s, then their plans")
                    .row("measure", action.promise().measure());
            action.alternatives()
                    .forEach(tried -> table.row(
                            tried.name(), tried.effect().words() + (tried.name().equals(action.chosen()) ? " *" : "")));
            table.row(
                    "who pays",
                    action.payers().isEmpty()
                            ? "nobody notably"
                            : action.payers().stream()
                                    .map(payer -> payer.name() + " from " + payer.fromJunction() + ": "
                                            + payer.effect().words())
                                    .collect(Collectors.joining("; ")));
            table.row("safety kernel", action.kernel());
            table.row("needs", Words.plural(action.persons(), "person") + " to approve, as " + action.actionClass());
            table.row("approved by", action.approvers().isEmpty() ? "nobody" : String.join(", ", action.approvers()));
            EffectBody measured = action.measured();
            if (measured != null) {
                table.row("measured", measured.words() + "; " + action.method());
            }
            if (action.note() != null) {
                table.row("note", action.note());
            }
            if (action.isOpen()) {
                table.row("expires in", Math.round(action.secondsLeft()) + " s");
            }
            terminal.print(table.row("seen as", action.contentSha256()).lines());
            terminal.print("SIMULATED.");
        }
    }

    @Command(
            name = "propose",
            description = "Has something tried in forks of the city; it is in the list when that is done.",
            footer = {
                "",
                "JUNCTION is the number in the page's address when a junction is selected.",
                "",
                "Example: meridian actions propose 1204 1206 --decider max-pressure"
            })
    static final class Propose extends Asking {
        @Parameters(paramLabel = "JUNCTION", arity = "1..*", description = "Junctions with signals.")
        private List<Integer> junctions = List.of();

        @Option(names = "--decider", paramLabel = "NAME", description = "By whom; else the best of several.")
        private String decider = "";

        @Option(
                names = "--seconds",
                paramLabel = "S",
                defaultValue = "600",
                description = "For how long, seconds of the simulated day (${DEFAULT-VALUE}).")
        private int seconds;

        @Override
        void ask(RunningInstance instance, Terminal terminal) {
            instance.tell(
                    "api/actions",
                    Map.of("junctions", junctions, "decider", decider, "seconds", seconds),
                    AcceptedBody.class);
            terminal.say("it is being tried; meridian actions list shows it then");
        }
    }

    @Command(
            name = "approve",
            description = "Approves an action as it is shown now; it is carried out when enough people have.",
            footer = {
                "",
                "With --seen it is refused where it is not what was seen.",
                "",
                "Example: meridian actions approve signals-mhx3k2a1"
            })
    static final class Approve extends Asking {
        @Parameters(paramLabel = "ID", description = "As meridian actions list shows it.")
        private String id = "";

        @Option(names = "--seen", paramLabel = "SHA256", description = "Of what was seen, as show prints it.")
        private @Nullable String seen;

        @Override
        void ask(RunningInstance instance, Terminal terminal) {
            String hash = seen == null ? find(instance, id).contentSha256() : seen;
            ActionBody action = instance.tell(
                    "api/actions/" + word(id) + "/approval", Map.of("contentSha256", hash), ActionBody.class);
            terminal.say(action.id() + " is " + action.stage());
        }
    }

    @Command(
            name = "deny",
            description = "Denies an action.",
            footer = {"", "Example: meridian actions deny signals-mhx3k2a1 --reason \"market day\""})
    static final class Deny extends Asking {
        @Parameters(paramLabel = "ID", description = "As meridian actions list shows it.")
        private String id = "";

        @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is in the audit log.")
        private String reason = "";

        @Override
        void ask(RunningInstance instance, Terminal terminal) {
            ActionBody action =
                    instance.tell("api/actions/" + word(id) + "/denial", Map.of("reason", reason), ActionBody.class);
            terminal.say(action.id() + " is " + action.stage());
        }
    }

    @Command(
            name = "mode",
            description = "Says what may be done in an area from now on.",
            footer = {
                "",
                "observe: propose only; advise: ask people; act: also what a signed policy allows.",
                "",
                "Example: meridian actions mode north-west observe"
            })
    static final class SetMode extends Asking {
        @Parameters(paramLabel = "AREA", description = "As meridian actions list shows it.")
        private String area = "";

        @Parameters(paramLabel = "MODE", description = "observe, advise or act.")
        private String mode = "";

        @Override
        void ask(RunningInstance instance, Terminal terminal) {
            ModeBody now = instance.tell("api/modes", Map.of("area", area, "mode", mode), ModeBody.class);
            terminal.say(now.area() + " is " + now.mode() + " now");
        }
    }

    @Command(
            name = "stop",
            description = "Emergency stop: ends every action, sends all signals back to their plans.",
            footer = {
                "",
                "Everywhere is only observed then, until somebody says otherwise (mode).",
                "",
                "Example: meridian actions stop --reason \"smoke at the control room\""
            })
    static final class Stop extends Asking {
        @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is in the audit log.")
        private String reason = "";

        @Override
        void ask(RunningInstance instance, Terminal terminal) {
            StoppedBody stopped = instance.tell("api/emergency-stop", Map.of("reason", reason), StoppedBody.class);
            terminal.say(Words.plural(stopped.actions(), "open action") + " ended; "
                    + (stopped.inTime()
                            ? "the street heard it after " + stopped.millis() + " ms"
                            : "THE STREET HAS NOT CONFIRMED IT WITHIN TWO SECONDS"));
        }
    }
}
