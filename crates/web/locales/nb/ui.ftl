## Frame

skip = Hopp til innholdet
nav-main = Hovedmeny
nav-own = Språk og konto
nav-start = Oversikt
nav-initiatives = Tiltak
nav-plan = Mål og plan
nav-meetings = Møter
nav-knowledge = Kunnskap
nav-organisations = Virksomheter
crumbs = Du er her
registers = Registre
about = Om Samverk
accessibility = Tilgjengelighetserklæring
privacy = Personvern
rights = Hvem kan gjøre hva
demo-note = Dette er en demonstrasjon. Det du endrer, blir her og kan forsvinne når den startes på nytt.

## Words

yes = Ja
no = Nei
from = fra
until = til
number = Antall
version = Versjon
valid = gjelder (fra/til)
required = obligatorisk
not-stated = ikke oppgitt
not-filled-in = Ikke fylt ut
somebody = noen
acts = Handlinger
save = Lagre
cancel = Avbryt
undo = Angre
print = Skriv ut
as-table = Vis som tabell
to-start = Til oversikten

## Times

month-1 = januar
month-2 = februar
month-3 = mars
month-4 = april
month-5 = mai
month-6 = juni
month-7 = juli
month-8 = august
month-9 = september
month-10 = oktober
month-11 = november
month-12 = desember
half-1 = første halvår
half-2 = andre halvår
quarter-1 = første kvartal
quarter-2 = andre kvartal
quarter-3 = tredje kvartal
quarter-4 = fjerde kvartal
date-long = { $day }. { $month } { $year }
period-from = fra
period-until = til

## Overview

start-heading = Dette utvikler vi sammen
start-lead = Her finner du tiltakene, samarbeidene og målene som kommuner, fylkeskommuner og etater har felles. Alt som er åpent, kan leses og hentes uten konto.
start-states = Tiltak etter status
start-cooperations = Sist endrede samarbeid
start-all-cooperations = Alle samarbeid
card-initiatives = tiltak
card-cooperations = samarbeid
card-organisations = { $count ->
        [one] virksomhet
       *[other] virksomheter
    }
card-goals = mål
card-meetings = { $count ->
        [one] møte
       *[other] møter
    }
card-responsible = tiltak dere har ansvar for
card-participant = tiltak dere deltar i
card-memberships = medlemskap
own-start = Min oversikt
own-heading = Oversikt for { $name }
own-first-steps = Her er det ingenting som gjelder deg ennå. Åpne et tiltak eller et samarbeid i menyen for å lese det eller foreslå en endring.
own-waiting = Forslag som venter på avgjørelse
own-nothing-waiting = Ingen forslag venter.
own-initiatives = Virksomhetens tiltak
own-no-initiatives = Virksomheten din er ikke med i noe tiltak ennå.
own-meetings = Kommende møter
own-no-meetings = Ingen kommende møter er registrert.
own-cooperations = Virksomhetens samarbeid

## Search

search-label = Søk
search-button = Søk
search-hint = Søk i alle registre
search-title = Søk: { $words }
search-how = Skriv ett eller flere ord fra navn eller tekster, for eksempel en kommune eller et tiltak.
search-nothing = Ingenting ble funnet. Prøv med færre eller andre ord.

## Lists

list-words = Søk i listen
list-filter = Filtrer
list-more-filters = Flere filtre
list-all = Alle
list-columns = Kolonner
list-columns-show = Vis valgte kolonner
list-chosen = Valgte filtre
list-remove = fjern
list-clear = Fjern alle filtre
list-count = { $count ->
        [one] 1 oppføring
       *[other] { $shown } oppføringer
    }
list-shown = Viser { $first }–{ $last } av { $total }
list-nothing = Ingenting passer med det du har valgt. Fjern et filter eller et ord.
list-sum = Sum
list-pages = Sider i listen
list-page = Side { $page } av { $pages }
list-previous = Forrige
list-next = Neste
export = Hent listen
export-shown = Slik den vises
export-editing = For redigering og import

## Record

