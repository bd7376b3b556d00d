package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.persona.NameFold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Splits the name of a column or table into words: {@code legalFirstName}, {@code LEGAL_FIRST_NAME}, {@code custlegalfname}. */
public final class NameTokens {

    /** Abbreviations and words written as one, and what they stand for. */
    private static final Map<String, List<String>> SPELLED = spelled();
    /** Words of which a name without any separator may be put together. */
    private static final Set<String> PARTS = parts();

    private static final int SHORTEST_SPLIT = 6;
    private static final Map<String, List<String>> SPLIT = new ConcurrentHashMap<>();
    /** Each column is asked for by all others of its table. */
    private static final Map<String, List<String>> SEEN = new ConcurrentHashMap<>();

    private static final int REMEMBERED = 20_000;

    /** The one number that is a word: a plan by section 504 is a disability's like an IEP. */
    private static final Pattern SECTION_504 = Pattern.compile("(?<!\\d)504(?!\\d)");

    /** What is left of a number where only its end is kept. */
    private static final Pattern LAST_FOUR = Pattern.compile("(?i)last[_ ]?(?:4|four)(?![a-z\\d])");

    /** German, Dutch, Polish and Nordic words for numbers, written as one with what they number. */
    private static final Pattern NUMBERED = Pattern.compile("(\\p{L}{3,}?)(?:nummer|numer|numero|nr)");
    /** Short words that are written as one with what they say more of. */
    private static final Pattern ENDED = Pattern.compile("(\\p{L}{3,}?)(dt|nm|phn|addr|nbr|num|eml)");
    /** Words of three letters that end too many others: {@code coverage}, {@code plantel}. */
    private static final Set<String> NEVER_LAST = Set.of(
            "age", "tel", "cap", "via", "rut", "sin", "tin", "nie", "rib", "ort", "rua", "rue", "cel", "cep", "pan");

    private NameTokens() {}

    /** The words of a column's name, of which the first may be short for a word of its table's name. */
    static List<String> of(String name, List<String> table) {
        List<String> words = of(name);
        String first = NameFold.of(name.split("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})", 2)[0]);
        String meant = words.isEmpty() ? null : Abbreviations.ofTable(first, table);
        List<String> known = SPELLED.get(first);
        if (meant == null
                || known == null
                || known.size() != 1
                || !words.getFirst().equals(known.getFirst())) {
            return words;
        }
        var out = new ArrayList<>(words);
        out.set(0, meant);
        return List.copyOf(out);
    }

    /** The words in lower case without accents, digits dropped, abbreviations spelled out. */
    public static List<String> of(String name) {
        List<String> known = SEEN.get(name);
        if (known == null) {
            known = List.copyOf(words(name));
            if (SEEN.size() >= REMEMBERED) {
                SEEN.clear();
            }
            SEEN.put(name, known);
        }
        return known;
    }

