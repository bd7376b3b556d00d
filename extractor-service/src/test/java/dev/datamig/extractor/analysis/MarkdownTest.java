package dev.datamig.extractor.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {

    @Test
    void showsANameInACellAsItIs() {
        assertThat(Markdown.plain("s.\"*a* | <b>_c_\n`d`\"")).isEqualTo("s.\"\\*a\\* \\| \\<b\\>\\_c\\_ \\`d\\`\"");
        assertThat(Markdown.plain("public.student")).isEqualTo("public.student");
    }

    @Test
    void fencesCodeWithMoreTicksThanItHas() {
        assertThat(Markdown.code("public.student_x")).isEqualTo("`public.student_x`");
        assertThat(Markdown.code("a``b`")).isEqualTo("``` a``b` ```");
        assertThat(Markdown.code("two\nlines")).isEqualTo("`two lines`");
    }
}
