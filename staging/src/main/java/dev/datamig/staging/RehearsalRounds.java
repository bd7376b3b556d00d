package dev.datamig.staging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Security;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Rounds of work with made-up rows, in a staging area of their own in a temporary folder, until the code of a service that has just started
 * is compiled or its first order comes ({@link #end}). Each begins with what the logins of database sessions cost.
 */
public final class RehearsalRounds {

    /** After these the hot methods are compiled. */
    private static final int ROUNDS = 12;

    private static final int HASHES = 4_096;
    /** An extraction logs in a dozen times at once; with fewer here the compiler would still be at it then. */
    private static final int LOGINS = 4;
    /**
     * The hashes for which a login asks before it takes one of them. Once their classes are there, what is compiled for that one is
     * not thrown away by the first login.
     */
    private static final List<String> HASHES_ASKED_FOR = List.of("1", "224", "256", "384", "512");

    private volatile boolean ended;

    /** What is done in each round. */
    @FunctionalInterface
    public interface Round {
        void pass() throws SQLException, GeneralSecurityException;
    }

    /** Makes the work, once. */
    @FunctionalInterface
    public interface Work {
        Round in(StagingArea area);
    }

    /** Runs something in the background, below everything else. */
    public static void inBackground(Runnable rehearsal) {
        Thread thread = Thread.ofPlatform().name("rehearsal").daemon(true).unstarted(rehearsal);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    /** No round is begun any more. */
    public void end() {
        ended = true;
    }

    /** Where the temporary folder is made as a rule. */
    public static Path usualParent() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /**
     * Goes through all rounds, unless they are ended, and leaves nothing behind.
     *
     * @param parent where the temporary folder is made
     * @return how long it took
     * @throws StagingException when files cannot be written
     */
    public Duration go(Path parent, Work work) throws IOException, GeneralSecurityException, SQLException {
        long start = System.nanoTime();
        Path folder = Files.createTempDirectory(parent, "datamig-rehearsal");
        try {
            meetHashes();
            Round round = work.in(StagingArea.open(folder.toString()));
            for (int i = 0; i < ROUNDS && !ended; i++) {
                for (int n = 0; n < LOGINS; n++) {
                    login("rehearsal".repeat(n + 1));
                }
                round.pass();
            }
        } finally {
            delete(folder);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** What a platform lacks a login goes without, too. */
    private static void meetHashes() throws GeneralSecurityException {
        Set<String> there = Security.getAlgorithms("SecretKeyFactory");
        for (String bits : HASHES_ASKED_FOR) {
            String derivation = "PBKDF2WITHHMACSHA" + bits;
            if (there.contains(derivation)) {
                SecretKeyFactory.getInstance(derivation);
                MessageDigest.getInstance("SHA-" + bits);
            }
        }
    }

    /** Many hashes of a few bytes (RFC 7677). What is compiled for passwords of one length is thrown away with the first of another. */
    private static void login(String password) throws GeneralSecurityException {
        byte[] salt = new byte[16];
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(password.toCharArray(), salt, HASHES, 256));
    }

    private static void delete(Path folder) throws IOException {
        List<Path> inside;
        try (Stream<Path> all = Files.walk(folder)) {
            inside = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : inside) {
            Files.deleteIfExists(path);
        }
    }
}
