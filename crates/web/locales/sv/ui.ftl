## Frame

skip = Hoppa till innehållet
nav-main = Huvudmeny
nav-own = Språk och konto
nav-start = Översikt
nav-initiatives = Initiativ
nav-plan = Mål och plan
nav-meetings = Möten
nav-knowledge = Kunskap
nav-organisations = Organisationer
crumbs = Du är här
registers = Register
about = Om Samverk
accessibility = Tillgänglighetsredogörelse
privacy = Personuppgifter
rights = Vem får göra vad
demo-note = Det här är en demonstration. Det du ändrar stannar här och kan försvinna när den startas om.

## Words

yes = Ja
no = Nej
from = från
until = till
number = Antal
version = Version
valid = gäller (från/till)
required = obligatoriskt
not-stated = anges inte
not-filled-in = Ej ifyllt
somebody = någon
acts = Åtgärder
save = Spara
cancel = Avbryt
undo = Ångra
print = Skriv ut
as-table = Visa som tabell
to-start = Till översikten

## Times

month-1 = januari
month-2 = februari
month-3 = mars
month-4 = april
month-5 = maj
month-6 = juni
month-7 = juli
month-8 = augusti
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
half-1 = första halvåret
half-2 = andra halvåret
quarter-1 = första kvartalet
quarter-2 = andra kvartalet
quarter-3 = tredje kvartalet
quarter-4 = fjärde kvartalet
date-long = { $day } { $month } { $year }
period-from = från
period-until = till

## Overview

start-heading = Det här utvecklar vi tillsammans
start-lead = Här finns de initiativ, samarbeten och mål som kommuner, regioner och myndigheter har gemensamt. Allt som är öppet går att läsa och hämta utan konto.
start-states = Initiativ efter status
start-cooperations = Senast ändrade samarbeten
start-all-cooperations = Alla samarbeten
card-initiatives = initiativ
card-cooperations = { $count ->
        [one] samarbete
       *[other] samarbeten
    }
card-organisations = { $count ->
        [one] organisation
       *[other] organisationer
    }
card-goals = mål
card-meetings = { $count ->
        [one] möte
       *[other] möten
    }
card-responsible = initiativ som ni ansvarar för
card-participant = initiativ som ni deltar i
card-memberships = medlemskap
own-start = Min översikt
own-heading = Översikt för { $name }
own-first-steps = Här finns inget som rör dig ännu. Öppna ett initiativ eller ett samarbete i menyn för att läsa det eller föreslå en ändring.
own-waiting = Förslag som väntar på beslut
own-nothing-waiting = Inga förslag väntar.
own-initiatives = Organisationens initiativ
own-no-initiatives = Din organisation är inte med i något initiativ ännu.
own-meetings = Kommande möten
own-no-meetings = Inga kommande möten är registrerade.
own-cooperations = Organisationens samarbeten

## Search

search-label = Sök
search-button = Sök
search-hint = Sök i alla register
search-title = Sökning: { $words }
search-how = Skriv ett eller flera ord ur namn eller texter, till exempel en kommun eller ett initiativ.
search-nothing = Inget hittades. Försök med färre eller andra ord.

## Lists

list-words = Sök i listan
list-filter = Filtrera
list-more-filters = Fler filter
list-all = Alla
list-columns = Kolumner
list-columns-show = Visa valda kolumner
list-chosen = Valda filter
list-remove = ta bort
list-clear = Rensa alla filter
list-count = { $count ->
        [one] 1 post
       *[other] { $shown } poster
    }
list-shown = Visar { $first }–{ $last } av { $total }
list-nothing = Inget stämmer med det du har valt. Ta bort något filter eller något ord.
list-sum = Summa
list-pages = Sidor i listan
list-page = Sida { $page } av { $pages }
list-previous = Föregående
list-next = Nästa
export = Hämta listan
export-shown = Som den visas
export-editing = För att redigera och importera

## Record

