package meridian.formats.cityfile;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Small lists of numbers as text, and numbers that must lie in a range. */
final class Numbers {
    private Numbers() {}

    static String join(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    static List<Integer> split(String text) {
        try {
            return text.isEmpty()
                    ? List.of()
                    : Arrays.stream(text.split(" ")).map(Integer::valueOf).toList();
        } catch (NumberFormatException e) {
            throw new DamagedException("\"" + text + "\" is no list of numbers");
        }
    }

    /** The number itself where it is 0 or more and below the limit. */
    static int index(int number, int limit) {
        if (number < 0 || number >= limit) {
            throw new DamagedException(number + " is not between 0 and " + (limit - 1));
        }
        return number;
    }
}