edit = Endre
edit-of = Endre { $title }
copy-link = Kopier lenke
copied = Lenken er kopiert.
steps = Trinn
related-all = Vis alle { $count }
add-to-record = Legg til
about-record = Om oppføringen
section-access = Eier og synlighet
column-deleted = Slettet
column-merged_into = Slått sammen med
record-deleted = Oppføringen er slettet. Den ligger i historikken og kan gjenopprettes.
record-restore-from-history = Gjenopprett den fra historikken
move = Endre status
move-to = Ny status
move-needs-reason = krever begrunnelse
move-reason-help = Trengs for de statusene der det står. Den vises i historikken.
attach = Legg ved en fil
attach-file = Fil, høyst 25 MB
attach-button = Legg ved
delete = Slett
delete-explain = En slettet oppføring vises ikke lenger for andre. Den ligger i historikken og kan gjenopprettes.
merge = Slå sammen med en annen oppføring
merge-explain = Den andre oppføringen blir stående. De tomme feltene fylles herfra, lenker føres dit, og denne adressen leder dit. Begge historikkene beholdes.
merge-into = Nøkkelen til oppføringen som skal bli stående
erase = Slett personopplysninger for godt
erase-explain = Personopplysningene fjernes fra oppføringen og fra alle tidligere versjoner, filer og forslag. Dette kan ikke angres.
done-created = Oppføringen er opprettet.
done-changed = Endringen er lagret.
done-moved = Statusen er endret.
done-undone = Den siste endringen er angret.
done-restored = Den tidligere versjonen er gjenopprettet.
done-proposed = Forslaget er sendt. De som kan endre oppføringen, tar stilling til det.
done-attached = Filen er lagt ved.
done-declined = Forslaget er avslått. Oppføringen er uendret.
done-password = Passordet er byttet. De andre innloggingene dine er avsluttet.

## Form

form-errors = { $count ->
        [one] Én opplysning må rettes. Ingenting er lagret ennå.
       *[other] { $count } opplysninger må rettes. Ingenting er lagret ennå.
    }
form-more = Flere linjer
reason = Begrunnelse
reason-help = Valgfri. Den vises i historikken.
conflict = Oppføringen er endret mens du skrev
conflict-why = En endring ble lagret { $when }. Det du skrev, står nedenfor, men er ikke lagret ennå. Sammenlign og velg hva du vil gjøre.
conflict-field = Felt
conflict-theirs = Lagret nå
conflict-mine = Du skrev
conflict-continue = Fortsett med det jeg skrev
conflict-drop = Behold det som er lagret

## Proposals

propose = Foreslå endring
propose-explain = Du kan ikke endre denne oppføringen selv. Det du skriver, blir et forslag som de ansvarlige tar stilling til.
propose-send = Send forslaget
proposal-heading = Forslag fra { $who }, { $when }
proposal-accept = Godta
proposal-decline = Avslå

## History

history = Historikk
history-of = Historikk for { $title }
history-fields = { $count ->
        [one] Ett endret felt
       *[other] { $count } endrede felt
    }
history-erased = slettet opplysning
history-hidden = vises ikke for deg
history-on-behalf = { $who } for { $organisation }
restore-version = Gjenopprett denne versjonen
undo-last = Angre denne endringen
operation-create = Opprettet
operation-change = Endret
operation-move = Status endret
operation-delete = Slettet
operation-restore = Gjenopprettet
operation-merge = Slått sammen
operation-erase = Personopplysninger slettet
via-web = på nett
via-cli = fra kommandolinjen
via-demo = demonstrasjonsdata
via-import = ved import
via-system = automatisk

## Kinds with more to show

organisation-summary = Kort fortalt
organisation-inhabitants = { $number } innbyggere { $year }
organisation-memberships = { $count ->
        [one] Ett medlemskap i samarbeid
       *[other] { $count } medlemskap i samarbeid
    }
organisation-seats = { $count ->
        [one] Én plass i organer
       *[other] { $count } plasser i organer
    }
cooperation-time = Plassene tar til sammen { $percent } prosent av en full stilling
strip-undated = { $count ->
        [one] Ett medlem. Kilden oppgir ikke når det kom med.
       *[other] { $count } medlemmer. Kilden oppgir ikke når de kom med.
    }
strip-dated = { $count ->
        [one] Ett medlem. Kilden oppgir når det kom med.
       *[other] { $count } medlemmer. For { $stated } av dem er det kjent når de kom med; en stiplet linje betyr at starten er ukjent.
    }
