package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.classify.NameBook;
import dev.datamig.anonymizer.classify.NameTokens;
import dev.datamig.anonymizer.persona.CommonWords;
import dev.datamig.anonymizer.persona.NameFold;
import dev.datamig.anonymizer.redact.KnownCodes.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects codes. Not for several threads. */
public final class CodeCollector {

    private static final int SHORTEST_PART = 3;
    /** Accounts that are nobody's. */
    private static final Set<String> ROLES = Set.of(
            "admin",
            "administrator",
            "system",
            "sysadmin",
            "guest",
            "nobody",
            "postgres",
            "support",
            "helpdesk",
            "daemon",
            "service",
            "anonymous",
            "master",
            "public",
            "office",
            "webmaster",
            "migration",
            "scheduler",
            "import",
            "batch");

    private final Map<Kind, Hashes> codes = new EnumMap<>(Kind.class);
    private final int most;
    private int held;

    public CodeCollector() {
        this(Integer.MAX_VALUE / 2);
    }

    /** @param most how many different hashes are kept: the least, whatever order they come in */
    CodeCollector(int most) {
        this.most = most;
    }

    public void add(Kind kind, String code) {
        String bare = code.strip();
        boolean counts = KnownCodes.isCode(bare, 0, bare.length()) || kind == Kind.USER_NAME && isNoWord(bare);
        if (counts && isOne(bare)) {
            add(kind, KnownCodes.hash(bare, 0, bare.length()));
        }
        if (kind.written()) {
            written(kind, KnownWritings.digits(bare));
            written(kind, KnownWritings.phrase(bare));
        }
    }

    private void written(Kind kind, @Nullable String writing) {
        if (writing != null) {
            add(kind, KnownCodes.hash(writing, 0, writing.length()));
        }
    }

    /** Notes that somebody is called so; words as {@link NameFold} has them. */
    public void person(String foldedGiven, String foldedFamily) {
        add(Kind.PERSON, KnownCodes.hashOf(foldedGiven, foldedFamily));
    }

    /** Letters that are no word of a language or of a schema ({@code admin}) and nobody's name. */
    private static boolean isNoWord(String bare) {
        String folded = NameFold.of(bare);
        return folded.length() >= KnownCodes.SHORTEST_LOGIN
                && !CommonWords.has(folded)
                && !isCompound(folded)
                && !NameTokens.known(folded)
                && !NameBook.given(folded)
                && !NameBook.family(folded)
                && !ROLES.contains(folded);
    }

    /** {@code sunshine}. */
    private static boolean isCompound(String folded) {
        for (int i = SHORTEST_PART; i <= folded.length() - SHORTEST_PART; i++) {
            if (CommonWords.has(folded.substring(0, i)) && CommonWords.has(folded.substring(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOne(String bare) {
        for (int i = 0; i < bare.length(); i++) {
            if (!Character.isLetterOrDigit(bare.charAt(i)) && !KnownCodes.isSign(bare.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** @param hash as {@link #hashes} has it */
    public void add(Kind kind, long hash) {
        codes.computeIfAbsent(kind, any -> new Hashes()).add(hash);
        held++;
        if (held > 2 * most) {
            drop();
        }
    }

    /** Keeps the least hashes. */
    private void drop() {
        var all = new Hashes();
        codes.values().forEach(hashes -> all.add(hashes.different()));
        long[] least = all.different();
        long greatest = least[Math.min(most, least.length) - 1];
        held = 0;
        codes.replaceAll((kind, hashes) -> {
            long[] kept = Arrays.stream(hashes.different())
                    .takeWhile(hash -> hash <= greatest)
                    .toArray();
            held += kept.length;
            return Hashes.of(kept);
        });
    }

    /** Whether nothing was collected. */
    boolean isEmpty() {
        return codes.isEmpty();
    }

    /** What was collected of a kind, in order, none twice; after it nothing more can be added. */
    public long[] hashes(Kind kind) {
        if (held > most) {
            drop();
        }
        Hashes some = codes.remove(kind);
        return some == null ? new long[0] : some.different();
    }

    /** What was collected; a code that is in both is what the first one says. */
    static KnownCodes codes(CodeCollector first, CodeCollector second) {
        var all = new ArrayList<Map.Entry<Kind, long[]>>();
        for (CodeCollector one : List.of(first, second)) {
            for (Kind kind : Kind.values()) {
                all.add(Map.entry(kind, one.hashes(kind)));
            }
        }
        all.removeIf(each -> each.getValue().length == 0);
        int most = all.stream().mapToInt(each -> each.getValue().length).sum();
        if (most == 0) {
            return KnownCodes.NONE;
        }
        boolean logins = all.stream().anyMatch(each -> each.getKey() == Kind.USER_NAME);
        boolean writings = all.stream().anyMatch(each -> each.getKey().written());
        var table = new CodeTable(most);
        all.forEach(each -> {
            for (long hash : each.getValue()) {
                table.put(hash, each.getKey().ordinal());
            }
        });
        return new KnownCodes(table, logins, writings);
    }
}
