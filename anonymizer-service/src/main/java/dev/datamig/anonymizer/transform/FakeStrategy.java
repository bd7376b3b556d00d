package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.classify.ColumnShape;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.persona.CardFake;
import dev.datamig.anonymizer.persona.CompanyFake;
import dev.datamig.anonymizer.persona.Distinct;
import dev.datamig.anonymizer.persona.EmailFake;
import dev.datamig.anonymizer.persona.IbanFake;
import dev.datamig.anonymizer.persona.NameText;
import dev.datamig.anonymizer.persona.NameText.Part;
import dev.datamig.anonymizer.persona.NetworkFake;
import dev.datamig.anonymizer.persona.PersonNames;
import dev.datamig.anonymizer.persona.PhoneFake;
import dev.datamig.anonymizer.persona.SsnFake;
import dev.datamig.anonymizer.persona.StreetFake;
import dev.datamig.anonymizer.persona.UrlFake;
import dev.datamig.anonymizer.persona.UserNameFake;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An invented value of the same kind, from reserved ranges. */
public final class FakeStrategy implements Strategy {

    private static final String REVERSIBLE = "reversible";

    @Override
    public Definition definition() {
        return new Definition(
                "fake",
                "an invented value of the same kind from reserved ranges",
                List.of(
                        Parameter.choice(
                                "generator",
                                Arrays.stream(Generator.values())
                                        .map(Generator::text)
                                        .toList(),
                                "what to make; default: what the column's class says"),
                        Parameter.choice(
                                "reserved",
                                List.of("auto", "always"),
                                "always: ssn and phone from never-issued ranges even where the column is unique"),
                        Parameter.text(
                                "host",
                                "for e-mail: where all addresses are to be, for a column with a check on it; default:"
                                        + " reserved hosts"),
                        Parameter.choice(
                                REVERSIBLE,
                                List.of("no", "yes"),
                                "for e-mail and user name. yes: the key holder can turn the fakes back; they are longer"
                                        + " then")));
    }

    public static @Nullable Generator generator(Target target, Params params) {
        return params.text("generator")
                .flatMap(Generator::named)
                .orElseGet(() -> target.dataClass() == null ? null : Generator.of(target.dataClass()));
    }

    @Override
    public Set<Promise> promises() {
        return Set.of(Promise.HIDES_ORDER, Promise.OTHER_KEY);
    }

    @Override
    public List<String> problems(Target target, Params params) {
        Generator generator = generator(target, params);
        if (generator == null) {
            return List.of("fake needs a generator here: the column's class does not say which");
        }
        if (!fits(generator, target)) {
            return List.of("the generator " + generator.text() + " does not fit the column's type");
        }
        boolean tooNarrow = (generator == Generator.EMAIL || generator == Generator.USER_NAME)
                && target.domain().unique()
                && !(generator == Generator.EMAIL
                        ? EmailFake.roomFor(target.domain().maxLength())
                        : target.domain().maxLength() == 0 || target.domain().maxLength() >= 9);
        if (tooNarrow) {
            return List.of("the narrowest column of the domain "
                    + target.domain().name() + " is too short to keep fakes apart: use tokenize");
        }
        return target.unique() && !generator.injectiveWhenUnique()
                ? List.of("the column is unique and " + generator.text() + " does not keep values apart: use tokenize")
                : List.of();
    }

    private static boolean fits(Generator generator, Target target) {
        return switch (generator) {
            case PHOTO -> target.shape() == ColumnShape.BYTES || target.textual();
            case IP_ADDRESS -> target.shape() == ColumnShape.NETWORK || target.textual();
            case MAC_ADDRESS -> target.shape() == ColumnShape.MAC || target.textual();
            case PHONE, SSN, POSTAL_CODE, CARD_NUMBER -> target.textual() || target.shape() == ColumnShape.WHOLE;
            default -> target.textual();
        };
    }

    @Override
    public Mask mask(Target target, Params params, Tools tools) {
        Generator generator = generator(target, params);
        if (generator == null) {
            throw new IllegalStateException("a rule without generator passed its check");
        }
        if (generator == Generator.PHOTO) {
            return target.shape() == ColumnShape.BYTES
                    ? (cell, row) -> SmallPicture.PNG.clone()
                    : Cells.text(target.column(), value -> "photo.png");
        }
        if (partOfPlace(generator)) {
            return Cells.text(
                    target.column(),
                    PlaceParts.of(
                            target,
                            generator,
                            tools.key(),
                            tools.texts().sweep(target, false, Tools.SweptNames.SPOKEN)));
        }
        return Cells.text(target.column(), function(generator, target, params, tools));
    }

