package meridian.app.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import meridian.formats.ReadReport;
import meridian.model.BadInput;
import meridian.model.City;
import meridian.model.event.Period;
import meridian.model.event.RoadEvent;
import meridian.model.event.RoadEvent.LaneClosed;
import meridian.model.event.RoadEvent.LinkClosed;
import meridian.model.event.RoadEvent.SpeedSet;
import meridian.model.event.RoadEvent.WeatherChange;
import meridian.model.event.Weather;
import meridian.model.network.Access;
import meridian.model.network.NodeControl;
import meridian.model.network.VehicleKind;
import meridian.testkit.Streets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventsFileTest {
    private static final City CITY = Streets.crossroads(NodeControl.PRIORITY);

    private static int link(String id) {
        return CITY.network().findLink(id).orElseThrow();
    }

    private static List<RoadEvent> parse(String text) {
        return EventsFile.parse(text.getBytes(StandardCharsets.UTF_8), "works.yaml", CITY.network());
    }

    @Test
    void theExampleOfTheDocumentsIsReadAsItSays() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "events.md"));
        String example = page.substring(page.indexOf("```yaml") + 7, page.indexOf("```\n\nAn unknown"));
        int a = link("north>middle");
        int b = link("middle>east");
        assertEquals(
                List.of(
                        new LinkClosed(
                                a, Access.of(VehicleKind.BUS, VehicleKind.EMERGENCY), new Period(7 * 3600, 9.5 * 3600)),
                        new LinkClosed(
                                b, Access.of(VehicleKind.BUS, VehicleKind.EMERGENCY), new Period(7 * 3600, 9.5 * 3600)),
                        new LaneClosed(a, 0, Access.NONE, new Period(36_000, 39_600)),
                        new SpeedSet(b, RoadEvent.ALL_LANES, 30 / 3.6, Period.ALWAYS),
                        new WeatherChange(Weather.HEAVY_RAIN, new Period(28_800, 32_400)),
                        new WeatherChange(new Weather(0.9, 0.8), Period.ALWAYS)),
                parse(example.replace("\"a\"", "\"north>middle\"")
                        .replace("\"b\"", "\"middle>east\"")
                        .replace("lane: 1", "lane: 0")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            close: "north>moon"                   | the city has no link "north>moon"
            close: "north>middle", lane: 1        | lanes 0 to 0 from the kerb, and no lane 1
            close: "north>middle", kmh: 3         | a closed road has no 3
            close: "north>middle", lane: 0.7      | 0.7
            close: []                             | names one link or more
            limit: "north>middle"                 | needs the key kmh
            limit: "north>middle", kmh: 0         | more than 0
            limit: "north>middle", weather: rain  | one of the keys close, limit and weather
            weather: frogs                        | not "frogs"
            weather: own, speed: 0.9              | needs the keys speed and capacity
            weather: own, speed: 2, capacity: 1   | 0.1 to 1 of the speed, got 2.0
            weather: rain, from: "8"              | from is a time
            weather: rain, from: "9:00", to: "8:00" | ends after it begins
            weather: rain, until: "8:00"          | unknown key "until"
            weather: rain, lane: x                | lane cannot be "x"
            close: "north>middle", except: [ufo]  | except cannot be "ufo"
            """)
    void aWrongEventIsRefusedWithItsLine(String event, String why) {
        String text = "events:\n  - {weather: snow}\n  - {" + event + "}\n";
        BadInput refused = assertThrows(BadInput.class, () -> parse(text));
        assertTrue(refused.getMessage().startsWith("works.yaml line 3: "), refused.getMessage());
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"event: []", "events:", "[]", "''"})
    void aFileWithoutEventsIsRefused(String text) {
        BadInput refused = assertThrows(BadInput.class, () -> parse(text));
        assertTrue(refused.getMessage().startsWith("works.yaml"), refused.getMessage());
    }

    @Test
    void closuresAndSpeedSignsOfSumoAreReadAndTheRestIsTold(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("works.add.xml");
        Files.writeString(file, """
                <additional>
                  <rerouter id="r" edges="west>middle">
                    <interval begin="60" end="120">
                      <closingReroute id="north>middle" allow="bus"/>
                      <closingLaneReroute id="middle>east_0"/>
                      <closingReroute id="nowhere"/>
                      <destProbReroute id="middle>east"/>
                    </interval>
                  </rerouter>
                  <variableSpeedSign id="v" lanes="middle>east_0 middle>moon_0">
                    <step time="0" speed="10"/>
                    <step time="0:01:40" speed="-1"/>
                    <step time="200" speed="5"/>
                    <step time="150" speed="8"/>
                  </variableSpeedSign>
                </additional>
                """);
        ReadReport report = new ReadReport();
        int east = link("middle>east");
        assertEquals(
                List.of(
                        new LinkClosed(link("north>middle"), Access.of(VehicleKind.BUS), new Period(60, 120)),
                        new LaneClosed(east, 0, Access.NONE, new Period(60, 120)),
                        new SpeedSet(east, 0, 10, new Period(0, 100)),
                        new SpeedSet(east, 0, 5, new Period(200, Double.POSITIVE_INFINITY))),
                EventsFile.read(file, CITY.network(), report));
        assertEquals(
                List.of("closure", "destProbReroute", "lane of a speed sign", "step of a speed sign"),
                report.skipped().stream().map(ReadReport.Skipped::what).toList());
    }

    @Test
    void anEmptyEntryIsNamedAndALoneEventNeedsNoDash() {
        byte[] empty = "events:\n  -\n".getBytes(StandardCharsets.UTF_8);
        BadInput refused = assertThrows(
                BadInput.class,
                () -> EventsFile.parse(
                        empty, "e.yaml", meridian.testkit.Town.city().network()));
        assertTrue(refused.getMessage().contains("an empty entry"), refused.getMessage());
        byte[] lone = "events: {close: nowhere}".getBytes(StandardCharsets.UTF_8);
        assertThrows(
                BadInput.class,
                () -> EventsFile.parse(
                        lone, "e.yaml", meridian.testkit.Town.city().network()));
    }
}
