package meridian.twin.entity;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks of ids and names, and one copy in memory of each name.
 *
 * <p>A city has a few hundred attribute names and millions of attributes: each name is checked and kept once. Safe for all
 * threads; the table has a bound, beyond which names are checked again each time and not shared.
 */
public final class Names {
    private static final int MOST = 65_536;
    private static final String URN = "urn:ngsi-ld:";
    private static final ConcurrentHashMap<String, String> KNOWN = new ConcurrentHashMap<>();
    private static final ConcurrentHashMap<String, String> LABELS = new ConcurrentHashMap<>();
    private static final ConcurrentHashMap<String, String> ID_TYPES = new ConcurrentHashMap<>();
    private static final ConcurrentHashMap<String, String> KEYS = new ConcurrentHashMap<>();
    /** NGSI-LD forbids them in names, or its query language uses them. */
    private static final String FORBIDDEN = "<>\"'=;(){}[]|,\\^`";

    /** Of ASCII, what may stand in a name: ids are checked a million times a second. */
    private static final boolean[] FIT = new boolean[0x80];

    static {
        for (char c = '!'; c < 0x7f; c++) {
            FIT[c] = FORBIDDEN.indexOf(c) < 0;
        }
    }

    private Names() {}

    /** The one copy of a type, attribute, language or similar name. */
    public static String name(String name) {
        String known = KNOWN.get(name);
        return known != null ? known : newName(name);
    }

    private static String newName(String name) {
        characters(name, Limits.NAME_CHARS, "name");
        Persons.whyRefused(name).ifPresent(why -> {
            throw aboutAPerson(name, why);
        });
        return shared(KNOWN, name);
    }

    /** The one copy of a text that is often the same, such as a unit, a source or a datasetId; no name of a thing. */
    public static String label(String text) {
        String known = LABELS.get(text);
        if (known != null) {
            return known;
        }
        if (text.isEmpty()) {
            throw new Rejected(Rejected.Reason.BAD_NAME, "label", "is empty");
        }
        Limits.most(text.length(), Limits.NAME_CHARS, text, "characters");
        printable(text, "label");
        return shared(LABELS, text);
    }

    private static String shared(ConcurrentHashMap<String, String> table, String text) {
        if (table.size() >= MOST) {
            return text;
        }
        String first = table.putIfAbsent(text, text);
        return first == null ? text : first;
    }

    /** A member of an object in a value: any text, but for {@link Persons}. */
    static String key(String key) {
        String known = KEYS.get(key);
        if (known != null) {
            return known;
        }
        Limits.most(key.length(), Limits.NAME_CHARS, key, "characters");
        wellFormed(key, "key");
        Persons.whyRefused(key).ifPresent(why -> {
            throw aboutAPerson(key, why);
        });
        return shared(KEYS, key);
    }

    /** An entity's id or the target of a relationship: a URI. */
    public static String id(String id) {
        characters(id, Limits.ID_CHARS, "id");
        int colon = id.indexOf(':');
        if (colon < 1 || colon == id.length() - 1 || !isScheme(id, colon)) {
            throw new Rejected(Rejected.Reason.BAD_NAME, id, "is no URI, such as urn:ngsi-ld:Road:montevideo:42");
        }
        checkTypeIn(id);
        return id;
    }

    /** The type that an id such as urn:ngsi-ld:Road:7 names is checked like any other, once. */
    private static void checkTypeIn(String id) {
        int end = id.startsWith(URN) ? id.indexOf(':', URN.length()) : -1;
        if (end < 0) {
            return;
        }
        String type = id.substring(URN.length(), end);
        if (ID_TYPES.containsKey(type)) {
            return;
        }
        Persons.whyRefused(type).ifPresent(why -> {
            throw aboutAPerson(id, why);
        });
        shared(ID_TYPES, type);
    }

    private static boolean isScheme(String id, int colon) {
        for (int i = 0; i < colon; i++) {
            char c = id.charAt(i);
            boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            if (!letter && (i == 0 || !(c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'))) {
                return false;
            }
        }
        return true;
    }

    /** A scope such as /Montevideo/Centro: NGSI-LD's clause 4.18. */
    public static String scope(String scope) {
        characters(scope, Limits.NAME_CHARS, "scope");
        if (scope.length() < 2
                || scope.charAt(0) != '/'
                || scope.endsWith("/")
                || scope.contains("//")
                || scope.indexOf('#') >= 0
                || scope.indexOf('+') >= 0) {
            throw new Rejected(Rejected.Reason.BAD_NAME, scope, "is no scope, such as /Montevideo/Centro");
        }
        return shared(LABELS, scope);
    }

    static void printable(String text, String place) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                throw new Rejected(Rejected.Reason.BAD_NAME, place, "has a control character at place " + (i + 1));
            }
        }
        wellFormed(text, place);
    }

    /** Half of a surrogate pair is no character and could not be written as UTF-8 and read back. */
    static void wellFormed(String text, String place) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new Rejected(Rejected.Reason.BAD_VALUE, place, "has half a character at place " + (i + 1));
            }
        }
    }

    private static void characters(String text, int limit, String what) {
        if (text.isEmpty()) {
            throw new Rejected(Rejected.Reason.BAD_NAME, what, "is empty");
        }
        Limits.most(text.length(), limit, text, "characters");
        boolean ascii = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            ascii &= c < 0x80;
            if (c < 0x80 ? !FIT[c] : unfit(c)) {
                throw new Rejected(
                        Rejected.Reason.BAD_NAME,
                        text,
                        "has a character that no " + what + " may have, at place " + (i + 1));
            }
        }
        if (!ascii) {
            wellFormed(text, text);
        }
    }

    private static boolean unfit(char c) {
        return Character.isISOControl(c) || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static Rejected aboutAPerson(String name, String why) {
        return new Rejected(Rejected.Reason.ABOUT_A_PERSON, name, "is blocked, because " + why);
    }
}