    private static UnaryOperator<String> function(Generator generator, Target target, Params params, Tools tools) {
        MaskingKey key = tools.key();
        Domain domain = target.domain();
        boolean permuted = domain.unique() && !params.is("reserved", "always");
        return switch (generator) {
            case GIVEN_NAME -> names(target, tools, Part.GIVEN);
            case MIDDLE_NAME, FAMILY_NAME -> names(target, tools, Part.FAMILY);
            case FULL_NAME -> names(target, tools, Part.STAYS);
            case INITIALS -> value -> initials(value, tools.names());
            case EMAIL -> email(key, tools.names(), domain, params);
            case USER_NAME ->
                new UserNameFake(
                        key,
                        domain.name(),
                        tools.names(),
                        tools.email(),
                        domain.maxLength(),
                        reversible(params),
                        domain.caseless());
            case PHONE -> new Misplaced(key, domain.name()).amongPhones(new PhoneFake(key, domain.name(), permuted));
            case STREET -> distinct(target, key, new StreetFake(key, domain.name()));
            case ADDRESS_LINE -> new StreetFake(key, domain.name());
            case ADDRESS -> distinct(target, key, new AddressText(key, domain.name()));
            case COMPANY -> distinct(target, key, new CompanyFake(key, domain.name()));
            case URL -> new UrlFake(key, domain.name(), domain.unique(), domain.maxLength());
            case SSN -> new SsnFake(key, domain.name(), permuted, domain.caseless());
            case IP_ADDRESS -> NetworkFake.ip(key, domain.name(), domain.unique());
            case MAC_ADDRESS -> NetworkFake.mac(key, domain.name());
            case CARD_NUMBER -> new CardFake(key, domain.name());
            case IBAN -> new IbanFake(key, domain.name());
            case CITY, STATE, POSTAL_CODE, PHOTO -> throw new IllegalStateException("made from the row, not the value");
        };
    }

    /** The function of addresses in a domain, as a rule's parameters want it. */
    public static EmailFake email(MaskingKey key, PersonNames names, Domain domain, Params params) {
        return new EmailFake(
                key,
                domain.name(),
                names,
                domain.maxLength(),
                params.text("host").orElse(null),
                reversible(params),
                domain.caseless());
    }

    /** Whether fakes of addresses and user names can be turned back. */
    public static boolean reversible(Params params) {
        return params.is(REVERSIBLE, "yes");
    }

    /** Names of a domain of their own do not mix with those of the default one. */
    private static UnaryOperator<String> names(Target target, Tools tools, Part part) {
        String domain = target.domain().name();
        boolean own = Arrays.stream(Generator.values())
                .noneMatch(generator -> generator.domain().equals(domain));
        PersonNames names =
                own ? new PersonNames(tools.key(), domain + "/givenName", domain + "/familyName") : tools.names();
        UnaryOperator<String> spoken = value -> NameText.replace(
                value,
                part == Part.STAYS ? NameText.words(value) : NameText.allAs(value, part),
                names::given,
                names::family);
        return distinct(target, tools.key(), new Misplaced(tools.key(), domain).amongNames(spoken));
    }

    private static UnaryOperator<String> distinct(Target target, MaskingKey key, UnaryOperator<String> fakes) {
        return target.unique()
                ? new Distinct(key, target.domain().name(), target.domain().maxLength()).of(fakes)
                : fakes;
    }

    private static String initials(String value, PersonNames names) {
        var out = new StringBuilder(value);
        for (int i = 0; i < out.length(); i++) {
            out.setCharAt(i, names.initial(out.charAt(i)));
        }
        return out.toString();
    }

    @Override
    public Proof proof(Target target, Params params) {
        Generator generator = generator(target, params);
        if (generator == null) {
            return Proof.CELL;
        }
        return generator.proof();
    }

    @Override
    public boolean injective(Target target, Params params) {
        Generator generator = generator(target, params);
        return generator != null && generator.injectiveWhenUnique();
    }

    @Override
    public boolean permutes(Target target, Params params) {
        Generator generator = generator(target, params);
        return (generator == Generator.PHONE || generator == Generator.SSN)
                && target.domain().unique()
                && !params.is("reserved", "always");
    }

    @Override
    public Optional<Several> several(Target target, Params params) {
        return Optional.ofNullable(
                switch (generator(target, params)) {
                    case EMAIL -> Several.ADDRESSES;
                    case USER_NAME -> Several.LOGINS;
                    case PHONE -> Several.PHONES;
                    case SSN -> Several.codes(target.domain());
                    case null, default -> null;
                });
    }

    /** Parts of addresses follow the row's address. */
    @Override
    public boolean byValue(Target target, Params params) {
        return !partOfPlace(generator(target, params));
    }

    @Override
    public List<String> looksAt(Target target, Params params) {
        return partOfPlace(generator(target, params)) ? PlaceParts.columns(target) : List.of();
    }

    private static boolean partOfPlace(@Nullable Generator generator) {
        return generator == Generator.CITY || generator == Generator.STATE || generator == Generator.POSTAL_CODE;
    }
}
