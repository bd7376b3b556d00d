package dev.datamig.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who uses a folder needs nothing of Amazon's. */
class LazyS3Test {

    @Test
    void opensAFolderWithoutTheSdkOnTheClassPath(@TempDir Path folder) throws Exception {
        URL staging = StagingArea.class.getProtectionDomain().getCodeSource().getLocation();
        URL contracts = dev.datamig.contracts.RunId.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
        try (var bare = new URLClassLoader(new URL[] {staging, contracts}, ClassLoader.getPlatformClassLoader())) {
            Class<?> type = bare.loadClass(StagingArea.class.getName());
            Object area = type.getMethod("open", String.class).invoke(null, folder.toString());
            type.getMethod("put", String.class, byte[].class).invoke(area, "a/b", new byte[] {1});

            assertThat(folder.resolve("a/b")).exists();
            assertThatThrownBy(() -> bare.loadClass("software.amazon.awssdk.services.s3.S3Client"))
                    .isInstanceOf(ClassNotFoundException.class);
        }
    }
}
