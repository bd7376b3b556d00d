package dev.datamig.extractor.analysis.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.extractor.analysis.OrderPlan;
import dev.datamig.extractor.analysis.SchemaAnalysis;
import dev.datamig.extractor.analysis.Shapes;
import dev.datamig.extractor.analysis.shape.StoreShape;
import dev.datamig.extractor.analysis.shape.TableShape;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class SvgPictureTest {

    private static final long SEED = System.nanoTime();

    private static List<TableShape> tables(int count) {
        System.getLogger("seeds").log(System.Logger.Level.INFO, "seed {0}", Long.toString(SEED));
        Random random = new Random(SEED);
        List<TableShape> tables = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<TableShape.ForeignKeyShape> keys = new ArrayList<>();
            for (int k = 0; k < random.nextInt(4); k++) {
                keys.add(Shapes.foreignKey("fk" + i + "_" + k, "c", "<t & \"" + random.nextInt(count) + "\">", false));
            }
            tables.add(Shapes.table("<t & \"" + i + "\">", i, keys, "id int4", "c int4?"));
        }
        return tables;
    }

    private static SchemaAnalysis analysis(List<TableShape> tables) {
        List<Reference> references = Shapes.references(tables);
        StoreShape store = new StoreShape(
                "s",
                StoreKind.POSTGRESQL,
                "PostgreSQL",
                "UTF8",
                false,
                tables,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        return new SchemaAnalysis(
                1,
                Instant.EPOCH,
                "test",
                false,
                List.of(store),
                references,
                new OrderPlan(tables, references).order(),
                List.of(),
                List.of(),
                List.of());
    }

    @Test
    void isWellFormedWhateverTablesAreCalled() throws Exception {
        String svg = new SvgPicture(analysis(tables(30))).svg();

        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagName("rect").getLength()).isGreaterThan(10);
    }

    @Test
    void boxesDoNotOverlap() {
        SchemaAnalysis analysis = analysis(tables(50));
        PanelPlan plan = new PanelPlan(analysis, analysis.stores().get(0));
        List<Box> boxes = new Layout(plan.boxes(), plan.arrows()).boxes();

        for (Box one : boxes) {
            for (Box other : boxes) {
                boolean apart = one == other
                        || one.x + one.width <= other.x
                        || other.x + other.width <= one.x
                        || one.y + one.height <= other.y + 0.01
                        || other.y + other.height <= one.y + 0.01;
                assertThat(apart)
                        .as("seed %d: %s and %s", SEED, one.id, other.id)
                        .isTrue();
            }
        }
    }

    @Test
    void parentsStandLeftOfTheirChildrenExceptWhereACycleIsBroken() {
        SchemaAnalysis analysis = analysis(tables(50));
        PanelPlan plan = new PanelPlan(analysis, analysis.stores().get(0));
        Layout layout = new Layout(plan.boxes(), plan.arrows());

        layout.routes()
                .forEach((arrow, route) -> assertThat(
                                route.getLast().layer < route.getFirst().layer || arrow.look() == Arrow.Look.BROKEN)
                        .as("seed %d: %s", SEED, arrow)
                        .isTrue());
    }

    @Test
    void aLargeSchemaStaysAPictureThatCanBeLookedAt() {
        SchemaAnalysis analysis = analysis(tables(1500));
        PanelPlan plan = new PanelPlan(analysis, analysis.stores().get(0));

        assertThat(plan.boxes()).hasSizeLessThanOrEqualTo(140);
        assertThat(plan.hidden()).isPositive();
        assertThat(new SvgPicture(analysis).svg()).contains("more tables with fewer references");
    }
}
