package dev.datamig.anonymizer.classify;

import static dev.datamig.anonymizer.classify.DataClass.*;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which words in a name mean what, in English, Spanish, French, German, Portuguese, Italian, Dutch and Polish. The longest phrase that
 * fits decides.
 */
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

    private static final Map<String, List<Phrase>> BY_WORD = byWord();

    private Phrases() {}

    /** The phrases of which one of these words is the first. */
    static List<Phrase> starting(List<String> words) {
        return words.stream()
                .distinct()
                .flatMap(word -> BY_WORD.getOrDefault(word, List.of()).stream())
                .toList();
    }

    private static Map<String, List<Phrase>> byWord() {
        var out = new HashMap<String, List<Phrase>>();
        ALL.forEach(phrase -> out.computeIfAbsent(phrase.words().getFirst(), ignored -> new ArrayList<>())
                .add(phrase));
        return out;
    }

    private static List<Phrase> build() {
        var out = new ArrayList<Phrase>();
        add(
                out,
                GIVEN_NAME,
                Needs.TEXT,
                "first name, given name, nick name, preferred name, forename, forenames, christian name, first legal"
                        + " name, legal first name, preferred first name, call name, known as, f name, name first, name"
                        + " given, mother first, father first, patient first, customer first, student first, person first,"
                        + " contact first, employee first, teacher first, guardian first, first legal, legal first,"
                        + " preferred first, legal given name, nick, goes by");
        add(
                out,
                GIVEN_NAME,
                Needs.TEXT,
                "nombre pila, primer nombre, nombres, prenom, prenoms, vorname, vornamen, "
                        + "rufname, nome proprio, primeiro nome, nome social, voornaam, voornamen, "
                        + "roepnaam, imie, imiona, fornamn, fornavn");
        add(
                out,
                MIDDLE_NAME,
                Needs.TEXT,
                "middle name, middle names, second name, m name, name middle, segundo nombre, "
                        + "deuxieme prenom, zweiter vorname, segundo nome, secondo nome, tweede voornaam, drugie imie");
        add(
                out,
                FAMILY_NAME,
                Needs.TEXT,
                "last name, family name, surname, surnames, maiden name, mother maiden name, mothers maiden name, "
                        + "birth name, former name, previous last name, l name, name last, name family, mother last, "
                        + "father last, patient last, customer last, student last, person last, contact last, "
                        + "employee last, teacher last, guardian last, legal last");
        add(
                out,
                FAMILY_NAME,
                Needs.TEXT,
                "apellido, apellidos, primer apellido, segundo apellido, apellido paterno, apellido materno, "
                        + "nom famille, nom naissance, nom usage, nachname, familienname, geburtsname, maedchenname, "
                        + "zuname, sobrenome, apelido, cognome, cognome nubile, achternaam, familienaam, meisjesnaam, "
                        + "nazwisko, nazwisko panienskie, nazwisko rodowe, efternamn, etternavn, efternavn");
        add(
                out,
                FULL_NAME,
                Needs.TEXT,
                "full name, display name, complete name, legal name, formatted name, sort name, name line, name last"
                        + " first, last first, last name first, student name, person name, teacher name, staff name,"
                        + " guardian name, parent name, mother name, father name, contact name, employee name, customer"
                        + " name, patient name, user full name, user real name, real name, account holder, account holder"
                        + " name, card holder, cardholder, cardholder name, holder name, holder, author name, comment"
                        + " author, author, signed by, signature, signatory, emergency contact, emergency contact name,"
                        + " doctor name, physician name, physician, nurse, nurse name, provider name, counselor name,"
                        + " advisor name, advisor, principal name, owner name, recipient name, recipient, sender name,"
                        + " child name, sibling name, spouse name, spouse, next of kin, name on card, approved by name,"
                        + " created by name, assigned to, responsible person, prepared by, reported by name, reported by,"
                        + " witness name, witness, member name, actor name, homeroom teacher, superintendent, ship to"
                        + " name, bill to name, reviewer name, borrower name, borrower, beneficiary, beneficiary name,"
                        + " instructor name, instructor, coach name, driver name, tenant name, passenger name, guest name,"
                        + " attendee name, assistant name, manager name, supervisor name, referred by, dependent name,"
                        + " composer, applicant name, candidate name, professor name, pcp, pcp name, ed name, billing"
                        + " name, payee name, payer name, librarian, salesperson, attorney");
        add(
                out,
                FULL_NAME,
                Needs.TEXT,
                "nombre completo, nombre apellidos, apellidos nombre, nombre padre, nombre madre, nombre tutor, nom"
                        + " complet, nom prenom, nome completo, nome mae, nome pai, nome responsavel, nome cognome, nome"
                        + " cliente, nome aluno, vollstaendiger name, ansprechpartner, kontaktperson, volledige naam,"
                        + " contactpersoon, imie nazwisko, nazwisko imie, titular, destinatario");
        add(out, INITIALS, Needs.TEXT, "initials, middle initial, name initials, voorletters, iniciales, initialen");
        add(
                out,
                EMAIL,
                Needs.TEXT,
                "email, e mail, email address, email primary, mail address, correo, correo electronico, "
                        + "direccion correo, courriel, adresse email, adresse electronique, mel, indirizzo email, "
                        + "posta elettronica, correio eletronico, endereco email, e mail adresse, epost, poczta, "
                        + "adres email");
        add(
                out,
                PHONE,
                Needs.TEXT_OR_NUMBER,
                "phone, phone number, mobile, mobile number, cell, cell phone, cellphone, cell number, fax, "
                        + "fax number, contact number, sms number, sms, pager, whatsapp, phone extension, landline, "
                        + "daytime phone, callback number");
        add(
                out,
                PHONE,
                Needs.TEXT_OR_NUMBER,
                "telefono, telefono fijo, telefono movil, numero telefono, telefon, telefonnummer, telefone, "
                        + "movil, celular, handy, handynummer, mobil, mobilnummer, mobiltelefon, festnetz, rufnummer, "
                        + "rufnummern, portable, telephone portable, cellulare, telefoon, telefoonnummer, mobiel, gsm, "
                        + "telefonu, telefon komorkowy, komorka, telemovel");
        add(
                out,
                STREET_ADDRESS,
                Needs.TEXT,
                "street, street address, address line, address, home address, mailing address, street name, "
                        + "residence, house number, street number, line one, po box, postal address, billing address, "
                        + "shipping address, permanent address, residential address, physical address");
        add(
                out,
                STREET_ADDRESS,
                Needs.TEXT,
                "calle, direccion, direccion postal, rue, adresse, adresse postale, voie, anschrift, endereco,"
                        + " logradouro, rua, indirizzo, via, domicilio, residenza, hausnummer, adres, ulica, ul, numer"
                        + " domu, adresszeile, woonadres, wohnanschrift, morada");
        add(
                out,
                ADDRESS_LINE,
                Needs.TEXT,
                "apartment, unit number, suite, suite number, apartment number, flat number, complemento, "
                        + "adresszusatz");
        add(
                out,
                ADDRESS,
                Needs.TEXT,
                "full address, complete address, formatted address, address text, address full, "
                        + "direccion completa, adresse complete, indirizzo completo");
        add(
                out,
                CITY,
                Needs.TEXT,
                "city, town, village, city village, city name, municipality, locality, suburb, neighborhood, "
                        + "neighbourhood");
        add(
                out,
                CITY,
                Needs.TEXT,
                "ciudad, poblacion, municipio, localidad, barrio, colonia, ville, commune, stadt, ort, wohnort,"
                        + " ortsname, gemeinde, cidade, bairro, municipio, citta, comune, localita, frazione, stad,"
                        + " plaats, woonplaats, gemeente, miasto, miejscowosc, dzielnica");
        add(
                out,
                STATE,
                Needs.TEXT,
                "state, province, state code, region code, state province, state name, county, provincia, estado, "
                        + "departement, bundesland, kanton, uf, provincie, wojewodztwo, region, st");
        add(
                out,
                POSTAL_CODE,
                Needs.TEXT_OR_NUMBER,
                "zip, zip code, postal code, zip plus four, zip four, postal, plz, postleitzahl, codigo postal, "
                        + "cod postal, cp, code postal, cep, codice postale, postnummer, kod pocztowy");
        add(out, POSTAL_CODE, Needs.TEXT, "cap");
        add(
                out,
                GEO_POSITION,
                Needs.ANY,
                "latitude, longitude, geo, geo point, geo position, coordinates, coordinate, gps, geolocation, "
                        + "position gps, location point, latlng, latitud, longitud, breitengrad, laengengrad, "
                        + "spatial location, geom, geometry, home location");
        add(
                out,
                URL,
                Needs.TEXT,
                "homepage, home page, personal url, profile url, user url, website, web site, personal website, "
                        + "blog, linkedin, linkedin url, twitter, facebook, instagram, github, skype, social media, "
                        + "avatar url, photo url, picture url, profile image url");
        add(
                out,
                BIRTH_DATE,
                Needs.DATE,
                "birth date, date birth, date of birth, dob, born, born on, birth, fecha nacimiento, nacimiento, "
                        + "date naissance, naissance, geburtsdatum, geburtstag, geburt, geboren, data nascimento, "
                        + "nascimento, data nascita, nascita, geboortedatum, data urodzenia, urodzenia, fodelsedatum");
        add(
                out,
                BIRTH_DATE,
                Needs.TEXT,
                "birth date, date birth, date of birth, dob, fecha nacimiento, date naissance, geburtsdatum, "
                        + "data nascimento, data nascita, geboortedatum, data urodzenia");
        add(
                out,
                BIRTH_PLACE,
                Needs.TEXT,
                "birth place, place birth, place of birth, birth city, birth town, birth county, birth state, "
                        + "city of birth, birth location, lugar nacimiento, lieu naissance, geburtsort, naturalidade, "
                        + "local nascimento, luogo nascita, comune nascita, geboorteplaats, miejsce urodzenia");
        add(
                out,
                AGE,
                Needs.ANY,
                "birth year, year birth, year of birth, age, edad, alter, idade, eta, leeftijd, wiek, "
                        + "ano nacimiento, geburtsjahr");
        add(out, AGE, Needs.NUMBER, "born");
        add(
                out,
                NATIONAL_ID,
                Needs.TEXT_OR_NUMBER,
                "ssn, ssn number, ssn last, last four ssn, social security, social security number, national id,"
                        + " national id number, national number, national identifier, identity number, identity card"
                        + " number, id card number, tax id, tax number, tax identification number, nino, ni number,"
                        + " national insurance number, sin, itin, tin, ein, personal id number, citizen id, aadhaar,"
                        + " aadhar, pan number");
        add(
                out,
                NATIONAL_ID,
                Needs.TEXT_OR_NUMBER,
                "dni, nif, nie, nss, curp, rfc, rut, cedula, documento identidad, numero documento, cpf, rg, nis, pis,"
                        + " nir, numero securite sociale, securite sociale, social number, number security, number social"
                        + " security, social security no, steuer id, steueridentifikationsnummer, steuernummer,"
                        + " sozialversicherungsnummer, sv number, svnr, ahv number, personalausweis, ausweis number,"
                        + " codice fiscale, cod fiscale, personnummer, personal number, bsn, burgerservicenummer,"
                        + " sofinummer, pesel, nip, dowod osobisty, number security social, num secu");
        add(
                out,
                STUDENT_NUMBER,
                Needs.TEXT_OR_NUMBER,
                "student number, student code, state student id, student local id, local student id, state id number,"
                        + " state student number, sis id, sis number, sis user id, sis student id, pupil number, upn,"
                        + " ssid, suid, matricula, number matricula, matrikelnummer, matrikel number, student identifier,"
                        + " lasid, sasid, roll number, enrollment number, enrolment number, admission number, lunch"
                        + " number, lunch pin, library card, library card number, ine, ra aluno, numer albumu,"
                        + " leerlingnummer, studentnummer, id number, expediente, school number");
        add(
                out,
                STAFF_NUMBER,
                Needs.TEXT_OR_NUMBER,
                "staff number, employee number, employee code, personnel number, teacher number, staff code, badge,"
                        + " badge number, badge id, personalnummer, personal number, payroll number, staff identifier,"
                        + " employee identifier, numero empleado, legajo, matricule, personeelsnummer, numer pracownika,"
                        + " teacher code, worker number, clock number, manager employee number");
        add(out, STAFF_NUMBER, Needs.TEXT, "employee id, staff id, worker id");
        add(
                out,
                DOCUMENT_NUMBER,
                Needs.TEXT_OR_NUMBER,
                "passport, passport number, driver license, drivers license, driver license number, driver number,"
                        + " license number, certification number, certificate number, insurance number, insurance id,"
                        + " health insurance number, insurance policy number, policy number, policy holder number,"
                        + " medicaid, medicaid number, medicaid id, medicare, medicare number, medical record number, mrn,"
                        + " patient number, patient identifier, chart number, case number, visa number, plate, license"
                        + " plate, plate number, vin, immigration number, alien number, alien registration number,"
                        + " identifier, pasaporte, numero pasaporte, passnummer, reisepass, fuehrerschein,"
                        + " versichertennummer, krankenversicherungsnummer, passaporto, patente, paspoort, rijbewijs,"
                        + " paszport, prawo jazdy, permis conduire, cnh, titulo eleitor");
        add(
                out,
                CARD_NUMBER,
                Needs.TEXT_OR_NUMBER,
                "card number, credit card, credit card number, debit card, debit card number, pan, cc number, ccn,"
                        + " payment card, payment card number, numero tarjeta, tarjeta credito, kartennummer, kreditkarte,"
                        + " numero carte, carte bancaire, cartao, numero cartao, carta credito, kaartnummer, numer karty");
        add(
                out,
                BANK_ACCOUNT,
                Needs.TEXT_OR_NUMBER,
                "iban, bank account, bank account number, account number, routing number, aba number, "
                        + "bank routing, sort code, bic, swift, swift code, kontonummer, konto number, bankverbindung, "
                        + "cuenta bancaria, numero cuenta, cuenta, ccc, compte bancaire, numero compte, rib, "
                        + "conto corrente, conta bancaria, conta corrente, rekening, bankrekening, numer konta, clabe");
        add(
                out,
                USER_NAME,
                Needs.TEXT,
                "user name, login, login name, login id, user login, logon, logon name, screen name, handle, account"
                        + " name, user handle, network id, google id, office id, samaccountname, upn name, web id, user id"
                        + " external, principal name user, usuario, nombre usuario, benutzername, benutzer name,"
                        + " anmeldename, utilisateur, identifiant, nom utilisateur, nome usuario, nome utente, utente,"
                        + " gebruikersnaam, nazwa uzytkownika, twitter handle, created by user, created by, modified by,"
                        + " updated by, changed by, entered by, performed by, uploaded by, requested by, deleted by,"
                        + " logged by, last modified by, last updated by, actor, edited by, submitted by, slack id");
        add(
                out,
                PASSWORD,
                Needs.ANY,
                "password, password hash, passphrase, pass hash, password salt, salt, user pass, password digest,"
                        + " crypted password, encrypted password, contrasena, clave, kennwort, mot passe, parola chiave,"
                        + " pin code, pin");
        add(
                out,
                SECRET,
                Needs.ANY,
                "access token, refresh token, api key, secret, secret key, session token, auth token, authentication"
                        + " token, security answer, security question answer, otp, otp secret, totp, totp secret, private"
                        + " key, reset token, password reset token, rp token, activation code, activation key, user"
                        + " activation key, confirmation code, confirmation token, session id token, bearer token, api"
                        + " token, secret answer, device token, push token, token hash, token, remember token, perishable"
                        + " token, persistence token, single access token, csrf token, client secret, signing key,"
                        + " encryption key, webhook secret, recovery code");
        add(
                out,
                IP_ADDRESS,
                Needs.TEXT,
                "ip, ip address, client ip, remote addr, remote address, last ip, login ip, source ip, remote ip, "
                        + "adresse ip, direccion ip, host ip");
        add(out, MAC_ADDRESS, Needs.TEXT, "mac, mac address, hardware address, device mac");
        add(
                out,
                HEALTH,
                Needs.ANY,
                "diagnosis, medical, medical condition, medical alert, health, health condition, allergy, medication,"
                        + " immunization, blood type, blood group, icd, diagnosis code, immunization code, treatment,"
                        + " symptom, health note, medical note, vaccination, vaccine, illness, disease, condition note,"
                        + " dosage, drug, drug name, prescription, cause of death, dead, deceased, smoker, pregnant,"
                        + " pregnancy, hiv, bmi, blood pressure, disorder, injury, lab result, procedure code,"
                        + " diagnostico, alergia, medicamento, enfermedad, grupo sanguineo, diagnose, krankheit,"
                        + " blutgruppe, medikament, allergie, diagnostic, groupe sanguin, traitement, maladie, doenca,"
                        + " remedio, diagnosi, malattia, gruppo sanguigno, farmaco, ziekte, medicatie, rozpoznanie,"
                        + " choroba, lek, grupa krwi");
        add(
                out,
                ETHNICITY,
                Needs.ANY,
                "ethnicity, race, ethnic group, race code, race ethnicity, hispanic, hispanic latino, tribal"
                        + " affiliation, tribe, ethnicity code, nationality, nationality code, citizenship, country of"
                        + " birth, birth country, home language, native language, primary language, first language, mother"
                        + " tongue, immigrant, immigration status, migrant, migrant status, refugee, etnia, raza,"
                        + " nacionalidad, staatsangehoerigkeit, nationalitaet, muttersprache, nationalite, langue"
                        + " maternelle, nacionalidade, raca, nazionalita, cittadinanza, nationaliteit, obywatelstwo,"
                        + " narodowosc, fed ethnicity");
        add(
                out,
                RELIGION,
                Needs.ANY,
                "religion, religious, faith, denomination, religious affiliation, confession, konfession, glaube, "
                        + "religiao, religione, godsdienst, wyznanie");
        add(
                out,
                BELIEF,
                Needs.ANY,
                "union, union member, union membership, trade union, union code, political party, political"
                        + " affiliation, party affiliation, political opinion, sindicato, gewerkschaft, syndicat, partei");
        add(
                out,
                ORIENTATION,
                Needs.ANY,
                "sexual orientation, orientation sexual, orientacion sexual, sexuelle orientierung, sex life, "
                        + "lgbt, transgender");
        add(
                out,
                DISABILITY,
                Needs.ANY,
                "disability, disabilities, disability code, disabled, special education, special ed, iep, iep status,"
                        + " section plan, primary disability, special needs, special need, sped, accommodation,"
                        + " accommodations, impairment, discapacidad, behinderung, schwerbehinderung, grad behinderung,"
                        + " handicap, deficiencia, disabilita, handicap code, niepelnosprawnosc");
        add(
                out,
                LUNCH_STATUS,
                Needs.ANY,
                "lunch status, lunch, free lunch, reduced lunch, frl, frl status, lunch code, meal status, meal code,"
                        + " meal eligibility, economically disadvantaged, low income, household income, family income,"
                        + " poverty, homeless, homeless status, foster, foster care, income, beca comedor, boursier");
        add(
                out,
                GENDER,
                Needs.ANY,
                "gender, sex, gender code, gender identity, pronoun, pronouns, marital status, civil status, "
                        + "genero, geschlecht, anrede, genre, civilite, familienstand, estado civil, etat civil, "
                        + "stato civile, burgerlijke staat, stan cywilny");
        add(
                out,
                FREE_TEXT,
                Needs.TEXT,
                "note, comment, remark, narrative, message, observation, feedback, bio, biography, incident,"
                        + " statement, transcript, testimony, referral, memo, journal, letter, reply, answer, answer text,"
                        + " response text, reason text, body, free text, essay, correspondence, incident description, case"
                        + " note, teacher comment, special instructions, about me, resume, cover letter, complaint, gift"
                        + " message, hobbies, interests, review text, value text, progress note, contact info, contact"
                        + " information, additional contact info, soap note, about");
        add(
                out,
                FREE_TEXT,
                Needs.TEXT,
                "kommentar, bemerkung, bemerkungen, notiz, notizen, anmerkung, beschwerde, nachricht, commentaire,"
                        + " remarque, remarques, observations, appreciation, observacion, observaciones, comentario,"
                        + " comentarios, notas, mensaje, anotaciones, observacao, observacoes, mensagem, osservazioni,"
                        + " commento, annotazioni, messaggio, opmerking, opmerkingen, toelichting, notitie, bericht,"
                        + " uwagi, komentarz, notatka, notatki, wiadomosc, opis przypadku");
        add(
                out,
                PHOTO,
                Needs.ANY,
                "photo, picture, portrait, image data, avatar, headshot, thumbnail, photo data, foto, fotografia,"
                        + " bild, lichtbild, pasfoto, zdjecie, fingerprint, biometric, face encoding, signature image,"
                        + " scan, student photo");
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
