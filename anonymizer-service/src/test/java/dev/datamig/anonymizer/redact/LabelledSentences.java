package dev.datamig.anonymizer.redact;

import java.util.List;

/** Invented sentences as they stand in school records; personal values in brackets. */
final class LabelledSentences {

    static final List<String> ALL = List.of(
            "[Tamsin] [Okonkwo] was late again; her mother [Adaeze] apologized by email from [adaeze.okonkwo@mailbox.org].",
            "Called home at [(503) 244-9017], left a voicemail for Mr. [Brandvold].",
            "[Priya] says that [Connor] pushed her in the hallway during recess.",
            "Referred to the nurse: nosebleed, ice pack given, parent [Lucia] [Ferrante] notified.",
            "Student transferred from [Portland] in October, records requested.",
            "IEP meeting with Dr. [Haverford] and Ms. [Lindqvist] is on Thursday at 2:30.",
            "Please send the transcript to [4418 Hawthorne Ave] before Friday.",
            "The student reported that the login [d.osei@school.net] no longer works.",
            "Father's new cell is [503.244.1188], work [(971) 302-7754 x210].",
            "[Marisol] reads two grade levels above average and enjoys science.",
            "Grandmother [Beatrix] [Van] [Houten] may pick up [Jasper] on Mondays.",
            "No incidents this week. Homework completed, attitude much improved.",
            "Parent signed the permission slip; the field trip is on May 12.",
            "SSN on the form was [541-22-9087], please shred the copy.",
            "Dear Mrs. [Abernethy], thank you for meeting with us about [Felix].",
            "[Ngozi] and [Dmitri] worked together on the algebra project and earned an A.",
            "She was born on [03/14/2009] and moved here last spring.",
            "Bus 14 arrived late because of snow; all students were excused.",
            "Counselor note: talked with [Wren] about stress before the final exam.",
            "Guardian changed: [Halvard] [Nystrom], phone [503-990-4412], no restraining order.",
            "He refused to take the test and tore the answer sheet.",
            "Medication given at noon by the nurse, dosage as prescribed.",
            "[Oluwaseun] [Adebayo] received the perfect attendance award.",
            "His tutor [Gwendolyn] will come on Tuesday and Thursday after school.",
            "New address: [67 Old Mill Lane West], [Suite 240], [Stony Point], [New Zealand] [8053].",
            "Ship it to [Anneke] van [Rossum]\n[Keizersgracht 118-B]\n[1015 CX] [Amsterdam]\n[Netherlands]",
            "The family lives at [Calle de la Luna 14], [Villanueva del Rio], [Spain] and speaks Spanish at home.",
            "Mail goes to [PSC 1204, Box 77\nAPO AE 09128] until June.",
            "[Siobhan] [K.] [Brandvold] and [Torsten] [Lindqvist-aho] were excused for the field trip.",
            "Her stepfather works for [Clear Water Finance] and is seldom home before seven.",
            "Invoice from [48 Larch Trading Ltd.] was paid by the parent association.",
            "She is [11] years old and reads like a student of [15] years of age.",
            "When he was [9], the family moved here from [Burkina Faso].",
            "He asked about a [Muslim] prayer room; the counselor will find a place.",
            "Her [Guatemalan] grandmother picks her up after French class.",
            "My name is [Hope] and I take the bus with my cousin, said [Ján] [Novotny].",
            "[Rebecca] [Hides]\n[Rue de la Gare 12]\n[4000] [Liege]\n[Belgium]",
            "ZIP: [90417-2210], please correct the record.",
            "He lives at [ul. Lipowa 22], [Krakow]; the mother lives on [Bergmannstrasse 9].",
            "Reach the aunt at [+44 20 7946 0991] or [+31 (0)20 794 0112].",
            "Science Fair is on Thursday; Language Arts class meets in the library.",
            "The Parent Teacher Conference was moved to Monday because of snow.",
            "He was 20 minutes late and missed 4 problems on the math test.",
            "She was absent 3 days in October and 2 days in November.");

    private LabelledSentences() {}
}
