package meridian.app.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A page that can be kept and sent: it needs nothing from anywhere, and its policy forbids the browser to ask for anything.
 * Dark or light as the reader's system is; one column on a narrow screen.
 */
public final class Page {
    private final String title;
    private final StringBuilder body = new StringBuilder();
    private boolean open;

    /**
     * @param title plain text
     * @param chip in capitals beside it
     * @param below lines of plain text under the title
     */
    public Page(String title, String chip, List<String> below) {
        this.title = title;
        body.append("<header><h1>").append(escaped(title)).append("</h1>");
        body.append("<p class=\"chip\">").append(escaped(chip)).append("</p>\n");
        below.forEach(line -> body.append("<p>").append(escaped(line)).append("</p>\n"));
        body.append("</header>\n<main>\n");
    }

    /** A section over the whole width. */
    public Page wide(String heading) {
        return section("wide", heading);
    }

    /** A section that may stand beside another one. */
    public Page half(String heading) {
        return section("half", heading);
    }

    private Page section(String kind, String heading) {
        close();
        body.append("<section class=\"").append(kind).append("\"><h2>");
        body.append(escaped(heading)).append("</h2>\n");
        open = true;
        return this;
    }

    private void close() {
        body.append(open ? "</section>\n" : "");
        open = false;
    }

    /** Drawings and tables, already HTML. */
    public Page html(String html) {
        body.append(html);
        return this;
    }

    /** A paragraph of plain text that explains. */
    public Page note(String text) {
        return html("<p class=\"note\">" + escaped(text) + "</p>\n");
    }

    /** A list of plain texts. */
    public Page list(List<String> items) {
        String all = items.stream().map(i -> "<li>" + escaped(i) + "</li>\n").collect(Collectors.joining());
        return html("<ul>\n" + all + "</ul>\n");
    }

    /** A table; the first column holds words, the others numbers; rows of plain text. */
    public Page table(List<String> head, List<List<String>> rows) {
        StringBuilder html = new StringBuilder("<div class=\"scroll\"><table>\n<thead>");
        html.append(row("th", head)).append("</thead>\n<tbody>\n");
        rows.forEach(cells -> html.append(row("td", cells)));
        return html(html.append("</tbody>\n</table></div>\n").toString());
    }

