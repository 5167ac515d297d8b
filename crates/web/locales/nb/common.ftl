## Fields

common-language = Språk
    .help = Språket tekstene i oppføringen er skrevet på.
common-source = Kilde
    .help = Hvor opplysningene kommer fra, om mulig med side eller avsnitt.
common-certainty = Sikkerhet
    .help = Hvor sikre opplysningene er: om kilden oppgir dem, eller om de er utledet.
common-note = Merknad
    .help = Det en leser trenger å vite, men som ikke passer i et annet felt.
common-files = Filer
    .help = Dokumenter som hører til oppføringen; de vises ikke for allmennheten.

## Columns

column-title = Navn
column-key = Nøkkel
    .help = Kort navn i adresser og regneark: små bokstaver a–z, sifre og bindestreker. La stå tomt, så lages en av navnet.
column-state = Status
column-visibility = Synlighet
    .help = Hvem som kan se oppføringen. Begynn snevert hvis du er usikker; det går an å åpne senere.
column-owner = Eiervirksomhet
    .help = Virksomheten som eier opplysningene og bestemmer hvem som kan endre dem.
column-changed = Sist endret

## Sections

section-facts = Fakta
section-source = Kilde
section-files = Filer
section-seats = Plasser
section-steering = Styring
section-profile = Profil
section-timetable = Tidsplan og status
section-goals = Mål
section-factors = Faktorer
