package dev.datamig.sandbox.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL refuses to run as root. Where the launcher is root, its programs run in a user namespace of their own, in which
 * they are nobody in particular; where the kernel does not allow that, as the system's {@code nobody}, who then owns the data.
 */
enum PostgresAccount {
    /** The launcher's own account is good. */
    SELF(List.of()),
    NAMESPACE(List.of("unshare", "--user")),
    NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));

    private final List<String> prefix;

    PostgresAccount(List<String> prefix) {
        this.prefix = prefix;
    }

    /** What comes before a command so that it runs under this account. */
    List<String> prefix() {
        return prefix;
    }

    /** @throws ServerStartException when the launcher is root and neither way works */
    static PostgresAccount choose() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return SELF;
        }
        for (PostgresAccount account : List.of(NAMESPACE, NOBODY)) {
            if (account.works()) {
                return account;
            }
        }
        throw new ServerStartException(
                "PostgreSQL does not run as root, and neither `unshare --user` nor `setpriv` works"
                        + " here: start as an ordinary user");
    }

    /** Gives the data folder to the account that the server runs as. */
    void own(Path data) throws IOException {
        if (this == NOBODY) {
            Files.setAttribute(data, "unix:uid", 65534);
            Files.setAttribute(data, "unix:gid", 65534);
        }
    }

    private boolean works() {
        try {
            var command = new java.util.ArrayList<>(prefix);
            command.add("true");
            Process tried =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return tried.waitFor(10, TimeUnit.SECONDS) && tried.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
