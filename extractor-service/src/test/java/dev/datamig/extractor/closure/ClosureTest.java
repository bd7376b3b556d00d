package dev.datamig.extractor.closure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.extractor.rows.RowSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClosureTest {

    private static final TableId DISTRICT = TableId.of("s:district");
    private static final TableId SCHOOL = TableId.of("s:school");
    private static final TableId STUDENT = TableId.of("s:student");
    private static final TableId ENROLMENT = TableId.of("s:enrolment");
    private static final TableId COUNTRY = TableId.of("s:country");

    private final List<Link> links = new ArrayList<>();
    private final List<long[]> edges = new ArrayList<>();

    private Link reference(TableId from, TableId to, boolean followed, boolean entity) {
        Link link = new Link(
                links.size(), Link.Kind.REFERENCE, from, to, from.name() + "_" + to.name(), followed, true, entity);
        links.add(link);
        return link;
    }

    private void refers(Link link, long child, long parent) {
        edges.add(new long[] {link.id(), child, parent});
    }

    private List<RowSet> travel(List<Journey> journeys) {
        return journeys.stream()
                .map(journey -> {
                    RowSet ends = new RowSet();
                    for (long[] edge : edges) {
                        boolean forward = journey.move().forward();
                        if (edge[0] == journey.move().link().id()
                                && journey.rows().contains(forward ? edge[1] : edge[2])) {
                            ends.add(forward ? edge[2] : edge[1]);
                        }
                    }
                    return ends;
                })
                .toList();
    }

    private Subset subset(Set<TableId> adopted) {
        RowSets chosen = new RowSets();
        chosen.add(DISTRICT, RowSet.of(1));
        RowSets others = new RowSets();
        others.add(DISTRICT, RowSet.of(2));
        return Closure.of(new ClosurePlan(links, adopted), new Roots(chosen, others), this::travel);
    }

    private void twoSchoolsShareAStudent() {
        Link school = reference(SCHOOL, DISTRICT, true, false);
        Link student = reference(ENROLMENT, STUDENT, true, false);
        Link place = reference(ENROLMENT, SCHOOL, true, false);
        Link country = reference(STUDENT, COUNTRY, true, false);
        refers(school, 10, 1);
        refers(school, 20, 2);
        refers(place, 100, 10);
        refers(student, 100, 1000);
        refers(place, 200, 20);
        refers(student, 200, 1000);
        refers(place, 201, 20);
        refers(student, 201, 1001);
        refers(country, 1000, 7);
    }

    @Test
    void ownsWhatHangsOnTheRootAndNeedsWhatThatRefersTo() {
        twoSchoolsShareAStudent();

        Subset subset = subset(Set.of());

        assertThat(subset.owned().of(ENROLMENT)).isEqualTo(RowSet.of(100));
        assertThat(subset.owned().of(STUDENT)).isEqualTo(new RowSet());
        assertThat(subset.reference().of(STUDENT)).isEqualTo(RowSet.of(1000));
        assertThat(subset.reference().of(COUNTRY)).isEqualTo(RowSet.of(7));
    }

    @Test
    void adoptsAStudentButNotTheOtherDistrictsEnrolment() {
        twoSchoolsShareAStudent();

        Subset subset = subset(Set.of(STUDENT));

        assertThat(subset.owned().of(STUDENT)).isEqualTo(RowSet.of(1000));
        assertThat(subset.owned().of(ENROLMENT)).isEqualTo(RowSet.of(100));
        assertThat(subset.reference().of(ENROLMENT)).isEqualTo(new RowSet());
    }

    @Test
    void takesTheParentThatAMemberIsOneWith() {
        Link organization = reference(SCHOOL, COUNTRY, true, true);
        Link school = reference(SCHOOL, DISTRICT, true, false);
        Link branch = reference(STUDENT, COUNTRY, true, false);
        refers(school, 10, 1);
        refers(organization, 10, 7);
        refers(branch, 1000, 7);

        Subset subset = subset(Set.of());

        assertThat(subset.owned().of(COUNTRY)).isEqualTo(RowSet.of(7));
        assertThat(subset.owned().of(STUDENT)).isEqualTo(RowSet.of(1000));
    }

    @Test
    void doesNotFollowToTheChildrenWhereTheLandscapeForbidsIt() {
        Link school = reference(SCHOOL, DISTRICT, false, false);
        refers(school, 10, 1);

        assertThat(subset(Set.of()).owned().tables()).containsExactly(DISTRICT);
    }

    @Test
    void tellsTheChainFromTheRoot() {
        twoSchoolsShareAStudent();
        ClosurePlan plan = new ClosurePlan(links, Set.of());
        RowSets roots = new RowSets();
        roots.add(DISTRICT, RowSet.of(1));

        List<Explanation.Step> chain = new Explanation(plan, this::travel).of(COUNTRY, 7, subset(Set.of()), roots);

        assertThat(chain)
                .extracting(Explanation.Step::because)
                .containsExactly("root", "school_district", "enrolment_school", "enrolment_student", "student_country");
        assertThat(new Explanation(plan, this::travel).of(COUNTRY, 8, subset(Set.of()), roots))
                .isEmpty();
    }
}