    private static List<String> words(String name) {
        String apart = LAST_FOUR
                .matcher(SECTION_504.matcher(name).replaceAll("_iep_"))
                .replaceAll("_last_four_")
                .replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})", "_")
                .replaceAll("(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})", "_");
        var out = new ArrayList<String>();
        for (String piece : apart.split("[^\\p{L}]+")) {
            String word = NameFold.of(piece);
            if (!word.isEmpty()) {
                add(meaning(word), out);
            }
        }
        return out;
    }

    /** {@code dob_dt} says once that it is a date. */
    private static void add(List<String> words, List<String> out) {
        boolean again = !out.isEmpty() && words.size() == 1 && words.getFirst().equals(out.getLast());
        if (!again) {
            out.addAll(words);
        }
    }

    private static List<String> meaning(String word) {
        List<String> known = SPELLED.get(word);
        if (known != null) {
            return known;
        }
        if (word.length() < SHORTEST_SPLIT || PARTS.contains(word)) {
            return List.of(word);
        }
        Matcher numbered = NUMBERED.matcher(word);
        if (numbered.matches()) {
            String whole = numbered.group(1) + "nummer";
            return PARTS.contains(whole) ? List.of(whole) : joined(meaning(numbered.group(1)), "nbr");
        }
        String stem = word.substring(0, word.length() - 2);
        if (word.endsWith("id") && (PARTS.contains(stem) || SPELLED.containsKey(stem))) {
            return joined(meaning(stem), "id");
        }
        Matcher ended = ENDED.matcher(word);
        if (ended.matches()) {
            return joined(meaning(ended.group(1)), ended.group(2));
        }
        return SPLIT.computeIfAbsent(word, NameTokens::split);
    }

    private static List<String> joined(List<String> words, String ending) {
        var out = new ArrayList<>(words);
        out.addAll(SPELLED.getOrDefault(ending, List.of(ending)));
        return List.copyOf(out);
    }

    /** {@code customeremail} as the fewest known words that make it up; as it is when there are none. */
    private static List<String> split(String word) {
        @SuppressWarnings("unchecked")
        @Nullable
        List<String>[] best = new List[word.length() + 1];
        best[0] = List.of();
        for (int end = 3; end <= word.length(); end++) {
            for (int start = 0; start <= end - 3; start++) {
                List<String> before = best[start];
                String part = word.substring(start, end);
                List<String> so = best[end];
                boolean fits = end < word.length() || !NEVER_LAST.contains(part);
                if (before != null && fits && PARTS.contains(part) && (so == null || before.size() + 1 < so.size())) {
                    var longer = new ArrayList<>(before);
                    longer.add(part);
                    best[end] = longer;
                }
            }
        }
        List<String> parts = best[word.length()];
        if (parts == null || parts.size() < 2) {
            return List.of(word);
        }
        var out = new ArrayList<String>();
        parts.forEach(part -> out.addAll(SPELLED.getOrDefault(part, List.of(part))));
        return List.copyOf(out);
    }

    private static Set<String> parts() {
        var parts = new HashSet<String>();
        Phrases.ALL.forEach(phrase -> parts.addAll(phrase.words()));
        parts.addAll(SPELLED.keySet());
        parts.addAll(Vocabulary.PERSONS);
        parts.addAll(Vocabulary.THINGS);
        parts.addAll(Vocabulary.NOT_A_VALUE);
        parts.addAll(Roles.words());
        parts.addAll(Set.of(
                "cust",
                "emp",
                "stud",
                "home",
                "work",
                "business",
                "primary",
                "secondary",
                "billing",
                "shipping",
                "legal",
                "preferred",
                "mother",
                "father",
                "emergency",
                "current",
                "previous",
                "main",
                "other",
                "last",
                "first",
                "middle",
                "user",
                "number",
                "name",
                "date",
                "code",
                "address"));
        parts.addAll(Set.of(
                "stamm", "stammdaten", "daten", "register", "list", "day", "evening", "night", "fixe", "mobile"));
        parts.removeIf(part -> part.length() < 3);
        return parts;
    }

    private static Map<String, List<String>> spelled() {
        var spelled = new HashMap<String, List<String>>();
        String all = """
                firstname=first name,lastname=last name,middlename=middle name,fullname=full name,givenname=given name,familyname=family name
                displayname=display name,nickname=nick name,username=user name,forename=first name,surnm=surname,prefname=preferred name
                fname=first name,lname=last name,mname=middle name,fnm=first name,lnm=last name,frst=first,fst=first,lst=last,mid=middle,mi=middle initial,nm=name,vname=vorname,nname=nachname
                uname=user name,usr=user,usrname=user name,userid=user id,loginname=login name,loginid=login id,nicename=user name,pseudo=user name
                birthdate=birth date,birthday=birth date,dateofbirth=date of birth,birthplace=birth place,placeofbirth=place of birth,bday=birth date,bdate=birth date,brth=birth,bth=birth,dt=date,birthdt=birth date,yob=birth year
                gebdat=geburtsdatum,gebdatum=geburtsdatum,geb=geburt,nac=nacimiento,fec=fecha,fechanac=fecha nacimiento,datanasc=data nascimento,nasc=nascimento,nasc=nascimento,naiss=naissance
                zipcode=zip code,postalcode=postal code,postcode=postal code,zc=zip code,pcode=postal code
                phonenumber=phone number,telephonenumber=phone number,telefoonnummer=phone number,telefonnummer=phone number,cellphone=cell phone,mobilephone=mobile phone,homephone=home phone,workphone=work phone,phonenum=phone number,ph=phone,phn=phone,fon=phone,tel=phone,telephone=phone,mob=mobile,cel=cell,cellno=cell number,tlf=phone,tfno=phone
                emailaddress=email address,mail=email,eml=email,emailaddr=email address,emailadres=email,mailadresse=email
                streetaddress=street address,addr=address,addrline=address line,strasse=street,straat=street,straatnaam=street,strnr=house number,hausnr=house number,hnr=house number,huisnummer=house number,huisnr=house number,apt=apartment
                ipaddress=ip address,ipaddr=ip address,macaddress=mac address,macaddr=mac address
                studentid=student id,studentnumber=student number,stuid=student id,stu=student,stud=student,stdnt=student,tchr=teacher,emp=employee,empl=employee,empno=employee number,empid=employee id,cust=customer,cus=customer,pat=patient,pt=patient,pers=person,prsn=person,guard=guardian,mgr=manager,dep=department,dept=department,org=organization
                nr=number,num=number,no=number,nbr=number,nummer=number,numero=number,num=number,cd=code,desc=description,descr=description,dob=birth date,stat=status,flg=flag,ind=flag,ts=time,tm=time,cnt=count,qty=count,amt=amount,lvl=level,grd=grade,crs=course,cls=class,sec=section,sch=school,schl=school,dist=district
                pwd=password,passwd=password,pw=password,passwort=password,haslo=password,senha=password,wachtwoord=password,tok=token
                notes=note,comments=comment,remarks=remark,messages=message,msg=message,narr=narrative,obs=observation,cmt=comment,rmk=remark
                acct=account,acctno=account number,acc=account,accountnumber=account number,accountno=account number,ccnum=card number,ccno=card number,cardno=card number,cardnum=card number,cardnumber=card number,creditcard=credit card,creditcardnumber=credit card number,konto=bank account,kontonr=bank account,rekeningnummer=bank account
                lic=license,lice=license,licence=license,dri=driver,drv=driver,dl=driver license,passportno=passport number,pp=passport
                ins=insurance,dx=diagnosis,rx=prescription,meds=medication,imm=immunization,immun=immunization,allergies=allergy,icd=icd
                eth=ethnicity,ethn=ethnicity,ethnic=ethnicity,lang=language,natl=national,nat=national,nation=nationality,nationality=nationality,gend=gender,sexo=gender,sesso=gender,sexe=gender,plec=gender,geslacht=gender,geschlecht=gender
                soc=social,secu=security,ssnum=ssn,ssno=ssn,socsec=social security,nationalid=national id,natid=national id,taxid=tax id,taxvat=tax id,vatid=tax id,matric=matricula
                emerg=emergency,hm=home,wk=work,bus=bus,ofc=office,rel=relation,pref=preferred,alt=alternate,pict=picture,pic=picture,img=image
                err=error,adr=adresse,disp=display,mbr=member,ptnt=patient,dr=doctor,phys=physician,nok=next of kin,ddn=date naissance,cogn=cognome,evng=evening,eml=email,hisp=hispanic,recip=recipient,urodz=urodzenia,ur=urodzenia,nais=naissance,sts=status,ssn=ssn
                lattitude=latitude,idnumber=id number,lastip=last ip,clientip=client ip,remoteip=remote ip,userip=user ip,loginip=login ip,ipv=ip,lng=longitude,lon=longitude,lat=latitude
                """;
        for (String entry : all.split("[,\\n]")) {
            if (!entry.isBlank()) {
                String[] sides = entry.strip().split("=");
                spelled.put(sides[0], List.of(sides[1].split(" ")));
            }
        }
        return Map.copyOf(spelled);
    }
}
