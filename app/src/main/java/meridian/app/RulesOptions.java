package meridian.app;

import java.nio.file.Path;
import java.util.List;
import meridian.app.signals.RulesFile;
import meridian.audit.note.VerifierKey;
import meridian.model.City;
import meridian.safety.JunctionRules;
import meridian.safety.RulesFinder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Safety rules of a city: derived, and changed where people know better. */
final class RulesOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "A signed file of what people know better than the map (docs/safety.md).")
    private @Nullable Path file;

    @Option(
            names = "--signer",
            paramLabel = "KEY.pub",
            description = "Whose signature of --rules counts; may be repeated.")
    private List<Path> signers = List.of();

    List<JunctionRules> of(City city) {
        List<JunctionRules> derived = RulesFinder.find(city);
        if (file == null) {
            if (!signers.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(), "--signer says whose --rules count: name those as well");
            }
            return derived;
        }
        if (signers.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--rules count when somebody has signed them: name --signer");
        }
        return RulesFile.read(file, signers.stream().map(VerifierKey::read).toList())
                .applied(derived);
    }
}
