package dev.sidelight.emulator.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** A folder that stands for S3: the object {@code path/app.env} of a bucket is its file {@code bucket/path/app.env}. */
public record S3Folder(Path root) {
    private static final String BEFORE_BUCKET = ":::";

    public static S3Folder in(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new IOException(root + ": no such folder: give one with a folder for each bucket");
        }
        return new S3Folder(root);
    }

    /** Absent when there is no such file, or it is no UTF-8. */
    Optional<EnvironmentFile> environmentFile(String arn) {
        try {
            Path within = root.toAbsolutePath().normalize();
            Path file = within.resolve(object(arn)).normalize();
            return file.startsWith(within) ? Optional.of(EnvironmentFile.of(Files.readString(file))) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    static String bucket(String arn) {
        String object = object(arn);
        return object.substring(0, object.indexOf('/'));
    }

    static String key(String arn) {
        String object = object(arn);
        return object.substring(object.indexOf('/') + 1);
    }

    /** Such as {@code bucket/path/app.env}. */
    static String object(String arn) {
        return arn.substring(arn.indexOf(BEFORE_BUCKET) + BEFORE_BUCKET.length());
    }
}