    private static String row(String cell, List<String> cells) {
        return cells.stream()
                .map(text -> "<" + cell + ">" + escaped(text) + "</" + cell + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }

    /**
     * One of several charts in a section.
     *
     * @param svg the chart
     * @param key what its strokes are: one word for each style, in order; none where there is nothing to tell apart
     */
    public record Drawing(String heading, String svg, List<String> key) {}

    /** Charts beside each other, as many as have room. */
    public Page charts(List<Drawing> drawings) {
        html("<div class=\"few\">\n");
        for (Drawing drawing : drawings) {
            html("<div><h3>" + escaped(drawing.heading) + "</h3>\n" + drawing.svg + key(drawing.key) + "</div>\n");
        }
        return html("</div>\n");
    }

    private static String key(List<String> words) {
        if (words.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<p class=\"note\">");
        char style = 'a';
        for (String word : words) {
            html.append("<span class=\"key ").append(style++).append("\"></span> ");
            html.append(escaped(word)).append(' ');
        }
        return html.append("</p>\n").toString();
    }

    @Override
    public String toString() {
        close();
        String style = style();
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-%s'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="dark light">
                <title>%s</title>
                <style>%s</style>
                </head>
                <body>
                """.formatted(hash(style), escaped(title), style) + body + "</main>\n</body>\n</html>\n";
    }

    private static String style() {
        return """
                :root{--ground:#eef0ee;--text:#1d2731;--muted:#56626f;--quiet:#9aa4ad;--rule:#d5dad8;--panel:#fff;--warm:#b4530a;%s}
                @media (prefers-color-scheme:dark){:root{--ground:#0a0e13;--text:#c3ced9;--muted:#8b98a6;--quiet:#46525f;--rule:#1f2933;--panel:#0e141a;--warm:#ffb066;%s}}
                *{box-sizing:border-box}
                body{margin:0 auto;max-width:80rem;padding:1.25rem clamp(.75rem,3vw,2rem) 3rem;background:var(--ground);color:var(--text);font:1rem/1.5 system-ui,sans-serif}
                header p{margin:.15rem 0;color:var(--muted);max-width:60rem}
                h1{margin:0;font-size:1.7rem;line-height:1.2}h2{font-size:1.05rem;margin:0 0 .6rem}
                h3{font-size:.9rem;font-weight:600;margin:.4rem 0 .1rem;overflow-wrap:anywhere}
                main{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%%,30rem),1fr));gap:1rem;margin-top:1rem}
                section{background:var(--panel);border:1px solid var(--rule);border-radius:.6rem;padding:1rem;min-width:0}
                .wide{grid-column:1/-1}
                svg{display:block;width:100%%;height:auto}
                .map{max-height:75vh}
                .few{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%%,22rem),1fr));gap:.5rem 1.25rem}
                header .chip{display:inline-block;margin:.35rem 0;padding:0 .6rem;border:1px solid currentColor;border-radius:1rem;font-weight:600;font-size:.8rem;letter-spacing:.04em;color:var(--warm)}
                .map path{fill:none;stroke-linejoin:round;stroke-linecap:round}
                .quiet{stroke:var(--quiet);stroke-width:1}
                %s
                .line{fill:none;stroke-width:2}.a{stroke:var(--s9)}.b{stroke:var(--s2);stroke-dasharray:6 3}
                .bar{fill:var(--s9)}.grid{stroke:var(--rule);stroke-width:1}.mark{stroke:var(--warm);stroke-width:1.5;stroke-dasharray:4 3;fill:none}
                .dot{fill:var(--s9);fill-opacity:.7}.band{fill:var(--s9);fill-opacity:.1}.whisker{stroke:var(--warm);stroke-width:4;stroke-linecap:round}.middle-dot{fill:var(--warm)}.dots{stroke:var(--s9);stroke-width:7;stroke-linecap:round;stroke-opacity:.65;fill:none}
                .red{stroke:var(--s0);stroke-width:3;fill:none}.amber{stroke:var(--s2);stroke-width:3;fill:none}
                text{fill:var(--muted);font-size:12px}.end{text-anchor:end}.middle{text-anchor:middle}.warm{fill:var(--warm)}
                .note,.source{color:var(--muted);font-size:.875rem;margin:.5rem 0 0}
                .key{display:inline-block;width:1.6rem;border-top:3px solid var(--s9);vertical-align:middle}.key.b{border-top:3px dashed var(--s2)}
                .swatch{display:inline-block;width:1rem;height:.7rem}
                .scroll{overflow-x:auto}
                table{border-collapse:collapse;font-variant-numeric:tabular-nums;width:100%%}
                td,th{padding:.25rem 0 .25rem .7rem;text-align:right;border-bottom:1px solid var(--rule);white-space:nowrap}
                td:first-child,th:first-child{text-align:left;white-space:normal;padding-left:0;min-width:6rem}th{font-weight:600;color:var(--muted);font-size:.875rem}
                ul{margin:0;padding-left:1.1rem}
                .few text{font-size:17px}.long{min-width:46rem}.long text{font-size:14px}
                @media (max-width:40rem){text{font-size:17px}h1{font-size:1.4rem}}
                """.formatted(SpeedColours.css(false), SpeedColours.css(true), shades());
    }

    /** Slow is wider: the second channel, for whoever does not see the first. */
    private static String shades() {
        StringBuilder rules = new StringBuilder();
        for (int i = 0; i < SpeedColours.SHADES; i++) {
            double width = 3 + 6.0 * (SpeedColours.SHADES - 1 - i) / (SpeedColours.SHADES - 1);
            rules.append(String.format(
                    Locale.ROOT,
                    ".s%d{stroke:var(--s%d);stroke-width:%.1f}.swatch.w%d{background:var(--s%d)}.p%d{stroke:var(--s%d);stroke-width:2;fill:none;shape-rendering:crispEdges}",
                    i,
                    i,
                    width,
                    i,
                    i,
                    i,
                    i));
        }
        return rules.toString();
    }

    /** The shades from slow to free, for a legend. */
    public static String swatches() {
        StringBuilder spans = new StringBuilder();
        for (int i = 0; i < SpeedColours.SHADES; i++) {
            spans.append("<span class=\"swatch w").append(i).append("\"></span>");
        }
        return spans.toString();
    }

    /** Names come from other people's files. */
    public static String escaped(String text) {
        return text.chars()
                .mapToObj(c -> switch (c) {
                    case '<' -> "&lt;";
                    case '>' -> "&gt;";
                    case '&' -> "&amp;";
                    case '"' -> "&quot;";
                    case '\'' -> "&#39;";
                    default -> String.valueOf((char) c);
                })
                .collect(Collectors.joining());
    }

    private static String hash(String style) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(digest.digest(style.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
