## Fields

common-language = Språk
    .help = Det språk som uppgifternas egna texter är skrivna på.
common-source = Källa
    .help = Var uppgifterna kommer från, om möjligt med sida eller avsnitt.
common-certainty = Säkerhet
    .help = Hur säkra uppgifterna är: om källan anger dem eller om de är härledda.
common-note = Anteckning
    .help = Sådant som en läsare behöver veta men som inte passar i något annat fält.
common-files = Filer
    .help = Dokument som hör till uppgifterna; de visas inte för allmänheten.

## Columns

column-title = Namn
column-key = Nyckel
    .help = Kort namn i adresser och kalkylblad: små bokstäver a–z, siffror och bindestreck. Lämna tomt så görs en av namnet.
column-state = Status
column-visibility = Synlighet
    .help = Vem som får se posten. Börja snävt om du är osäker; det går att öppna senare.
column-owner = Ägande organisation
    .help = Den organisation som äger uppgifterna och bestämmer vem som får ändra dem.
column-changed = Senast ändrad

## Sections

section-facts = Fakta
section-source = Källa
section-files = Filer
section-seats = Platser
section-steering = Styrning
section-profile = Profil
section-timetable = Tidplan och läge
section-goals = Mål
section-factors = Faktorer
