package dev.datamig.sandbox.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackLockTest {

    @TempDir
    Path project;

    private StackFolder folder() {
        return new StackFolder(project, project.resolve(".datamig"));
    }

    @Test
    void oneStackHasAFolder() {
        try (StackLock lock = StackLock.take(folder())) {
            assertThat(lock.isLost()).isFalse();
            assertThat(StackLock.isTaken(folder())).isTrue();
            assertThatThrownBy(() -> StackLock.take(folder())).hasMessageContaining("running already");
        }
        assertThat(StackLock.isTaken(folder())).isFalse();
    }

    /** Else its supervisor would go on starting its services in the place of a new stack's. */
    @Test
    void aStackNoticesThatItsFolderWasRemoved() {
        try (StackLock lock = StackLock.take(folder())) {
            StackFolder.delete(folder().home());
            assertThat(lock.isLost()).isTrue();
            try (StackLock other = StackLock.take(folder())) {
                assertThat(lock.isLost()).isTrue();
                assertThat(other.isLost()).isFalse();
            }
        }
    }
}
