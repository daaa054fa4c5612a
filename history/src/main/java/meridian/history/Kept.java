package meridian.history;

import meridian.twin.entity.Content;
import meridian.twin.entity.Rejected;
import meridian.twin.entity.Value;
import meridian.twin.wire.WireReader;
import meridian.twin.wire.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * What an attribute held, as columns of a file: decimal numbers and texts as such, anything else in the twin's wire form
 * (docs/observations-binary.md), with a number or text beside it where a reader of the file can use one.
 *
 * @param number NaN where there is none
 * @param text null where there is none
 * @param unit UN/CEFACT code; null where there is none
 * @param bytes the wire form; null where number or text, with the unit, say everything
 */
record Kept(double number, @Nullable String text, @Nullable String unit, byte @Nullable [] bytes) {
    /** A deletion: nothing is held. */
    static final Kept NOTHING = new Kept(Double.NaN, null, null, null);

    static Kept of(@Nullable Content content) {
        return switch (content) {
            case null -> NOTHING;
            case Content.Property(Value.Decimal(double number), var unit) -> new Kept(number, null, unit, null);
            case Content.Property(Value.Text(String text), var unit)
            // Not every tool reads a text with character 0.
            when text.indexOf(0) < 0 -> new Kept(Double.NaN, text, unit, null);
            case Content.Property(Value.Whole(long number), var unit) -> new Kept(number, null, unit, wire(content));
            case Content.Property(Value.Truth(boolean yes), var unit) ->
                new Kept(Double.NaN, String.valueOf(yes), unit, wire(content));
            case Content.Relationship(var objects, var _) ->
                new Kept(Double.NaN, String.join(" ", objects), null, wire(content));
            case Content.VocabProperty(var words) -> new Kept(Double.NaN, String.join(" ", words), null, wire(content));
            default -> new Kept(Double.NaN, null, null, wire(content));
        };
    }

    private static byte[] wire(Content content) {
        WireWriter out = new WireWriter();
        out.putContent(content);
        return out.toBytes();
    }

    /**
     * What it was made of.
     *
     * @throws Rejected where the bytes are not what this program wrote
     */
    @Nullable
    Content content() {
        byte[] wire = bytes;
        String words = text;
        if (wire != null) {
            WireReader in = new WireReader(wire);
            Content content = in.takeContent();
            in.finish();
            return content;
        }
        if (words != null) {
            return new Content.Property(new Value.Text(words), unit);
        }
        return Double.isNaN(number) ? null : new Content.Property(new Value.Decimal(number), unit);
    }

    int heldBytes() {
        return (bytes == null ? 0 : bytes.length + 16) + (text == null ? 0 : 2 * text.length() + 40);
    }
}
