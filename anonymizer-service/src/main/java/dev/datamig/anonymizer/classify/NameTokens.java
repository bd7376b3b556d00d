package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.persona.NameFold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The words of a column's or table's name: {@code homePhone2}, {@code HOME_PHONE} and {@code "Home Phone"} are {@code home phone}. */
public final class NameTokens {

    /** Abbreviations and words written as one that stand for several. */
    private static final Map<String, List<String>> SPELLED = Map.ofEntries(
            Map.entry("firstname", List.of("first", "name")),
            Map.entry("lastname", List.of("last", "name")),
            Map.entry("middlename", List.of("middle", "name")),
            Map.entry("fullname", List.of("full", "name")),
            Map.entry("givenname", List.of("given", "name")),
            Map.entry("familyname", List.of("family", "name")),
            Map.entry("displayname", List.of("display", "name")),
            Map.entry("nickname", List.of("nick", "name")),
            Map.entry("username", List.of("user", "name")),
            Map.entry("fname", List.of("first", "name")),
            Map.entry("lname", List.of("last", "name")),
            Map.entry("mname", List.of("middle", "name")),
            Map.entry("birthdate", List.of("birth", "date")),
            Map.entry("birthday", List.of("birth", "date")),
            Map.entry("dateofbirth", List.of("birth", "date")),
            Map.entry("birthplace", List.of("birth", "place")),
            Map.entry("zipcode", List.of("zip", "code")),
            Map.entry("postalcode", List.of("postal", "code")),
            Map.entry("postcode", List.of("postal", "code")),
            Map.entry("phonenumber", List.of("phone", "number")),
            Map.entry("emailaddress", List.of("email", "address")),
            Map.entry("streetaddress", List.of("street", "address")),
            Map.entry("ipaddress", List.of("ip", "address")),
            Map.entry("macaddress", List.of("mac", "address")),
            Map.entry("studentid", List.of("student", "id")),
            Map.entry("studentnumber", List.of("student", "number")),
            Map.entry("addr", List.of("address")),
            Map.entry("tel", List.of("phone")),
            Map.entry("telephone", List.of("phone")),
            Map.entry("mail", List.of("email")),
            Map.entry("nr", List.of("number")),
            Map.entry("num", List.of("number")),
            Map.entry("no", List.of("number")),
            Map.entry("pwd", List.of("password")),
            Map.entry("passwd", List.of("password")),
            Map.entry("notes", List.of("note")),
            Map.entry("comments", List.of("comment")),
            Map.entry("remarks", List.of("remark")),
            Map.entry("messages", List.of("message")));

    private NameTokens() {}

    /** The words in lower case without accents, digits dropped. */
    public static List<String> of(String name) {
        String apart =
                name.replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})", "_").replaceAll("(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})", "_");
        var out = new ArrayList<String>();
        for (String piece : apart.split("[^\\p{L}]+")) {
            String word = NameFold.of(piece);
            if (!word.isEmpty()) {
                out.addAll(SPELLED.getOrDefault(word, List.of(word)));
            }
        }
        return out;
    }
}
