package dev.datamig.anonymizer.classify;

import static dev.datamig.anonymizer.classify.DataClass.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which words in a name mean what, in English, Spanish, French, German, Portuguese and Italian. The longest phrase that fits decides. */
final class Phrases {

    /** What a phrase needs of the column's type. */
    enum Needs {
        TEXT,
        DATE,
        NUMBER,
        TEXT_OR_NUMBER,
        ANY
    }

    /** Words in a row that mean a class. */
    record Phrase(DataClass dataClass, Needs needs, List<String> words) {}

    static final List<Phrase> ALL = build();

    private Phrases() {}

    private static List<Phrase> build() {
        var out = new ArrayList<Phrase>();
        add(
                out,
                GIVEN_NAME,
                Needs.TEXT,
                "first name, given name, nick name, preferred name, forename, forenames, christian name, "
                        + "nombre pila, primer nombre, prenom, vorname, rufname, nome proprio, preferred first name, legal first name, call name, known as");
        add(out, MIDDLE_NAME, Needs.TEXT, "middle name, middle names, second name, segundo nombre, zweiter vorname");
        add(
                out,
                FAMILY_NAME,
                Needs.TEXT,
                "last name, family name, surname, surnames, maiden name, apellido, apellidos, primer apellido, "
                        + "segundo apellido, nom famille, nachname, familienname, sobrenome, cognome, birth name, former name, name suffix last");
        add(
                out,
                FULL_NAME,
                Needs.TEXT,
                "full name, display name, nombre completo, nom complet, student name, person name, teacher name, staff name, "
                        + "guardian name, parent name, mother name, father name, contact name, employee name, customer name, patient name, user full name, "
                        + "account holder, card holder, cardholder, cardholder name, holder name, author name, signed by, signature, emergency contact, doctor name, physician name, "
                        + "physician, counselor name, advisor name, principal name, owner name, recipient name, sender name, child name, sibling name, spouse name, legal name, name on card, "
                        + "approved by name, created by name, reported by name, member name, actor name, sort name, formatted name, name line, homeroom teacher, superintendent");
        add(out, INITIALS, Needs.TEXT, "initials, middle initial");
        add(
                out,
                EMAIL,
                Needs.TEXT,
                "email, e mail, email address, correo, correo electronico, courriel, indirizzo email, mail address");
        add(
                out,
                PHONE,
                Needs.TEXT_OR_NUMBER,
                "phone, phone number, mobile, mobile number, cell, cell phone, cellphone, fax, fax number, telefono, telefon, telefone, movil, handy, "
                        + "rufnummer, portable, contact number, sms number, pager, whatsapp");
        add(
                out,
                STREET_ADDRESS,
                Needs.TEXT,
                "street, street address, address line, address, home address, mailing address, street name, calle, direccion, rue, adresse, strasse, "
                        + "anschrift, endereco, indirizzo, domicilio, via, house number, street number, hausnummer, line one");
        add(out, ADDRESS_LINE, Needs.TEXT, "apartment, apt, unit number, suite");
        add(out, ADDRESS, Needs.TEXT, "full address, complete address, formatted address, address text, address full");
        add(
                out,
                CITY,
                Needs.TEXT,
                "city, town, ciudad, ville, stadt, ort, wohnort, cidade, citta, municipality, locality");
        add(out, STATE, Needs.TEXT, "state, province, state code, bundesland, region code, state province");
        add(
                out,
                POSTAL_CODE,
                Needs.TEXT_OR_NUMBER,
                "zip, zip code, postal code, plz, postleitzahl, codigo postal, code postal, cep, cap");
        add(
                out,
                GEO_POSITION,
                Needs.ANY,
                "latitude, longitude, lat, lon, lng, geo, geo point, coordinates, gps, geolocation, position gps, location point");
        add(
                out,
                URL,
                Needs.TEXT,
                "homepage, personal url, profile url, website, web site, linkedin, twitter, facebook, instagram, avatar url, photo url, picture url, image url");
        add(
                out,
                BIRTH_DATE,
                Needs.DATE,
                "birth date, date birth, date of birth, dob, born, born on, fecha nacimiento, date naissance, geburtsdatum, geburtstag, "
                        + "data nascimento, data nascita, birth");
        add(
                out,
                BIRTH_DATE,
                Needs.TEXT,
                "birth date, date birth, date of birth, dob, fecha nacimiento, date naissance, geburtsdatum, data nascimento, data nascita");
        add(
                out,
                BIRTH_PLACE,
                Needs.TEXT,
                "birth place, place birth, place of birth, birth city, birth town, lugar nacimiento, lieu naissance, geburtsort, city of birth, birth location");
        add(out, AGE, Needs.ANY, "birth year, year birth, year of birth");
        add(
                out,
                NATIONAL_ID,
                Needs.TEXT_OR_NUMBER,
                "ssn, social security, social security number, national id, national id number, national identifier, tax id, tax number, nino, "
                        + "sin, dni, nif, curp, cpf, nir, steuer id, steuernummer, codice fiscale, personal id number, personnummer, itin, tin, ssn last, last four ssn");
        add(
                out,
                STUDENT_NUMBER,
                Needs.TEXT_OR_NUMBER,
                "student number, student code, state student id, student local id, local student id, state id number, sis id, sis number, pupil number, upn, ssid, "
                        + "suid, matricula, matrikelnummer, student identifier, lasid, sasid, roll number, enrollment number, lunch number, lunch pin, library card");
        add(
                out,
                STAFF_NUMBER,
                Needs.TEXT_OR_NUMBER,
                "staff number, employee number, employee code, personnel number, teacher number, staff code, badge, badge number, "
                        + "personalnummer, payroll number, staff identifier, employee identifier, national id number");
        add(
                out,
                DOCUMENT_NUMBER,
                Needs.TEXT_OR_NUMBER,
                "passport, passport number, driver license, drivers license, driver licence, license number, licence number, licence, insurance number, policy number, "
                        + "medicaid, medicaid number, medicare, medical record number, mrn, case number, visa number, certificate number, plate, license plate, vin, immigration number, alien number");
        add(
                out,
                CARD_NUMBER,
                Needs.TEXT_OR_NUMBER,
                "card number, credit card, credit card number, debit card, pan, cc number, ccn, payment card");
        add(
                out,
                BANK_ACCOUNT,
                Needs.TEXT_OR_NUMBER,
                "iban, bank account, account number, bank account number, routing number, bic, swift, kontonummer, sort code");
        add(
                out,
                USER_NAME,
                Needs.TEXT,
                "user name, login, login name, login id, logon, screen name, handle, account name, usuario, benutzername, utilisateur, network id, user login, "
                        + "google id, office id, samaccountname, upn name, usr");
        add(
                out,
                PASSWORD,
                Needs.ANY,
                "password, password hash, passphrase, pass hash, password salt, salt, contrasena, kennwort, passwort, mot passe, pin code");
        add(
                out,
                SECRET,
                Needs.ANY,
                "access token, refresh token, api key, secret, session token, auth token, security answer, security question, otp, totp, private key, reset token, "
                        + "activation code, session id token, bearer token, api token, secret answer, device token, push token, token hash");
        add(
                out,
                IP_ADDRESS,
                Needs.TEXT,
                "ip, ip address, client ip, remote addr, remote address, last ip, login ip, source ip, ip addr, remote ip");
        add(out, MAC_ADDRESS, Needs.TEXT, "mac, mac address, hardware address, device mac");
        add(
                out,
                HEALTH,
                Needs.ANY,
                "diagnosis, medical, medical condition, medical alert, health, health condition, allergy, allergies, medication, medications, immunization, blood type, icd, icd code, "
                        + "treatment, symptom, symptoms, health note, medical note, vaccination, illness, condition note, dosage");
        add(
                out,
                ETHNICITY,
                Needs.ANY,
                "ethnicity, race, ethnic, ethnic group, race code, race ethnicity, hispanic, hispanic latino, tribal affiliation, tribe, ethnicity code, nationality, citizenship, country of birth, birth country, home language, native language, immigrant, migrant, migrant status, refugee");
        add(out, RELIGION, Needs.ANY, "religion, religious, faith, denomination, religious affiliation");
        add(
                out,
                DISABILITY,
                Needs.ANY,
                "disability, disabilities, disability code, disabled, special education, special ed, iep, iep status, section plan, primary disability, special needs, special need, sped, accommodation, accommodations, impairment");
        add(
                out,
                LUNCH_STATUS,
                Needs.ANY,
                "lunch status, free lunch, reduced lunch, frl, lunch code, meal status, economically disadvantaged, low income, household income, poverty, homeless, homeless status, foster, foster care, meal eligibility, income");
        add(
                out,
                GENDER,
                Needs.ANY,
                "gender, sex, gender code, gender identity, pronoun, pronouns, sexual orientation, marital status");
        add(
                out,
                FREE_TEXT,
                Needs.TEXT,
                "note, comment, remark, narrative, message, observation, observations, feedback, bio, biography, incident, statement, transcript, "
                        + "testimony, referral, memo, journal, letter, reply, answer text, response text, reason text, body, free text, essay, correspondence, incident description, case note, teacher comment, kommentar, bemerkung, notiz, commentaire, remarque, observacion, observaciones, comentario, nota");
        add(
                out,
                PHOTO,
                Needs.ANY,
                "photo, picture, portrait, image data, avatar, headshot, thumbnail, photo data, foto, bild, fingerprint, biometric, face encoding, signature image");
        return List.copyOf(out);
    }

    private static void add(List<Phrase> out, DataClass dataClass, Needs needs, String phrases) {
        for (String phrase : phrases.split(",")) {
            out.add(new Phrase(
                    dataClass,
                    needs,
                    List.of(phrase.strip().toLowerCase(Locale.ROOT).split(" "))));
        }
    }
}
