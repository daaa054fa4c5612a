package meridian.api;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import meridian.model.City;
import meridian.model.geo.Box;
import meridian.model.geo.LonLat;
import meridian.model.geo.Point;
import meridian.model.network.Link;
import meridian.model.network.NodeControl;
import meridian.model.place.Place;
import meridian.model.place.Stop;
import org.jspecify.annotations.Nullable;

/** Finds streets, stops, places and signalled junctions by name, without regard to case and accents. Immutable. */
final class NameSearch {
    private static final double POINT_MARGIN_METERS = 150;

    private record Entry(
            String key,
            String kind,
            String name,
            @Nullable String detail,
            @Nullable Integer index,
            Point at,
            Box box) {}

    private final CityViews views;
    private final List<Entry> entries = new ArrayList<>();

    NameSearch(City city, CityViews views) {
        this.views = views;
        streets(city.network().links());
        List<Stop> stops = city.places().stops();
        for (int i = 0; i < stops.size(); i++) {
            point(
                    "stop",
                    stops.get(i).name(),
                    String.join(", ", stops.get(i).lines()),
                    i,
                    stops.get(i).at());
        }
        for (Place place : city.places().points()) {
            point("place", place.name(), CityViews.word(place.kind()), null, place.at());
        }
        for (int n = 0; n < city.network().nodes().size(); n++) {
            if (city.network().node(n).control() == NodeControl.SIGNALS) {
                point(
                        "junction",
                        views.junctionName(n),
                        null,
                        n,
                        city.network().node(n).at());
            }
        }
    }

    private void streets(List<Link> links) {
        Map<String, Box> boxes = new LinkedHashMap<>();
        for (Link link : links) {
            if (!link.name().isBlank()) {
                boxes.merge(link.name(), link.shape().box(), Box::with);
            }
        }
        boxes.forEach((name, box) -> entries.add(new Entry(key(name), "street", name, null, null, box.center(), box)));
    }

    private void point(String kind, String name, @Nullable String detail, @Nullable Integer index, Point at) {
        if (!name.isBlank()) {
            Box box = new Box(at.xMeters(), at.yMeters(), at.xMeters(), at.yMeters()).grown(POINT_MARGIN_METERS);
            String known = detail == null || detail.isBlank() ? null : detail;
            entries.add(new Entry(key(name), kind, name, known, index, at, box));
        }
    }

    static String key(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return plain.toLowerCase(Locale.ROOT).strip();
    }

    /** The best matches, best first; equal ones with the shorter name first. */
    List<Views.Match> find(String query, int limit) {
        String wanted = key(query);
        record Ranked(Entry entry, int rank) {}
        List<Ranked> ranked = new ArrayList<>();
        for (Entry entry : entries) {
            int rank = rank(entry.key(), wanted);
            if (rank >= 0) {
                ranked.add(new Ranked(entry, rank * 4 + order(entry.kind())));
            }
        }
        ranked.sort(Comparator.comparingInt(Ranked::rank)
                .thenComparingInt(r -> r.entry().name().length())
                .thenComparing(r -> r.entry().name()));
        return ranked.stream().limit(limit).map(r -> match(r.entry())).toList();
    }

    private static int rank(String key, String wanted) {
        if (key.equals(wanted)) {
            return 0;
        }
        if (key.startsWith(wanted)) {
            return 1;
        }
        if (key.contains(" " + wanted)) {
            return 2;
        }
        return key.contains(wanted) ? 3 : -1;
    }

    private static int order(String kind) {
        return switch (kind) {
            case "street" -> 0;
            case "junction" -> 1;
            case "place" -> 2;
            default -> 3;
        };
    }

    private Views.Match match(Entry entry) {
        LonLat at = views.earth(entry.at());
        return new Views.Match(
                entry.kind(),
                entry.name(),
                entry.detail(),
                entry.index(),
                at.lonDegrees(),
                at.latDegrees(),
                views.box(entry.box()));
    }
}
