package dev.datamig.extractor.analysis.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.extractor.analysis.Shapes;
import dev.datamig.extractor.analysis.shape.TableShape;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameMatchTest {

    @ParameterizedTest
    @CsvSource({
        "student_id,       student,          id,               TABLE_AND_KEY",
        "studentUid,       students,         uid,              TABLE_AND_KEY",
        "student_uid,      student,          id,               TABLE",
        "student_ids,      student,          id,               TABLE_AND_KEY",
        "homeAddressIDs,   addresses,        id,               ROLE_AND_TABLE",
        "idStudent,        student,          id,               TABLE_AND_KEY",
        "fk_student,       student,          id,               TABLE",
        "customer_id,      customer,         customer_id,      TABLE_AND_KEY",
        "AlbumId,          Album,            AlbumId,          TABLE_AND_KEY",
        "customerid,       customers,        customerid,       TABLE_AND_KEY",
        "home_address_id,  addresses,        id,               ROLE_AND_TABLE",
        "billtoaddressid,  address,          addressid,        ROLE_AND_TABLE",
        "territoryid,      salesterritory,   territoryid,      SAME_COLUMN",
        "category_id,      product_category, id,               TAIL",
        "country,          country,          code,             NOUN",
        "org_uid,          organization,     uid,              SHORT",
        "amount,           student,          id,               ",
        "id,               student,          id,               ",
        "name,             student,          id,               ",
        "paid,             student,          id,               ",
        "state,            student,          id,               ",
    })
    void readsNames(String column, String table, String key, NameMatch expected) {
        TableShape shape = Shapes.table(table, 10, List.of(), key + " int4");
        Key parent = new Key(shape, shape.columns(), Words.ofTable(table), true);

        assertThat(CandidateFinder.match(ColumnName.of(column), parent).orElse(null))
                .isEqualTo(expected);
    }
}
