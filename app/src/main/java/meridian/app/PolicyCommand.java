package meridian.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import meridian.act.life.ActionClass;
import meridian.act.life.Policy;
import meridian.app.access.RunningInstance;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.audit.note.KeyFile;
import meridian.audit.note.SignedNote;
import meridian.audit.note.SignerKey;
import meridian.model.BadInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Standing policies: written, signed by people, handed in, withdrawn. */
@Command(
        name = "policy",
        description = "Writes, signs, hands in and withdraws standing policies for areas in mode act.",
        subcommands = {
            PolicyCommand.Draft.class,
            PolicyCommand.Sign.class,
            PolicyCommand.Adopt.class,
            PolicyCommand.ListAll.class,
            PolicyCommand.Withdraw.class
        },
        footer = {
            "",
            "Whose signatures count: KEY.pub files in people of the data folder, when Meridian starts.",
            "",
            "Example: meridian actions policy list"
        })
final class PolicyCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public void run() {
        throw terminal.needsACommand();
    }

    record PolicyBody(String id, String area, String mostClass, List<String> deciders, String from, String until) {}

    record PoliciesBody(List<PolicyBody> policies) {}

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw BadInput.unreadable(file, "a policy", e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw BadInput.unreadable(file, "a file that can be written", e);
        }
    }

    private static void print(Terminal terminal, PoliciesBody known) {
        if (known.policies().isEmpty()) {
            terminal.print("No policy holds.");
            return;
        }
        TextTable table = new TextTable().head("policy", "area", "up to", "deciders, until");
        for (PolicyBody policy : known.policies()) {
            table.row(
                    policy.id(),
                    policy.area(),
                    policy.mostClass(),
                    String.join(", ", policy.deciders()) + ", " + policy.until());
        }
        terminal.print(table.lines());
    }

    @Command(
            name = "draft",
            description = "Writes a policy that nobody has signed yet.",
            footer = {
                "",
                "Example: meridian actions policy draft weekdays --area north-west --deciders max-pressure -o p.txt"
            })
    static final class Draft implements Runnable {
        private static final int MOST_DAYS = 366;

        @Mixin
        private Terminal terminal = new Terminal();

        @Parameters(paramLabel = "ID", description = "Its name; a later one of the same name takes its place.")
        private String id = "";

        @Option(names = "--area", paramLabel = "AREA", required = true, description = "Where it holds.")
        private String area = "";

        @Option(
                names = "--deciders",
                paramLabel = "NAME",
                split = ",",
                required = true,
                description = "Whose proposals it approves.")
        private List<String> deciders = List.of();

        @Option(
                names = "--most",
                paramLabel = "CLASS",
                defaultValue = "NOTABLE",
                description = "Up to which class: routine, notable, grave (${DEFAULT-VALUE}).")
        private ActionClass most = ActionClass.NOTABLE;

        @Option(names = "--days", paramLabel = "N", defaultValue = "7", description = "How long (${DEFAULT-VALUE}).")
        private int days;

        @Option(names = "-o", paramLabel = "FILE", required = true, description = "Where to write it.")
        private Path file = Path.of("");

        @Override
        public void run() {
            if (days < 1 || days > MOST_DAYS) {
                throw new ParameterException(
                        terminal.spec().commandLine(), "--days is 1 to " + MOST_DAYS + ", not " + days);
            }
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            Policy policy = new Policy(id, area, most, deciders, now, now.plus(Duration.ofDays(days)));
            write(file, policy.text());
            terminal.say("written; it needs the signatures of " + most.persons() + " (meridian actions policy sign)");
        }
    }

    @Command(
            name = "sign",
            description = "Puts a person's signature under a policy.",
            footer = {
                "",
                "Makes the key, and FILE.pub beside it, where there is none.",
                "",
                "Example: meridian actions policy sign p.txt --key ana.key --name ana"
            })
    static final class Sign implements Runnable {
        @Mixin
        private Terminal terminal = new Terminal();

        @Parameters(paramLabel = "FILE", description = "The policy; the signature is added to it.")
        private Path file = Path.of("");

        @Option(names = "--key", paramLabel = "FILE", required = true, description = "The person's signing key.")
        private Path keyFile = Path.of("");

        @Option(names = "--name", paramLabel = "NAME", required = true, description = "The person's, for a new key.")
        private String name = "";

        @Override
        public void run() {
            SignerKey key = KeyFile.openOrCreate(keyFile, name);
            Path publicKey = keyFile.resolveSibling(keyFile.getFileName() + ".pub");
            write(publicKey, key.verifier() + "\n");
            String text = read(file);
            boolean signed = text.contains("\n\n");
            List<SignedNote.Signature> signatures = new ArrayList<>();
            String policy = text;
            if (signed) {
                SignedNote before = SignedNote.parse(file.toString(), text);
                policy = before.text();
                signatures.addAll(before.signatures());
            }
            Policy read = Policy.parse(file.toString(), policy);
            signatures.addAll(key.sign(policy).signatures());
            write(file, new SignedNote(policy, signatures).toString());
            terminal.say("policy " + read.id() + " is signed by "
                    + signatures.stream().map(SignedNote.Signature::name).collect(Collectors.joining(", "))
                    + "; public key: " + publicKey);
        }
    }

    @Command(
            name = "adopt",
            description = "Hands in a signed policy.",
            footer = {"", "Example: meridian actions policy adopt p.txt"})
    static final class Adopt extends ActionsCommand.Asking {
        @Parameters(paramLabel = "FILE", description = "The policy with its signatures.")
        private Path file = Path.of("");

        @Override
        void ask(RunningInstance instance, Terminal terminal) {
            print(terminal, instance.tell("api/policies", Map.of("note", read(file)), PoliciesBody.class));
        }
    }

    @Command(
            name = "list",
            description = "Lists policies that hold now or will.",
            footer = {"", "Example: meridian actions policy list"})
    static final class ListAll extends ActionsCommand.Asking {
        @Override
        void ask(RunningInstance instance, Terminal terminal) {
            print(terminal, instance.ask("api/policies", PoliciesBody.class));
        }
    }

    @Command(
            name = "withdraw",
            description = "Withdraws a policy: nothing more is done by it.",
            footer = {"", "Example: meridian actions policy withdraw weekdays"})
    static final class Withdraw extends ActionsCommand.Asking {
        @Parameters(paramLabel = "ID", description = "As meridian actions policy list shows it.")
        private String id = "";

        @Override
        void ask(RunningInstance instance, Terminal terminal) {
            if (!id.toLowerCase(Locale.ROOT).matches("[\\w-]{1,100}")) {
                throw new meridian.app.city.NotFound("No policy is called " + id + ".");
            }
            print(terminal, instance.remove("api/policies/" + id, PoliciesBody.class));
        }
    }
}
