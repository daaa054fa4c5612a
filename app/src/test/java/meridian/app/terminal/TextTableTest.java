package meridian.app.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TextTableTest {
    @Test
    void columnsOfNumbersStandToTheRight() {
        assertEquals(
                List.of("trips      count", "----------------", "inserted      12", "completed  1,234"),
                new TextTable()
                        .head("trips", "count")
                        .row("inserted", "12")
                        .row("completed", "1,234")
                        .lines());
    }

    @Test
    void aLongLastColumnIsBrokenBetweenWordsSoThatNothingIsWiderThanTheScreen() {
        List<String> lines =
                new TextTable().row("name", "word ".repeat(40).strip()).lines();
        assertTrue(lines.size() > 1);
        lines.forEach(line -> assertTrue(line.length() <= TextTable.COLUMNS, line));
        assertTrue(lines.get(1).startsWith("      word"));
    }
}
