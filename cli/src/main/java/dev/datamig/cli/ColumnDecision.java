package dev.datamig.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What is to become of columns, as the command line has it: {@code ids:public.person(nick)=fake,generator=givenName}.
 *
 * @param rule as a rules file has it
 */
record ColumnDecision(Map<String, Object> rule) {

    static final class Reader implements ITypeConverter<ColumnDecision> {
        @Override
        public ColumnDecision convert(String text) {
            int end = text.lastIndexOf(")=");
            if (end < 0) {
                throw new TypeConversionException(
                        "write store:schema.table(column)=strategy, and behind it ,parameter=value where the strategy"
                                + " has some");
            }
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("columns", List.of(text.substring(0, end + 1)));
            String[] parts = text.substring(end + 2).split(",");
            rule.put("strategy", parts[0].strip());
            for (int i = 1; i < parts.length; i++) {
                int equals = parts[i].indexOf('=');
                if (equals < 1) {
                    throw new TypeConversionException("a parameter is written name=value");
                }
                rule.put(
                        parts[i].substring(0, equals).strip(),
                        parts[i].substring(equals + 1).strip());
            }
            return new ColumnDecision(rule);
        }
    }
}