edit = Ändra
edit-of = Ändra { $title }
copy-link = Kopiera länk
copied = Länken är kopierad.
steps = Steg
related-all = Visa alla { $count }
add-to-record = Lägg till
about-record = Om posten
section-access = Ägare och synlighet
column-deleted = Borttagen
column-merged_into = Sammanslagen med
record-deleted = Posten är borttagen. Den finns kvar i historiken och kan återställas.
record-restore-from-history = Återställ den från historiken
move = Ändra status
move-to = Ny status
move-needs-reason = kräver motivering
move-reason-help = Behövs för de statusar där det står. Den visas i historiken.
attach = Bifoga en fil
attach-file = Fil, högst 25 MB
attach-button = Bifoga
delete = Ta bort
delete-explain = En borttagen post syns inte längre för andra. Den finns kvar i historiken och kan återställas.
merge = Slå samman med en annan post
merge-explain = Den andra posten blir kvar. Dess tomma fält fylls härifrån, länkar leds dit och den här adressen leder dit. Båda historikerna finns kvar.
merge-into = Nyckel till posten som ska vara kvar
erase = Radera personuppgifter
erase-explain = Personuppgifterna tas bort ur posten, ur alla tidigare versioner, filer och förslag. Det går inte att ångra.
done-created = Posten är skapad.
done-changed = Ändringen är sparad.
done-moved = Statusen är ändrad.
done-undone = Den senaste ändringen är ångrad.
done-restored = Den tidigare versionen är återställd.
done-proposed = Förslaget är skickat. De som får ändra posten tar ställning till det.
done-attached = Filen är bifogad.
done-declined = Förslaget är avböjt. Posten är oförändrad.
done-password = Lösenordet är bytt. Dina övriga inloggningar är avslutade.

## Form

form-errors = { $count ->
        [one] En uppgift behöver rättas. Inget är sparat ännu.
       *[other] { $count } uppgifter behöver rättas. Inget är sparat ännu.
    }
form-more = Fler rader
reason = Motivering
reason-help = Frivillig. Den visas i historiken.
conflict = Posten har ändrats medan du skrev
conflict-why = En ändring sparades { $when }. Det du skrev finns kvar nedan men är inte sparat ännu. Jämför och välj hur du vill göra.
conflict-field = Fält
conflict-theirs = Sparat nu
conflict-mine = Du skrev
conflict-continue = Fortsätt med det jag skrev
conflict-drop = Behåll det som är sparat

## Proposals

propose = Föreslå ändring
propose-explain = Du får inte ändra den här posten själv. Det du skriver blir ett förslag som de ansvariga tar ställning till.
propose-send = Skicka förslaget
proposal-heading = Förslag från { $who }, { $when }
proposal-accept = Godta
proposal-decline = Avböj

## History

history = Historik
history-of = Historik för { $title }
history-fields = { $count ->
        [one] Ett ändrat fält
       *[other] { $count } ändrade fält
    }
history-erased = raderad uppgift
history-hidden = visas inte för dig
history-on-behalf = { $who } för { $organisation }
restore-version = Återställ den här versionen
undo-last = Ångra den här ändringen
operation-create = Skapad
operation-change = Ändrad
operation-move = Status ändrad
operation-delete = Borttagen
operation-restore = Återställd
operation-merge = Sammanslagen
operation-erase = Personuppgifter raderade
via-web = på webben
via-cli = från kommandoraden
via-demo = demonstrationsdata
via-import = genom import
via-system = automatiskt

## Kinds with more to show

organisation-summary = I korthet
organisation-inhabitants = { $number } invånare { $year }
organisation-memberships = { $count ->
        [one] Ett medlemskap i samarbeten
       *[other] { $count } medlemskap i samarbeten
    }
organisation-seats = { $count ->
        [one] En plats i organ
       *[other] { $count } platser i organ
    }
cooperation-time = Platserna tar sammanlagt { $percent } procent av en heltid
strip-undated = { $count ->
        [one] En medlem. Källan anger inte när den gick med.
       *[other] { $count } medlemmar. Källan anger inte när de gick med.
    }
