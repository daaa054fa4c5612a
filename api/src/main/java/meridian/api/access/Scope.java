package meridian.api.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a key is for. None includes another: a detector that writes need not read. */
public enum Scope {
    /** Ask and watch. */
    READ,
    /** Hand in observations. */
    WRITE,
    /** Change what happens: the clock, the signals. */
    COMMAND,
    /** Make and revoke keys, hence anything. */
    ADMINISTER;

    /** The word of people and of JSON. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Scope> find(String word) {
        return Arrays.stream(values())
                .filter(scope -> scope.word().equals(word))
                .findFirst();
    }

    /** @throws IllegalArgumentException where there is no such scope */
    @JsonCreator
    public static Scope of(String word) {
        return find(word)
                .orElseThrow(() -> new IllegalArgumentException(
                        "a scope is one of " + words() + ", not \"" + Texts.shortened(word) + "\""));
    }

    static String words() {
        return Arrays.stream(values()).map(Scope::word).collect(Collectors.joining(", "));
    }
}