strip-when = Tid
body-seats = Plasser: { $expected } (medlemmer: { $members }; per medlem { $ordinary } faste, { $deputy } vara)
body-filled = Besatt: { $filled }, ledige: { $vacant }
body-quorum-met = Plassene er nok til å gjøre vedtak: { $needed } med stemmerett trengs, og { $voting } er besatt.
body-quorum-missing = Plassene er ikke nok til å gjøre vedtak: { $needed } med stemmerett trengs, men { $voting } er besatt.
body-time = { $percent } prosent av en full stilling per medlem
meeting-overlaps = Kolliderer med andre møter
profile-compare = Bør ikke sammenlignes med disse
profile-dissimilar = { $other } har andre forutsetninger: { $factors }
initiative-coverage = { $done } av { $all } nettverk er informert eller besøkt ({ $percent } prosent)
initiative-coverage-county = { $county }: { $done } av { $all } nettverk er informert eller besøkt ({ $percent } prosent)

## Reports

report-rows = { $count ->
        [one] 1 rad
       *[other] { $count } rader
    }
report-totals = Sammenlagt
report-parties = Deltakere eller eiere
report-studied = Studerte samarbeid
report-studied-lead = Samarbeidene som kilden har studert, i kildens rekkefølge.
report-studied-foot = Der deltakerne ikke er registrert, står antallet som kilden oppgir.
report-regional = Regionalt utviklingsansvar
report-regional-lead = Hvem som har det regionale utviklingsansvaret i hvert fylke eller län, og siden når. Sammenleggingen gjelder dem som har ansvaret nå.
report-activities = Aktiviteter i { $title }
report-activities-lead = Samarbeidets tiltak slik handlingsplanen stiller dem opp.
report-activities-foot = Tidsplan oppgis når forstudien eller arbeidet er i gang.
report-external = drives utenfor samarbeidet
report-breadth = Bredde og samarbeidstrapp
report-breadth-lead = Hvor mange samarbeid det er for hver bredde og hvert trinn i samarbeidstrappen. Tallene leder til samarbeidene.

## Signing in

sign-in = Logg inn
sign-out = Logg ut
sign-in-help = Mangler du konto, eller har du glemt passordet? Be den som drifter installasjonen, om en lenke.
sign-in-demo = Dette er en demonstrasjon. Innloggingene ble skrevet ut der programmet ble startet.
email = E-postadresse
password = Passord
password-help = Minst 15 tegn. En setning du husker, går fint.
password-present = Nåværende passord
password-new = Nytt passord
password-change = Bytt passord
welcome = Velg et passord
welcome-lead = Velg et passord til kontoen din. Deretter er du logget inn.
welcome-button = Lagre og logg inn

## Account

account = Min konto
own-language = Språk
own-password = Passord
own-sessions = Innlogginger
session-agent = Nettleser
session-begun = Logget inn
session-seen = Sist brukt
session-end = Avslutt
session-this = denne
session-unknown = Ukjent nettleser

## Users and roles

users = Brukere
users-link = Gi lenken til personen på en sikker måte. Den gjelder i én time og kan brukes én gang.
user = Bruker
user-name = Navn
user-add = Legg til bruker
user-active = Aktiv
user-disabled = Sperret
user-disable = Sperr
user-enable = Aktiver
user-link = Ny lenke for passord
role = Rolle
roles = Roller
role-give = Gi en rolle
role-take = Ta bort
role-scope = Gjelder for
role-key = Nøkkel
role-key-help = Nøkkelen til virksomheten, samarbeidet eller organet, for eksempel kommun-lulea. La stå tomt for driftsansvarlig.
role-in = { $role } i { $place }
role-operator = Driftsansvarlig
role-coordinator = Koordinator
role-representative = Representant
role-reader = Leser (folkevalgt)
role-owner = Ansvarlig
role-contributor = Medarbeider
role-observer = Observatør
scope-organisation = Virksomhet
scope-cooperation = Samarbeid
scope-body = Organ
scope-installation = Hele installasjonen
scope-record = Én enkelt oppføring

## Rights

visibility-private = Egen virksomhet
    .help = Bare eiervirksomheten og de som har en rolle i oppføringen, ser den.
