package dev.datamig.extractor;

import dev.datamig.contracts.District;
import dev.datamig.contracts.command.ExtractCommand.AnalyzeStores;
import dev.datamig.contracts.command.ExtractCommand.ExplainRow;
import dev.datamig.contracts.command.ExtractCommand.ListDistricts;
import dev.datamig.contracts.command.ExtractCommand.RankDistricts;
import dev.datamig.contracts.command.ExtractCommand.SampleStores;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.extractor.territory.Expedition;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Answers requests that belong to no run: each opens the sources it needs, reads, answers, and closes them. */
@ApplicationScoped
public class RequestFlow {

    private static final Logger LOG = Logger.getLogger(RequestFlow.class);

    private final Surroundings surroundings;
    private final Announcements announcements;

    public RequestFlow(Surroundings surroundings, Announcements announcements) {
        this.surroundings = surroundings;
        this.announcements = announcements;
    }

    public void list(ListDistricts request) {
        answer(request.requestId(), expedition -> {
            List<District> districts = new DistrictList(surroundings.landscape()).read(expedition);
            return new Outcome.DistrictsListed(request.requestId(), districts);
        });
    }

    public void analyze(AnalyzeStores request) {
        answer(request.requestId(), expedition -> new AnalysisFlow(surroundings).analyze(request, expedition));
    }

    public void rank(RankDistricts request) {
        answer(request.requestId(), expedition -> new SelectionFlow(surroundings).rank(request, expedition));
    }

    public void sample(SampleStores request) {
        answer(request.requestId(), expedition -> new SampleFlow(surroundings).sample(request, expedition));
    }

    public void explain(ExplainRow request) {
        answer(request.requestId(), expedition -> new ExplainFlow().explain(request, expedition));
    }

    private void answer(String requestId, Function<Expedition, Outcome> work) {
        Outcome outcome;
        try (Expedition expedition = surroundings.expedition()) {
            outcome = work.apply(expedition);
        } catch (RuntimeException e) {
            outcome = new Outcome.RequestFailed(requestId, ExtractFlow.failure(e));
            LOG.errorf(
                    e instanceof ExtractionException ? null : e,
                    "request %s: %s",
                    requestId,
                    ExtractFlow.failure(e).message());
        }
        announcements.outcome(outcome);
    }
}