strip-dated = { $count ->
        [one] En medlem. Källan anger när den gick med.
       *[other] { $count } medlemmar. För { $stated } av dem är det känt när de gick med; en streckad linje betyder att början är okänd.
    }
strip-when = Tid
body-seats = Platser: { $expected } (medlemmar: { $members }; per medlem { $ordinary } ordinarie, { $deputy } ersättare)
body-filled = Tillsatta: { $filled }, vakanta: { $vacant }
body-quorum-met = Platserna räcker för beslut: { $needed } röstande behövs och { $voting } är tillsatta.
body-quorum-missing = Platserna räcker inte för beslut: { $needed } röstande behövs men { $voting } är tillsatta.
body-time = { $percent } procent av en heltid per medlem
meeting-overlaps = Krockar med andra möten
profile-compare = Jämför inte med dessa
profile-dissimilar = { $other } har andra förutsättningar: { $factors }
initiative-coverage = { $done } av { $all } nätverk är informerade eller besökta ({ $percent } procent)
initiative-coverage-county = { $county }: { $done } av { $all } nätverk är informerade eller besökta ({ $percent } procent)

## Reports

report-rows = { $count ->
        [one] 1 rad
       *[other] { $count } rader
    }
report-totals = Sammanräkning
report-parties = Deltagare eller ägare
report-studied = Studerade samarbeten
report-studied-lead = De samarbeten som källan har studerat, i källans ordning.
report-studied-foot = Där deltagarna inte är registrerade står det antal som källan anger.
report-regional = Regionalt utvecklingsansvar
report-regional-lead = Vem som har det regionala utvecklingsansvaret i varje län, och sedan när. Sammanräkningen gäller dem som har ansvaret nu.
report-activities = Aktiviteter i { $title }
report-activities-lead = Samarbetets initiativ så som handlingsplanen ställer upp dem.
report-activities-foot = Tidplan anges när förstudien eller arbetet har startat.
report-external = drivs utanför samarbetet
report-breadth = Bredd och samtrappa
report-breadth-lead = Hur många samarbeten som finns för varje bredd och steg i samtrappan. Antalen leder till samarbetena.

## Signing in

sign-in = Logga in
sign-out = Logga ut
sign-in-help = Saknar du konto eller har du glömt lösenordet? Be den som driver installationen om en länk.
sign-in-demo = Det här är en demonstration. Inloggningarna skrevs ut där programmet startades.
email = E-postadress
password = Lösenord
password-help = Minst 15 tecken. En mening som du minns går bra.
password-present = Nuvarande lösenord
password-new = Nytt lösenord
password-change = Byt lösenord
welcome = Välj ett lösenord
welcome-lead = Välj ett lösenord till ditt konto. Sedan är du inloggad.
welcome-button = Spara och logga in

## Account

account = Mitt konto
own-language = Språk
own-password = Lösenord
own-sessions = Inloggningar
session-agent = Webbläsare
session-begun = Inloggad
session-seen = Senast använd
session-end = Avsluta
session-this = den här
session-unknown = Okänd webbläsare

## Users and roles

users = Användare
users-link = Ge länken till personen på ett säkert sätt. Den gäller i en timme och kan användas en gång.
user = Användare
user-name = Namn
user-add = Lägg till användare
user-active = Aktiv
user-disabled = Avstängd
user-disable = Stäng av
user-enable = Aktivera
user-link = Ny länk för lösenord
role = Roll
roles = Roller
role-give = Ge en roll
role-take = Ta bort
role-scope = Gäller för
role-key = Nyckel
role-key-help = Nyckeln till organisationen, samarbetet eller organet, till exempel kommun-lulea. Lämna tomt för driftansvarig.
role-in = { $role } i { $place }
role-operator = Driftansvarig
role-coordinator = Samordnare
role-representative = Företrädare
role-reader = Läsare (förtroendevald)
role-owner = Ansvarig
role-contributor = Medarbetare
role-observer = Observatör
scope-organisation = Organisation
scope-cooperation = Samarbete
scope-body = Organ
scope-installation = Hela installationen
scope-record = En enda post

