package meridian.field.traci;

import java.util.List;
import meridian.model.signal.Aspect;

/** The letters that SUMO has for what a signal shows. */
final class SumoSigns {
    private SumoSigns() {}

    static String letters(List<Aspect> aspects) {
        StringBuilder letters = new StringBuilder(aspects.size());
        for (Aspect aspect : aspects) {
            letters.append(letter(aspect));
        }
        return letters.toString();
    }

    static char letter(Aspect aspect) {
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

    /** @throws TraciInput.Nonsense where it is no letter of SUMO's */
    static Aspect aspect(char letter) throws TraciInput.Nonsense {
        return switch (letter) {
            case 'r' -> Aspect.RED;
            case 'u' -> Aspect.RED_AMBER;
            case 'y', 'Y' -> Aspect.AMBER;
            case 'g' -> Aspect.GREEN_PERMITTED;
            case 'G' -> Aspect.GREEN_PROTECTED;
            case 'o' -> Aspect.FLASHING_AMBER;
            case 'O' -> Aspect.OFF;
            case 's' -> Aspect.STOP_THEN_GO;
            default -> throw new TraciInput.Nonsense("a signal shows '" + letter + "'");
        };
    }
}
