package meridian.formats.osm;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import meridian.model.BadInput;

/** What both protobuf formats need beside {@link CodedInputStream}: parts of a message read later, without a copy. */
final class Wire {
    /** Type of a field that holds bytes, text, a message or packed numbers; its tag is {@code number << 3 | type}. */
    static final int DELIMITED = WireFormat.WIRETYPE_LENGTH_DELIMITED;
    /** Type of a field that holds one number of variable length. */
    static final int VARINT = WireFormat.WIRETYPE_VARINT;

    /** Type of a field that holds four bytes. */
    static final int FIXED32 = WireFormat.WIRETYPE_FIXED32;
    /** Type of a field that holds eight bytes. */
    static final int FIXED64 = WireFormat.WIRETYPE_FIXED64;

    private Wire() {}

    /** Why a message cannot be read; protobuf and the JDK explain it to programmers only. */
    static String reason(Exception e) {
        String text = String.valueOf(e.getMessage());
        if (text.contains("ended unexpectedly")) {
            return "it ends in the middle of a field";
        }
        return switch (e) {
            case InvalidProtocolBufferException _ -> "its fields are no protobuf";
            case IndexOutOfBoundsException _ -> "a number points outside its table";
            case IOException io -> BadInput.reason(io);
            default -> text;
        };
    }

    static CodedInputStream open(byte[] bytes) {
        return aliasing(CodedInputStream.newInstance(bytes));
    }

    static CodedInputStream open(byte[] bytes, int start, int length) {
        return aliasing(CodedInputStream.newInstance(bytes, start, length));
    }

    /** The message that stands here; the outer one goes on behind it. */
    static CodedInputStream part(CodedInputStream in) throws IOException {
        return aliasing(CodedInputStream.newInstance(in.readByteBuffer()));
    }

    /** The bytes that stand here, as a window on the array behind the stream. */
    static ByteBuffer window(CodedInputStream in) throws IOException {
        return in.readByteBuffer();
    }

    private static CodedInputStream aliasing(CodedInputStream in) {
        in.enableAliasing(true);
        return in;
    }
}
