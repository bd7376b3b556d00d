package dev.datamig.validator.staging;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.validator.ValidatorCode;
import dev.datamig.validator.ValidatorException;
import dev.datamig.validator.proof.Kind;
import dev.datamig.validator.proof.Recorded;
import dev.datamig.validator.proof.SetScan.Aside;
import dev.datamig.validator.proof.SetScan.Waiting;
import dev.datamig.validator.proof.Shape;
import dev.datamig.validator.proof.Sighting;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Sightings on a local disk, as fingerprints only, so that their number does not matter for memory. */
public final class SpilledSightings implements Aside, AutoCloseable {

    private final Path file;
    private final DataOutputStream out;
    private long count;

    public SpilledSightings(Path file) {
        this.file = file;
        try {
            this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void put(Waiting waiting) {
        try {
            out.writeUTF(waiting.table().text());
            out.writeUTF(waiting.column());
            write(waiting.recorded().values());
            write(waiting.recorded().names());
            write(waiting.words());
            out.writeInt(waiting.sightings().size());
            for (Sighting sighting : waiting.sightings()) {
                out.writeLong(sighting.print());
                write(sighting.words());
                out.writeByte(sighting.shape().ordinal());
                out.writeByte(sighting.kind().ordinal());
                out.writeBoolean(sighting.reserved());
                out.writeBoolean(sighting.plainCase());
            }
            count++;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void forEach(Consumer<Waiting> reader) {
        try {
            out.flush();
            try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
                for (long i = 0; i < count; i++) {
                    reader.accept(new Waiting(
                            TableId.of(in.readUTF()),
                            in.readUTF(),
                            new Recorded(longs(in), longs(in)),
                            longs(in),
                            sightings(in)));
                }
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static List<Sighting> sightings(DataInputStream in) throws IOException {
        int size = in.readInt();
        List<Sighting> sightings = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            sightings.add(new Sighting(
                    in.readLong(),
                    longs(in),
                    Shape.values()[in.readByte()],
                    Kind.values()[in.readByte()],
                    in.readBoolean(),
                    in.readBoolean()));
        }
        return sightings;
    }

    private void write(long[] values) throws IOException {
        out.writeInt(values.length);
        for (long value : values) {
            out.writeLong(value);
        }
    }

    private static long[] longs(DataInputStream in) throws IOException {
        long[] values = new long[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readLong();
        }
        return values;
    }

    @Override
    public void close() {
        try {
            out.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private ValidatorException failed(IOException e) {
        return new ValidatorException(
                ValidatorCode.STAGING,
                "the scratch file of the leak scan: " + e.getClass().getSimpleName(),
                e);
    }
}
