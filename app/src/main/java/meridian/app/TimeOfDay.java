package meridian.app;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time of day as people write it, {@code 07:30} or {@code 07:30:15}. */
record TimeOfDay(int seconds) {

    /** For picocli. */
    static final class Converter implements ITypeConverter<TimeOfDay> {
        private static final Pattern CLOCK = Pattern.compile("([01]?\\d|2[0-3]):([0-5]\\d)(?::([0-5]\\d))?");

        @Override
        public TimeOfDay convert(String text) {
            Matcher clock = CLOCK.matcher(text);
            if (!clock.matches()) {
                throw new TypeConversionException("'" + text + "' is no time of day; write it as 07:30 or 07:30:15");
            }
            int second = clock.group(3) == null ? 0 : Integer.parseInt(clock.group(3));
            return new TimeOfDay(
                    Integer.parseInt(clock.group(1)) * 3600 + Integer.parseInt(clock.group(2)) * 60 + second);
        }
    }
}
