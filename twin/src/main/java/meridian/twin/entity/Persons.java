package meridian.twin.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What Meridian has no word for: the red line of the whole project, in one place.
 *
 * <p>A name is cut into words ({@code licensePlate}, {@code license_plate} and {@code https://…/LicensePlate} are "license
 * plate") and refused when the words of a line below stand in it, one after the other. Counts, waits and speeds of everybody
 * are welcome: {@code peopleCount}, {@code intensity} and {@code pedestrianFlow} pass.
 *
 * <p>A list of names cannot stop somebody who hides a plate in an attribute called {@code code}. It keeps honest systems from
 * doing it by habit, and says why.
 */
public final class Persons {
    private static final String SOMEBODY = "an entity per person is a file about that person";
    private static final String FACE = "faces, gaits and voices are never recognised";
    private static final String PLATE = "a plate follows its owner through the city, hashed or not";
    private static final String DEVICE = "a device's address follows who carries it, hashed or not";
    private static final String IDENTITY = "it names a person";
    private static final String SCORE = "nobody is scored, profiled or predicted";

    /** @param words with a space before, between and behind them */
    private record Line(String words, boolean whole, String reason) {}

    /** In {@link #whole} lines the words are all of the name; in {@link #part} lines they stand somewhere in it. */
    private static final List<Line> LINES = List.of(
            whole("person", SOMEBODY),
            whole("human", SOMEBODY),
            whole("citizen", SOMEBODY),
            whole("resident", SOMEBODY),
            whole("pedestrian", SOMEBODY),
            whole("passenger", SOMEBODY),
            whole("driver", SOMEBODY),
            whole("cyclist", SOMEBODY),
            whole("patient", SOMEBODY),
            whole("pupil", SOMEBODY),
            whole("suspect", SOMEBODY),
            whole("offender", SOMEBODY),
            whole("natural person", SOMEBODY),
            whole("people", SOMEBODY),
            part("person id", IDENTITY),
            part("person identifier", IDENTITY),
            part("person name", IDENTITY),
            part("tracked person", SOMEBODY),
            part("driver id", IDENTITY),
            part("driver name", IDENTITY),
            part("passenger id", IDENTITY),
            part("passenger name", IDENTITY),
            part("citizen id", IDENTITY),
            part("patient id", IDENTITY),
            part("passport", IDENTITY),
            part("social security", IDENTITY),
            part("national id", IDENTITY),
            part("identity card", IDENTITY),
            part("family name", IDENTITY),
            part("given name", IDENTITY),
            part("first name", IDENTITY),
            part("last name", IDENTITY),
            part("full name", IDENTITY),
            whole("surname", IDENTITY),
            whole("email", IDENTITY),
            part("date of birth", IDENTITY),
            part("birth date", IDENTITY),
            part("phone number", IDENTITY),
            whole("phone", IDENTITY),
            part("card number", IDENTITY),
            part("smart card id", IDENTITY),
            whole("face", FACE),
            whole("faces", FACE),
            part("face id", FACE),
            part("face ids", FACE),
            part("face image", FACE),
            part("face embedding", FACE),
            part("face template", FACE),
            part("facial", FACE),
            part("faceid", FACE),
            part("biometric", FACE),
            part("biometrics", FACE),
            part("fingerprint", FACE),
            part("iris scan", FACE),
            whole("gait", FACE),
            part("gait id", FACE),
            part("voiceprint", FACE),
            part("emotion", FACE),
            part("ethnicity", SCORE),
            part("religion", SCORE),
            part("social score", SCORE),
            part("credit score", SCORE),
            part("risk score of person", SCORE),
            whole("plate", PLATE),
            whole("plates", PLATE),
            part("licence plate", PLATE),
            part("license plate", PLATE),
            part("licenseplate", PLATE),
            part("licenceplate", PLATE),
            part("number plate", PLATE),
            part("numberplate", PLATE),
            part("vehicle plate", PLATE),
            part("plate number", PLATE),
            part("plate id", PLATE),
            part("plate hash", PLATE),
            part("plate text", PLATE),
            part("registration plate", PLATE),
            part("anpr", PLATE),
            part("alpr", PLATE),
            whole("vin", PLATE),
            part("vehicle identification number", PLATE),
            whole("kennzeichen", PLATE),
            whole("matricula", PLATE),
            whole("车牌", PLATE),
            whole("车牌号", PLATE),
            part("imei", DEVICE),
            part("imsi", DEVICE),
            part("msisdn", DEVICE),
            part("iccid", DEVICE),
            whole("mac", DEVICE),
            part("mac address", DEVICE),
            part("mac hash", DEVICE),
            part("macaddress", DEVICE),
            part("bluetooth address", DEVICE),
            part("bluetooth id", DEVICE),
            part("wifi id", DEVICE),
            part("wifi address", DEVICE),
            part("phone id", DEVICE),
            part("advertising id", DEVICE),
            part("idfa", DEVICE));

    private Persons() {}

    private static Line whole(String words, String reason) {
        return new Line(" " + words + " ", true, reason);
    }

    private static Line part(String words, String reason) {
        return new Line(" " + words + " ", false, reason);
    }

    /** Why this type or attribute name is refused; empty where it is not. */
    public static Optional<String> whyRefused(String name) {
        String words = " " + String.join(" ", words(name)) + " ";
        for (Line line : LINES) {
            if (line.whole() ? words.equals(line.words()) : words.contains(line.words())) {
                return Optional.of(line.reason());
            }
        }
        return Optional.empty();
    }

    /** The words of a name's last part: behind the last / # or : of a URI. */
    private static List<String> words(String name) {
        int start = 1 + Math.max(name.lastIndexOf('/'), Math.max(name.lastIndexOf('#'), name.lastIndexOf(':')));
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = start; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isLetter(c)) {
                flush(word, words);
                continue;
            }
            if (Character.isUpperCase(c) && startsWord(name, i, start)) {
                flush(word, words);
            }
            word.append(c);
        }
        flush(word, words);
        return words;
    }

    /** A capital starts a word after a small letter, and where an abbreviation ends (the P of {@code MACPlate}). */
    private static boolean startsWord(String name, int i, int start) {
        return i > start
                && (Character.isLowerCase(name.charAt(i - 1))
                        || (i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1))));
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
            word.setLength(0);
        }
    }
}
