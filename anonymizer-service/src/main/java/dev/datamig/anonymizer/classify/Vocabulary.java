package dev.datamig.anonymizer.classify;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Words around a column that say whether it speaks of people or of things. */
final class Vocabulary {

    /** What tables of people are called, in the singular or as it is written most. */
    static final Set<String> PERSONS = words("""
            person people persons individual human student pupil learner staff teacher guardian parent contact employee customer patient user
            member actor author candidate applicant counselor principal driver visitor volunteer sibling profile account persona household
            family emergency recipient client physician doctor coach proctor grader nurse demographics demographic roster login pseudonym
            examinee recruiter jobseeker policeman rater reviewer evaluator participant respondent registrant attendee instructor professor tutor mentor witness owner buyer
            worker signatory lead subscriber borrower patron dependent spouse child children kin provider practitioner clinician caregiver
            faculty alumni alumnus donor voter citizen resident tenant passenger guest crew salesperson technician therapist lawyer attorney
            demog identity athlete rider renter policyholder insured victim inmate enrollee beneficiary claimant elev elever oppilas
            composer director follower friend writer holder payer payee cardholder agent operator personnel personal passport salesrep
            alumno alumna estudiante profesor docente empleado cliente usuario paciente trabajador padre madre apoderado familiar
            schueler lehrer mitarbeiter kunde kunden benutzer patienten personen eltern nutzer ansprechpartner arbeitnehmer student studenten
            eleve etudiant enseignant professeur salarie utilisateur personne responsable adherent
            aluno aluna funcionario utilizador pessoa responsavel professor
            studente alunno insegnante dipendente utente paziente genitore persone
            leerling docent medewerker klant gebruiker patient persoon ouder
            autor autore auteur autista conductor chauffeur vendeur vendedor venditore verkaeufer comprador acquirente acheteur kaeufer huesped
            ospite gast inquilino locataire mieter mitglied membre membro socio medico medecin arzt enfermero infermiere angestellter versicherter
            kind kinder fahrer propietario proprietario proprietaire eigentuemer inhaber titular perfil
            alumnado alumnos estudiantes padron anagrafica alumno schuelerakte personalakte personalstamm agent sotrudnik sotrudniki uchenik ucheniki
            xuesheng laoshi jiaoshi yuangong yonghu jiazhang seito gakusei shain talib tullab muallim muwazzaf vidyarthi chhatra karmchari
            siswa guru pegawai karyawan hocsinh nhanvien giaovien ogrenci ogretmen personel calisan diak tanulo tanar dolgozo zak zaci ucitel
            zamestnanec elev elevi profesori angajat mathitis talmid eleve
            pasien dokter perawat pelanggan anggota penduduk pengguna peserta pendaftar pelajar pesakit pekerja
            doador doadores beneficiario beneficiaria beneficiarios voluntario voluntaria voluntarios morador moradores
            organiser organizer beneficiarie roommate classmate sinhvien khachhang benhnhan phuhuynh musteri kullanici
            zakaznik uzivatel ucenik nastavnik korisnik zaposleni pacijent klijent felhasznalo ugyfel pacient utilizator
            leden lid bondgenoten bondgenoot opiekunowie donateur donateurs kokyaku kaiin gakusei shain
            kehu huiyuan huanzhe bingren shiyongren insuree jiashuyuan yisheng
            asiakas potilas kayttaja brukere ansatte medarbejder mokinys mokytojas opilane opetaja
            warga nasabah cocuk doktor bruker medlem kunde henkilo vlastnik abonent spieler jugador jogador giocatore joueur utover klanten patsient lener
            zamestnanec obcan najemnik uzytkownik pojisteny pojistenec osiguranik polaznik clan roditelj dete dijete tulajdonos szulo gyermek lakos berlo
            kayttaja potilas jasen oppilas opiskelija huoltaja vuokralainen omistaja tyontekija lapsi innbygger ansatt elevene kursist lejer beboer boende
            barn invanare murid mahasiswa dosen santri wali pemilik penumpang pengemudi kurir donatur jemaat pendeta umat pelapor korban tersangka
            khachthue nguoidung giangvien taixe bacsi nongdan congdan mteja mgonjwa mwanafunzi mwalimu mfanyakazi hasta sporcu veli abone uye kiraci sakin surucu
            patsient grazhdanin zhilec sobstvennik abonenty polzovatel vrach voditel deti rebenok chelovek osoby zayavitel bemor fuqaro xodim abiturient
            colaborador colaboradora colaboradores condomino inquilina hospede eleitor cidadao contribuinte segurado dependente atleta trabajadora obrero huerfano
            contribuyente afiliado beneficiado ciudadano votante feligres postulante becario jubilado pensionado arrendatario cotizante enfermo
            locatario condomine assistito tesserato iscritto iscritti contribuente bambino bambini figlio figli tifoso corsista
            locataire bailleur adherente licencie assure allocataire enfant enfants salaries benevole benevoles habitant residente parrain stagiaire apprenti
            bewohner bewohnerin angehoerige angehoeriger versicherte teilnehmer teilnehmerin spender spenderin auszubildende azubi buerger einwohner
            halter besitzer gaeste vereinsmitglied schwangere klientin klienten stammdaten huurder deelnemer vrijwilliger inwoner verzekerde cursist pupillen
            chhatra shikshak naagrik mareez kisan grahak karmachari abhibhavak kanja kokyaku jugyoin hogosha juusha hwanja hoewon gogaek jikwon haksaeng
            mwatin murid marid zabun zaboun moalem taleb daneshjoo bimar karmand moshtari
            complainer complainant accused victim suspect convict prisoner detainee refugee migrant deceased
            uczen uczniowie nauczyciel pracownik klient uzytkownik pacjent osoba rodzic student
            """);

