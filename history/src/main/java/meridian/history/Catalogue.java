package meridian.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import meridian.model.BadInput;

/**
 * Which files there are and up to which event they hold everything. Immutable; replaced as a whole, on the disk by renaming: a
 * file that it does not name does not exist.
 *
 * <p>On the disk it is a text: a line {@code meridian-history 1}, {@code position} with the last event that is kept,
 * {@code begins} with the first that is not missing, a line for each file in the order of {@link StoredFile}'s components, and at
 * the end {@code checksum} with the CRC-32C of all before it.
 *
 * @param number grows with each replacement
 * @param position of the last event whose versions are in the files
 * @param begins position of the first event from which on none is missing
 * @param nextFile number that no file has yet
 */
record Catalogue(long number, long position, long begins, long nextFile, List<StoredFile> files) {
    static final String FILE = "catalogue.txt";
    static final Catalogue EMPTY = new Catalogue(0, 0, 0, 1, List.of());

    private static final String TITLE = "meridian-history 1";

    Catalogue {
        files = List.copyOf(files);
    }

    /** With other files instead of some. */
    Catalogue with(Collection<StoredFile> gone, Collection<StoredFile> added, long newPosition) {
        List<StoredFile> all = new ArrayList<>(files);
        all.removeAll(gone);
        all.addAll(added);
        long next = added.stream().mapToLong(file -> file.number() + 1).reduce(nextFile, Math::max);
        return new Catalogue(number + 1, newPosition, begins, next, all);
    }

    Catalogue beginningAt(long newBegins) {
        return new Catalogue(number + 1, position, newBegins, nextFile, files);
    }

    /** Files of a kind that can have rows from one time on and before another. */
    List<StoredFile> find(FileKind kind, long fromMicros, long toMicros) {
        return files.stream()
                .filter(file -> file.kind() == kind && file.overlaps(fromMicros, toMicros))
                .toList();
    }

    /** Replaces the file in a folder; when it returns, it is on the disk. */
    void save(Path folder) throws IOException {
        String body = body();
        String text = body + "checksum " + Integer.toHexString(checksum(body)) + "\n";
        Path beside = folder.resolve(FILE + ".part");
        Files.writeString(beside, text);
        DurableFiles.sync(beside);
        DurableFiles.rename(beside, folder.resolve(FILE));
    }

    private String body() {
        StringBuilder text = new StringBuilder(TITLE).append('\n');
        text.append("position ").append(position).append('\n');
        text.append("begins ").append(begins).append('\n');
        text.append("number ").append(number).append(' ').append(nextFile).append('\n');
        for (StoredFile f : files) {
            text.append(String.format(
                    Locale.ROOT,
                    "file %s %d %d %d %d %d %s %d %d%n",
                    f.kind(),
                    f.partition(),
                    f.level(),
                    f.number(),
                    f.rows(),
                    f.bytes(),
                    Integer.toHexString(f.checksum()),
                    f.minMicros(),
                    f.maxMicros()));
        }
        return text.toString();
    }

    private static int checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    /** The one of a folder; empty where there is none yet. */
    static Catalogue read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return EMPTY;
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        int end = text.lastIndexOf("checksum ");
        if (end < 0
                || !text.substring(end)
                        .equals("checksum " + Integer.toHexString(checksum(text.substring(0, end))) + "\n")) {
            throw damaged(file, "its checksum is wrong");
        }
        try {
            return parsed(text.substring(0, end).lines().toList());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw damaged(file, "a line of it cannot be read: " + e.getMessage());
        }
    }

    private static Catalogue parsed(List<String> lines) {
        if (!lines.getFirst().equals(TITLE)) {
            throw new IllegalArgumentException(lines.getFirst());
        }
        String[] numbers = lines.get(3).split(" ");
        List<StoredFile> files = lines.stream().skip(4).map(Catalogue::file).toList();
        return new Catalogue(
                Long.parseLong(numbers[1]), word(lines.get(1)), word(lines.get(2)), Long.parseLong(numbers[2]), files);
    }

    private static long word(String line) {
        return Long.parseLong(line.split(" ")[1]);
    }

    private static StoredFile file(String line) {
        String[] w = line.split(" ");
        return new StoredFile(
                FileKind.valueOf(w[1]),
                Integer.parseInt(w[2]),
                Integer.parseInt(w[3]),
                Long.parseLong(w[4]),
                Long.parseLong(w[5]),
                Long.parseLong(w[6]),
                Integer.parseUnsignedInt(w[7], 16),
                Long.parseLong(w[8]),
                Long.parseLong(w[9]));
    }

    private static BadInput damaged(Path file, String found) {
        return new BadInput(
                file.toString(),
                found,
                "the catalogue of a history, as this version of Meridian writes it",
                "Put it back from a backup, or move the folder away; a new history then begins with what is true now");
    }
}
