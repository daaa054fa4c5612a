package meridian.app;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import meridian.bench.torture.FaultKind;
import meridian.model.demand.VehicleType.Following;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Words of the command line to values, refused in words that do not come from a programming language. */
final class ValueConverters {
    private ValueConverters() {}

    /** To be called after all commands are there: each takes them over. */
    static CommandLine register(CommandLine root) {
        return root.registerConverter(Path.class, ValueConverters::path)
                .registerConverter(Long.class, ValueConverters::whole)
                .registerConverter(long.class, ValueConverters::whole)
                .registerConverter(Integer.class, word -> Math.toIntExact(small(word)))
                .registerConverter(int.class, word -> Math.toIntExact(small(word)))
                .registerConverter(Double.class, ValueConverters::number)
                .registerConverter(double.class, ValueConverters::number)
                .registerConverter(FaultKind.class, ValueConverters::fault)
                .registerConverter(Following.class, ValueConverters::model);
    }

    /** An empty name would mean the folder that this was started in, which nobody asked for. */
    private static Path path(String word) {
        if (word.isBlank()) {
            throw new TypeConversionException("an empty name is no file or folder");
        }
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + word + "' cannot be the name of a file");
        }
    }

    private static long whole(String word) {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + word + "' is no whole number of at most 18 digits");
        }
    }

    private static long small(String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + word + "' is no whole number of at most 9 digits");
        }
    }

    private static double number(String word) {
        try {
            double value = Double.parseDouble(word);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new TypeConversionException("'" + word + "' is no number");
    }

    private static FaultKind fault(String word) {
        return Arrays.stream(FaultKind.values())
                .filter(kind -> word(kind).equals(word.toLowerCase(Locale.ROOT).replace('_', '-')))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + word + "' is nothing that is broken here; choose "
                        + Arrays.stream(FaultKind.values())
                                .map(ValueConverters::word)
                                .collect(Collectors.joining(", "))));
    }

    private static String word(FaultKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Following model(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "krauss" -> Following.KRAUSS;
            case "idm" -> Following.IDM;
            case "cityflow" -> Following.CITYFLOW;
            default -> throw new TypeConversionException("'" + word + "' is no model; choose krauss, idm or cityflow");
        };
    }
}