    static final Set<String> THINGS = words("""
            school course class district section subject term building room product category organization organisation org department company vendor
            publisher supplier file table column role permission group team app application event assessment test item standard unit lesson
            program grade country state city region calendar period type status code template report tag topic resource license library device
            bus route curriculum rubric domain campus agency film movie store language genre track album artist playlist media culture currency
            shift location document territory shipper ship brand model catalog sku warehouse inventory price tax page menu theme plugin module
            setting config job queue server host node cluster service market industry sector question quiz book article node color material
            manufacturer enterprise channel category curso asignatura escuela producto articulo empresa pais ciudad artikel schule kurs firma land stadt
            matiere ecole produit societe pays ville escola disciplina produto scuola corso prodotto azienda paese vak cursus bedrijf szkola
            przedmiot produkt firma kraj hospital clinic ward bank branch airport station vehicle asset contract project task ticket campaign devoir pet animal mascota tier tiere insurance
            """);

    /** Who a name, a number or a key may be of. */
    static final Set<String> ABOUT_PERSONS = words("""
            student person staff teacher guardian user employee customer patient parent member author pupil learner contact counselor
            borrower reviewer witness examinee child alumno kunde schueler eleve aluno klient pacjent owner manager assistant driver
            """);

    /** What stands behind a value that is not the value itself. */
    static final Set<String> NOT_A_VALUE = words("""
            type flag count status verified enabled sent at on format valid required visible kind id changed expires expiry date time version
            hash limit total preference score level category size length position order optin opt confirmed is has allow lookup ref code grade
            template approval exp expiration month year estimated guid uuid format mask regex pattern field label font color brand model provider domain
            server subject body encoding promotion opted bounce attempts failures setting settings unsubscribed subscribed notification notifications deadline flagged index seq sequence
            space theme layout attribute flow workflow block modem checksum width policy view condition masking prefix suffix relation relationship reason bounced quality soundex ratio rate percent percentage average
            """);

    /** What stands before something that is only said of a value. */
    static final Set<String> FLAGS = words(
            "is has can may allow allows enable enabled show hide use uses require required requires verify send"
                    + " receive accept include num count max min total avg default no do not was display affiche afficher mostrar change perm permission");