visibility-participants = Deltakere
    .help = Også virksomhetene som deltar, ser oppføringen.
visibility-members = Medlemmer
    .help = Også samarbeidets medlemmer ser oppføringen. Hører den ikke til noe samarbeid, ser alle innloggede den.
visibility-public = Alle
    .help = Alle ser oppføringen, også uten konto. Filer og interne opplysninger vises ikke for allmennheten.
rights-lead = Tabellen viser hva ulike personer kan gjøre med en oppføring. Den er laget av de samme reglene som programmet følger.
rights-operator-keeps = Spørsmålssett og spørsmål som ingen organisasjon eier, holdes ved like av den som driver installasjonen.
rights-caption = Rettigheter til en oppføring som hører til et samarbeid
rights-who = Hvem
rights-never = Nei
rights-always = Ja
rights-if-opened = Hvis eieren har åpnet for koordinatoren
rights-from = Hvis synligheten er minst «{ $visibility }»
rights-parts = Deler av en post
rights-parts-told = En del legges til, endres og flyttes av dem som står her, og bare for en virksomhet som de skriver for.
rights-part = Del
rights-part-of = Hører til
rights-part-keepers = Den som kan endre det delen hører til, eller koordinerer det.
rights-part-participants = Også den som skriver for en virksomhet som deltar i det.
rights-part-spoken = Også virksomheten selv, om seg selv.
rights-addresses = Adresser og hva de krever
rights-method = Metode
rights-address = Adresse
rights-act = Rettighet som kreves
action-see = Se
action-see-internal = Se interne opplysninger
action-create = Opprette
action-change = Endre
action-move = Endre status
action-delete = Slette og gjenopprette
action-propose = Foreslå endringer
action-manage-users = Administrere brukere
action-use-account = Bruke sin egen konto
action-visit = Ingen, åpen for alle
who-own-representative = Representant for eiervirksomheten
who-own-reader = Leser i eiervirksomheten
who-record-owner = Ansvarlig for oppføringen
who-record-contributor = Medarbeider i oppføringen
who-record-observer = Observatør i oppføringen
who-participant = Representant for en virksomhet som deltar
who-member = Representant for et medlem av samarbeidet
who-coordinator = Koordinator for samarbeidet
who-stranger = Representant for en annen virksomhet
who-operator = Driftsansvarlig
who-public = Allmennheten

## Refusals

error-not-found = Siden eller oppføringen finnes ikke
error-not-found-why = Adressen kan være feil, eller det kreves en konto som kan se oppføringen. Kontroller adressen, eller søk etter det du vil finne.
error-denied = Du kan ikke gjøre dette
error-refused = Det lot seg ikke gjøre
error-stale = Oppføringen er endret siden du åpnet siden
error-stale-why = Ingenting er lagret. Gå tilbake, last inn siden på nytt og gjør det du ville gjøre, en gang til.
error-too-many = For mange forsøk
error-too-many-why = Det har kommet for mange forsøk eller forespørsler på kort tid. Vent { $count } sekunder og prøv igjen.
error-full = Det er ikke mer lagringsplass
error-full-why = Ingenting er lagret. Kontakt den som drifter installasjonen, og prøv igjen senere.
error-database = Programmet når ikke opplysningene sine akkurat nå
error-database-why = Vent litt og prøv igjen. Hjelper det ikke, kontakt den som drifter installasjonen.
body-occupancy = Besatte plasser
report-activities-link = Aktivitetene som tabell, slik de står i handlingsplanen
record-erased = Personopplysningene er slettet for godt. Oppføringen blir stående, slik at det som viser til den, kan forstås.
reason-deleted = Oppføringen er slettet. Gjenopprett den fra historikken før du endrer den.
rule-not_undoable = Det siste trinnet gjaldt flere oppføringer enn denne og kan ikke angres her. Gjenopprett en tidligere versjon fra historikken.
done-merged = Oppføringene er slått sammen.
report-breadth-by-level = Bredde og nivå
body-below-minimum = Færre plasser per medlem enn formen krever ({ $form }).
report-breadth-by-level-lead = Hvor mange samarbeid det er for hver bredde og hvert nivå. Tallene leder til samarbeidene.
