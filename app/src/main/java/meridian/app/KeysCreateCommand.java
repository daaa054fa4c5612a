package meridian.app;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import meridian.api.access.AccessKey;
import meridian.api.access.Area;
import meridian.api.access.Grant;
import meridian.api.access.KeyOrder;
import meridian.api.access.MadeKey;
import meridian.api.access.Scope;
import meridian.app.access.KeyBook;
import meridian.app.machine.Folders;
import meridian.app.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Makes a key. Its secret alone goes to standard output, so that it can go straight to where it is needed. */
@Command(
        name = "create",
        description = "Makes a key and prints its secret, which is shown this once.",
        footer = {
            "",
            "A device or an application sends the secret as 'Authorization: Bearer'.",
            "",
            "Example: meridian keys create \"loop 7\" --scope write --type Crossing"
        })
final class KeysCreateCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "NAME", description = "What people shall call it.")
    private String name = "";

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            split = ",",
            required = true,
            converter = ScopeConverter.class,
            description = "What it may: read, write, command, administer; several with commas. None includes another.")
    private List<Scope> scopes = List.of();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "An entity type that it is limited to; can be repeated. Else all types.")
    private Set<String> types = Set.of();

    @Option(
            names = "--box",
            paramLabel = "W,S,E,N",
            converter = BoxConverter.class,
            description = "A box in degrees that it is limited to; can be repeated. Else everywhere.")
    private List<Area> areas = List.of();

    @Option(
            names = "--per-second",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Requests a second it may make, 1 to 100000; 1000 is usual.")
    private double perSecond;

    @Option(
            names = "--expires",
            paramLabel = "DATE",
            converter = MomentConverter.class,
            description = "Until when it holds: a day such as 2027-01-31 (its beginning, UTC) or a moment such as"
                    + " 2027-01-31T12:00:00Z. Else until it is revoked.")
    private @Nullable Instant expires;

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder.")
    private @Nullable Path data;

    @Override
    public void run() {
        Path folder = Folders.privateFolder(Folders.ofThisUser(data).data(), "--data");
        MadeKey made = make(folder);
        AccessKey key = made.key();
        terminal.say("key " + key.id() + " for \"" + key.name() + "\"; its secret is shown this once");
        terminal.print(made.secret());
    }

    private MadeKey make(Path folder) {
        try (KeyBook keys = KeyBook.of(folder)) {
            Grant grant = new Grant(EnumSet.copyOf(scopes), types, areas);
            return keys.make(new KeyOrder(name, grant, perSecond, expires));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(terminal.spec().commandLine(), String.valueOf(e.getMessage()));
        }
    }

    static final class ScopeConverter implements ITypeConverter<Scope> {
        @Override
        public Scope convert(String word) {
            return Scope.find(word)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + word + "' is no scope; choose read, write, command or administer"));
        }
    }

    static final class BoxConverter implements ITypeConverter<Area> {
        @Override
        public Area convert(String text) {
            String[] parts = text.split(",", -1);
            try {
                if (parts.length == 4) {
                    return new Area(number(parts[0]), number(parts[1]), number(parts[2]), number(parts[3]));
                }
            } catch (NumberFormatException e) {
                // Told below; what else is wrong with it has a sentence of its own.
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
            throw new TypeConversionException("'" + text + "' is no box; west,south,east,north in degrees is one");
        }

        private static double number(String text) {
            return Double.parseDouble(text.strip());
        }
    }

    static final class MomentConverter implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return text.contains("T")
                        ? Instant.parse(text)
                        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeParseException e) {
                throw new TypeConversionException(
                        "'" + text + "' is neither a day such as 2027-01-31 nor a moment such as 2027-01-31T12:00:00Z");
            }
        }
    }
}
