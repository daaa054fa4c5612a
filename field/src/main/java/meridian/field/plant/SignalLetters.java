package meridian.field.plant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.model.signal.Aspect;

/**
 * What the groups of a junction show as a word, one letter for each group: SUMO's letters, which the line protocol uses as
 * well.
 *
 * <p>Source: SUMO's user documentation, "Simulation/Traffic Lights", signal state definitions.
 */
public final class SignalLetters {
    private SignalLetters() {}

    public static String of(List<Aspect> aspects) {
        StringBuilder letters = new StringBuilder(aspects.size());
        for (Aspect aspect : aspects) {
            letters.append(letter(aspect));
        }
        return letters.toString();
    }

    /** All groups alike. */
    public static String of(Aspect aspect, int groups) {
        return String.valueOf(letter(aspect)).repeat(groups);
    }

    private static char letter(Aspect aspect) {
        return switch (aspect) {
            case RED -> 'r';
            case RED_AMBER -> 'u';
            case AMBER -> 'y';
            case GREEN_PERMITTED -> 'g';
            case GREEN_PROTECTED -> 'G';
            case FLASHING_AMBER -> 'o';
            case OFF -> 'O';
            case STOP_THEN_GO -> 's';
        };
    }

    /** Empty where a letter means nothing. */
    public static Optional<List<Aspect>> aspects(String letters) {
        List<Aspect> aspects = new ArrayList<>(letters.length());
        for (int i = 0; i < letters.length(); i++) {
            switch (letters.charAt(i)) {
                case 'r' -> aspects.add(Aspect.RED);
                case 'u' -> aspects.add(Aspect.RED_AMBER);
                // SUMO's two ambers differ in who yields while they last.
                case 'y', 'Y' -> aspects.add(Aspect.AMBER);
                case 'g' -> aspects.add(Aspect.GREEN_PERMITTED);
                case 'G' -> aspects.add(Aspect.GREEN_PROTECTED);
                case 'o' -> aspects.add(Aspect.FLASHING_AMBER);
                case 'O' -> aspects.add(Aspect.OFF);
                case 's' -> aspects.add(Aspect.STOP_THEN_GO);
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(aspects);
    }
}
