package dev.sidelight.agent.prometheus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One format of an exposition in bytes, read-only.
 *
 * @param zipped the same in gzip, made when first asked for
 */
public record Page(String contentType, ByteBuffer bytes, Supplier<ByteBuffer> zipped) {

    static Page of(String contentType, byte[] bytes) {
        return new Page(contentType, ByteBuffer.wrap(bytes).asReadOnlyBuffer(), new Zipped(bytes));
    }

    /** Compresses once; two threads that ask at the same moment may both do it, to the same bytes. */
    private static final class Zipped implements Supplier<ByteBuffer> {

        private final byte[] plain;
        private volatile @Nullable ByteBuffer zipped;

        Zipped(byte[] plain) {
            this.plain = plain;
        }

        @Override
        public ByteBuffer get() {
            ByteBuffer made = zipped;
            if (made == null) {
                made = ByteBuffer.wrap(zip(plain)).asReadOnlyBuffer();
                zipped = made;
            }
            return made;
        }

        private static byte[] zip(byte[] plain) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4);
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(plain);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.toByteArray();
        }
    }
}
