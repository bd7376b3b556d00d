package dev.datamig.validator.check;

import com.fasterxml.jackson.core.JsonParser;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.schema.ColumnSchema;
import java.io.IOException;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Whether a text has the form that PostgreSQL's input function of a type accepts, as far as a form can be told without the
 * database; a type that is not listed accepts everything.
 */
final class TextSyntax {

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}");
    private static final Pattern NUMERIC =
            Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?|NaN|[+-]?Infinity");
    private static final Pattern MONEY = Pattern.compile("[-(]?\\D{0,3}[\\d.,' ]+\\D{0,4}\\)?");
    private static final Pattern TIME =
            Pattern.compile("\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,6})?)?(?:[+-]\\d{2}(?::\\d{2}){0,2})?");
    private static final Pattern IPV4 = Pattern.compile("(?:\\d{1,3}\\.){3}\\d{1,3}(?:/\\d{1,2})?");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*(?:/\\d{1,3})?");
    private static final Pattern MAC = Pattern.compile("(?:[0-9a-fA-F]{2}[:-]){5,7}[0-9a-fA-F]{2}");
    private static final Pattern BITS = Pattern.compile("[01]*");
    private static final Pattern RANGE = Pattern.compile("empty|[\\[(].*,.*[\\])]", Pattern.DOTALL);
    private static final Pattern MULTIRANGE = Pattern.compile("\\{.*}", Pattern.DOTALL);
    private static final Pattern ARRAY = Pattern.compile("(?:(?:\\[-?\\d+:-?\\d+])+=)?\\{.*}", Pattern.DOTALL);
    private static final Pattern INTERVAL = Pattern.compile("[-+ .:\\da-z]+|-?infinity");
    private static final Pattern POINT = Pattern.compile("\\(.+,.+\\)");

    private TextSyntax() {}

    static Predicate<String> of(ColumnSchema column) {
        String type = column.baseType();
        if (type.startsWith("_")) {
            return matches(ARRAY);
        }
        return switch (type) {
            case "uuid" -> text -> plainUuid(text) || UUID.matcher(text).matches();
            case "numeric" -> text -> plainNumber(text) || NUMERIC.matcher(text).matches();
            case "money" -> matches(MONEY);
            case "json", "jsonb", "neo4j:any" -> TextSyntax::isJson;
            case "time", "timetz" -> matches(TIME);
            case "inet", "cidr" ->
                text -> IPV4.matcher(text).matches() || IPV6.matcher(text).matches();
            case "macaddr", "macaddr8" -> matches(MAC);
            case "bit", "varbit" -> matches(BITS);
            case "interval" -> matches(INTERVAL);
            case "point" -> matches(POINT);
            case "int4range", "int8range", "numrange", "daterange", "tsrange", "tstzrange" -> matches(RANGE);
            case "int4multirange",
                    "int8multirange",
                    "nummultirange",
                    "datemultirange",
                    "tsmultirange",
                    "tstzmultirange" -> matches(MULTIRANGE);
            default -> text -> text.indexOf('\0') < 0;
        };
    }

    /** As PostgreSQL writes it: nearly all of them. */
    private static boolean plainUuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    /** Digits with a point between them. */
    private static boolean plainNumber(String text) {
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && i > 0 && i + 1 < text.length()) {
                points++;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return points <= 1 && !text.isEmpty();
    }

    private static Predicate<String> matches(Pattern pattern) {
        return text -> pattern.matcher(text).matches();
    }

    private static boolean isJson(String text) {
        try (JsonParser parser = Json.mapper().getFactory().createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
