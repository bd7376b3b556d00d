package dev.datamig.cli;

import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.transform.Reversal;
import dev.datamig.contracts.RunId;
import dev.datamig.staging.key.KeyText;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "detokenize",
        description = "Turn tokens, fake e-mail addresses and user names of a run's column back into originals, for"
                + " the holder of the masking key (DATAMIG_MASKING_KEY, DATAMIG_MASKING_KEY_FILE, or the key of the stack"
                + " that runs here). Fakes are read from the standard input, one a line. Noted in the run's audit trail"
                + " first, with the reason.")
final class DetokenizeCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    CoordinatorOptions options = new CoordinatorOptions();

    @Parameters(index = "0", paramLabel = "RUN", description = "the run's id")
    String run = "";

    @Parameters(index = "1", paramLabel = "COLUMN", description = "store:schema.table(column)")
    String column = "";

    @Mixin
    DisclosureOptions disclosure = new DisclosureOptions();

    DetokenizeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        MaskingKey key = key();
        RunTokens tokens = RunTokens.of(disclosure.location(surroundings), new RunId(run));
        tokens.requireKey(key);
        Reversal reversal = tokens.reversal(column, key);
        List<String> fakes = fakes();
        disclosure.note(
                surroundings.coordinator(options.url), run, "detokenize", " [" + fakes.size() + " of " + column + "]");
        return show(fakes, reversal);
    }

    private int show(List<String> fakes, Reversal reversal) {
        Terminal terminal = surroundings.terminal();
        int strange = 0;
        for (int i = 0; i < fakes.size(); i++) {
            Optional<String> original = reversal.original(fakes.get(i));
            terminal.line(original.orElse(""));
            if (original.isEmpty()) {
                strange++;
                terminal.message("line " + (i + 1) + " was not made under this key for this column");
            }
        }
        return strange == 0 ? ExitCode.OK.code() : ExitCode.FAILED.code();
    }

    private List<String> fakes() {
        var fakes = new ArrayList<String>();
        BufferedReader input = surroundings.input();
        input.lines().filter(line -> !line.isEmpty()).forEach(fakes::add);
        return fakes;
    }

    private MaskingKey key() {
        try {
            Optional<String> given =
                    Optional.ofNullable(surroundings.environment().apply("DATAMIG_MASKING_KEY"));
            Optional<String> file =
                    Optional.ofNullable(surroundings.environment().apply("DATAMIG_MASKING_KEY_FILE"));
            return new MaskingKey(KeyText.require(
                            "DATAMIG_MASKING_KEY", given, given.isPresent() || file.isPresent() ? file : local())
                    .bytes());
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** The key of the stack that runs here, or ran here last. */
    private Optional<String> local() {
        return Optional.of(surroundings.folder().keys().resolve("masking.key"))
                .filter(Files::isRegularFile)
                .map(Path::toString);
    }
}
