package meridian.api.access;

import java.util.regex.Pattern;
import meridian.model.BadInput;

/** What names may look like: they are shown in terminals and pages. */
final class Texts {
    private static final Pattern UNPRINTABLE = Pattern.compile("[" + BadInput.UNPRINTABLE + "]");

    private Texts() {}

    static String shortened(String text) {
        return BadInput.shortened(text);
    }

    /** @throws IllegalArgumentException where it is empty, too long or cannot be shown */
    static String printable(String what, String text, int mostCharacters) {
        boolean sound = !text.isBlank()
                && text.length() <= mostCharacters
                && !UNPRINTABLE.matcher(text).find();
        if (!sound) {
            throw new IllegalArgumentException(
                    what + " has 1 to " + mostCharacters + " printable characters, unlike \"" + shortened(text) + "\"");
        }
        return text;
    }
}
