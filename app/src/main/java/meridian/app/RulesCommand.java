package meridian.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import meridian.app.signals.RulesFile;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.Words;
import meridian.audit.note.KeyFile;
import meridian.audit.note.SignedNote;
import meridian.audit.note.SignerKey;
import meridian.model.BadInput;
import meridian.safety.RuleChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What people know better about junctions than the map does. */
@Command(
        name = "rules",
        description = "Signs safety rules that people change, junction by junction (docs/safety.md).",
        subcommands = RulesCommand.Sign.class,
        footer = {"", "Example: meridian rules sign rules.json --key ana.key --name ana"})
final class RulesCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public void run() {
        throw terminal.needsACommand();
    }

    @Command(
            name = "sign",
            description = "Puts a person's signature under a file of rules.",
            footer = {
                "",
                "Makes the key, and KEY.pub beside it, where there is none.",
                "",
                "Example: meridian rules sign rules.json --key ana.key --name ana"
            })
    static final class Sign implements Runnable {
        @Mixin
        private Terminal terminal = new Terminal();

        @Parameters(paramLabel = "FILE", description = "The rules; the signature is added to it.")
        private Path file = Path.of("");

        @Option(names = "--key", paramLabel = "FILE", required = true, description = "The person's signing key.")
        private Path keyFile = Path.of("");

        @Option(names = "--name", paramLabel = "NAME", required = true, description = "The person's, for a new key.")
        private String name = "";

        @Override
        public void run() {
            String text = RulesFile.text(file);
            List<SignedNote.Signature> signatures = new ArrayList<>();
            // A blank line divides a note from its signatures, so that rules have none.
            String rules = text.replaceAll("\n[ \t\r]*(?=\n)", "");
            if (text.contains("\n\n\u2014 ")) {
                SignedNote before = SignedNote.parse(file.toString(), text);
                rules = before.text();
                signatures.addAll(before.signatures());
            }
            rules = rules.endsWith("\n") ? rules : rules + "\n";
            Map<String, List<RuleChange>> changes = RulesFile.parse(file.toString(), rules);
            SignerKey key = KeyFile.openOrCreate(keyFile, name);
            signatures.addAll(key.sign(rules).signatures());
            Path publicKey = keyFile.resolveSibling(keyFile.getFileName() + ".pub");
            write(publicKey, key.verifier() + "\n");
            write(file, new SignedNote(rules, signatures).toString());
            terminal.say(Words.plural(
                            changes.values().stream().mapToInt(List::size).sum(), "change")
                    + " at " + Words.plural(changes.size(), "junction") + ", signed by "
                    + signatures.stream().map(SignedNote.Signature::name).collect(Collectors.joining(", "))
                    + "; public key: " + publicKey);
        }

        private static void write(Path file, String text) {
            try {
                Files.writeString(file, text);
            } catch (IOException e) {
                throw BadInput.unreadable(file, "a file that can be written", e);
            }
        }
    }
}
