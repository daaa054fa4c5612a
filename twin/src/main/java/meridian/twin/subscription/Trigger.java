package meridian.twin.subscription;

import java.util.Arrays;
import java.util.Optional;

/** What can happen to an entity that somebody wants to be told of (clause 5.2.12, notificationTrigger). */
public enum Trigger {
    ENTITY_CREATED("entityCreated"),
    /** Any of the three that happen to attributes. */
    ENTITY_UPDATED("entityUpdated"),
    ENTITY_DELETED("entityDeleted"),
    ATTRIBUTE_CREATED("attributeCreated"),
    /** Also to the value that it had: a sensor that says the same again has said something. */
    ATTRIBUTE_UPDATED("attributeUpdated"),
    ATTRIBUTE_DELETED("attributeDeleted");

    private final String word;

    Trigger(String word) {
        this.word = word;
    }

    /** The standard's word. */
    public String word() {
        return word;
    }

    public static Optional<Trigger> find(String word) {
        return Arrays.stream(values())
                .filter(trigger -> trigger.word.equals(word))
                .findFirst();
    }
}