## Rights

visibility-private = Egen organisation
    .help = Bara den ägande organisationen och de som har en roll i posten ser den.
visibility-participants = Deltagare
    .help = Även de organisationer som deltar ser posten.
visibility-members = Medlemmar
    .help = Även samarbetets medlemmar ser posten. Hör den inte till något samarbete ser alla inloggade den.
visibility-public = Alla
    .help = Alla ser posten, även utan konto. Filer och interna uppgifter visas inte för allmänheten.
rights-lead = Tabellen visar vad olika personer får göra med en post. Den är gjord av samma regler som programmet följer.
rights-operator-keeps = Frågeuppsättningar och frågor som ingen organisation äger sköts av den som driver installationen.
rights-caption = Rättigheter till en post som hör till ett samarbete
rights-who = Vem
rights-never = Nej
rights-always = Ja
rights-if-opened = Om ägaren har öppnat för samordnaren
rights-from = Om synligheten är minst ”{ $visibility }”
rights-parts = Delar av en post
rights-parts-told = En del läggs till, ändras och flyttas av dem som står här, och bara för en organisation som de skriver för.
rights-part = Del
rights-part-of = Hör till
rights-part-keepers = Den som får ändra det som delen hör till, eller samordnar det.
rights-part-participants = Också den som skriver för en organisation som deltar i det.
rights-part-spoken = Också organisationen själv, om sig själv.
rights-addresses = Adresser och vad de kräver
rights-method = Metod
rights-address = Adress
rights-act = Rätt som krävs
action-see = Se
action-see-internal = Se interna uppgifter
action-create = Skapa
action-change = Ändra
action-move = Ändra status
action-delete = Ta bort och återställa
action-propose = Föreslå ändringar
action-manage-users = Hantera användare
action-use-account = Använda sitt eget konto
action-visit = Ingen, öppen för alla
who-own-representative = Företrädare för den ägande organisationen
who-own-reader = Läsare i den ägande organisationen
who-record-owner = Ansvarig för posten
who-record-contributor = Medarbetare i posten
who-record-observer = Observatör i posten
who-participant = Företrädare för en deltagande organisation
who-member = Företrädare för en medlem i samarbetet
who-coordinator = Samordnare för samarbetet
who-stranger = Företrädare för en annan organisation
who-operator = Driftansvarig
who-public = Allmänheten

## Refusals

error-not-found = Sidan eller posten finns inte
error-not-found-why = Adressen kan vara fel, eller så krävs ett konto som får se posten. Kontrollera adressen eller sök efter det du vill hitta.
error-denied = Du får inte göra det här
error-refused = Det gick inte att göra
error-stale = Posten har ändrats sedan du öppnade sidan
error-stale-why = Inget är sparat. Gå tillbaka, läs in sidan på nytt och gör om det du ville göra.
error-too-many = För många försök
error-too-many-why = Det har kommit för många försök eller förfrågningar på kort tid. Vänta { $count } sekunder och försök igen.
error-full = Lagringsutrymmet är slut
error-full-why = Inget är sparat. Kontakta den som driver installationen och försök igen senare.
error-database = Programmet når inte sina uppgifter just nu
error-database-why = Vänta en stund och försök igen. Hjälper det inte, kontakta den som driver installationen.
body-occupancy = Besatta platser
report-activities-link = Aktiviteterna som tabell, så som i handlingsplanen
record-erased = Personuppgifterna är raderade för gott. Posten finns kvar så att det som hänvisar till den går att förstå.
reason-deleted = Posten är borttagen. Återställ den från historiken innan du ändrar den.
rule-not_undoable = Det senaste steget rörde fler poster än den här och kan inte ångras här. Återställ en tidigare version från historiken.
done-merged = Posterna är sammanslagna.
report-breadth-by-level = Bredd och nivå
body-below-minimum = Färre platser per medlem än formen kräver ({ $form }).
report-breadth-by-level-lead = Hur många samarbeten som finns för varje bredd och nivå. Antalen leder till samarbetena.