    static final Set<String> SOFTWARE = words(
            "api app oauth application device browser service bot job host server queue module process program script"
                    + " system tool batch federation saml oidc sso idp webhook endpoint");

    /** Of which each row has a name of its own, whosever they are: {@code client_scopes}, {@code user_attribute}. */
    private static final Set<String> OF_SOMEBODY = words("""
            attribute property preference setting scope mapper mapping binding action flow token session consent credential config note link
            key option value field variable parameter privilege rule filter view dashboard widget layout event
            """);

    /** What only companies have. */
    static final Set<String> OF_COMPANIES =
            words("industry revenue employees ticker sic naics ownership website subdomain slug schema");

    /** What a name is called where nothing else is said of it, in the languages that tables of people are written in. */
    static final Set<String> NAME_WORDS = words("""
            name nombre nom nome naam imie namn navn nama nev neve nimi nume ime jmeno meno emri vards ism isim ismi nomi nafn ten jina pangalan
            namae mei adi ima imja nombres nomes noms izena
            """);

    /** What is told of somebody and does not name them, where languages put whose behind: {@code pekerjaan ibu}, {@code profession pere}. */
    static final Set<String> TOLD_OF = words("""
            pekerjaan penghasilan pendidikan jabatan hubungan profesi profesion ocupacion parentesco escolaridad ingreso ingresos sueldo
            profissao ocupacao renda escolaridade parentela profession metier revenu revenus lien parente niveau professione mestiere reddito
            titolo beruf einkommen verwandtschaft beroep inkomen relatie zawod dochod wyksztalcenie meslek gelir yakinlik povolani zanimanje
            nghe thu trinh occupation job income relation relationship education
            """);

    private static final Set<String> ALREADY_SINGULAR =
            words("address status class bus campus demographics alumni news series");

    private Vocabulary() {}

    static Set<String> words(String text) {
        return Set.of(java.util.Arrays.stream(text.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toArray(String[]::new));
    }

    static boolean anyPerson(Collection<String> words) {
        return words.stream().anyMatch(Vocabulary::person);
    }

    static boolean person(String word) {
        return in(PERSONS, word)
                || Roles.sure(List.of(word))
                || word.endsWith("s") && word.length() > 4 && Roles.sure(List.of(word.substring(0, word.length() - 1)));
    }

    static boolean anyThing(Collection<String> words) {
        return words.stream().anyMatch(word -> in(THINGS, word));
    }

    static boolean anySoftware(Collection<String> words) {
        return words.stream().anyMatch(word -> in(SOFTWARE, word));
    }

    /** Whether a table that is called so at its end holds what somebody has and not who it is. */
    static boolean ofSomebody(String word) {
        return in(OF_SOMEBODY, word);
    }

    static boolean anyAboutPersons(Collection<String> words) {
        return words.stream().anyMatch(word -> in(ABOUT_PERSONS, word));
    }

    /** The word, or its plural. */
    private static boolean in(Set<String> words, String word) {
        if (words.contains(word)) {
            return true;
        }
        if (ALREADY_SINGULAR.contains(word) || word.length() < 4) {
            return false;
        }
        int length = word.length();
        String stem = word.substring(0, length - 1);
        boolean plural = word.endsWith("i") && (words.contains(stem + "e") || words.contains(stem + "o"));
        boolean turkish = length > 5
                && (word.endsWith("ler") || word.endsWith("lar"))
                && words.contains(word.substring(0, length - 3));
        return plural
                || turkish
                || word.endsWith("en") && length > 5 && words.contains(word.substring(0, length - 2))
                || word.endsWith("ies") && words.contains(word.substring(0, length - 3) + "y")
                || word.endsWith("es") && words.contains(word.substring(0, length - 2))
                || "snieyt".indexOf(word.charAt(length - 1)) >= 0 && words.contains(stem)
                || length > 6
                        && (word.endsWith("er") || word.endsWith("ok"))
                        && words.contains(word.substring(0, length - 2));
    }
}
