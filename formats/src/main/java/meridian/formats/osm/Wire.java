package meridian.formats.osm;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;

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
