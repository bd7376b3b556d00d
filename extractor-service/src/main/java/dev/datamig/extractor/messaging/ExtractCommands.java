package dev.datamig.extractor.messaging;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.command.ExtractCommand;
import dev.datamig.contracts.command.ExtractCommand.AnalyzeStores;
import dev.datamig.contracts.command.ExtractCommand.ExplainRow;
import dev.datamig.contracts.command.ExtractCommand.ExtractDistrict;
import dev.datamig.contracts.command.ExtractCommand.HelpToRead;
import dev.datamig.contracts.command.ExtractCommand.ListDistricts;
import dev.datamig.contracts.command.ExtractCommand.RankDistricts;
import dev.datamig.contracts.command.ExtractCommand.SampleStores;
import dev.datamig.extractor.ExtractFlow;
import dev.datamig.extractor.HelpFlow;
import dev.datamig.extractor.Rehearsal;
import dev.datamig.extractor.RequestFlow;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The door for orders to the extractor. A message that is no command goes to the dead letters. */
@ApplicationScoped
public class ExtractCommands {

    private final ExtractFlow extraction;
    private final RequestFlow requests;
    private final HelpFlow helping;
    private final Rehearsal rehearsal;

    public ExtractCommands(ExtractFlow extraction, RequestFlow requests, HelpFlow helping, Rehearsal rehearsal) {
        this.helping = helping;
        this.extraction = extraction;
        this.requests = requests;
        this.rehearsal = rehearsal;
    }

    @Incoming("extract-commands")
    @Blocking
    public void receive(String message) {
        switch (Json.read(message, ExtractCommand.class)) {
            case ExtractDistrict extract -> {
                rehearsal.end();
                extraction.extract(extract);
            }
            case ListDistricts list -> requests.list(list);
            case AnalyzeStores analyze -> requests.analyze(analyze);
            case RankDistricts rank -> requests.rank(rank);
            case SampleStores sample -> requests.sample(sample);
            case HelpToRead call -> helping.help(call);
            case ExplainRow explain -> requests.explain(explain);
        }
    }
}
