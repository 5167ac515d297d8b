## Refusals of the API

problem-invalid = Noe av det som ble sendt, kan ikke brukes. Hvert sted er oppgitt nedenfor.
problem-not-found = Her er det ingenting, eller det kan ikke vises med denne API-nøkkelen.
problem-token-needed = Send en API-nøkkel: Authorization: Bearer smv_…
problem-token-scope = Denne API-nøkkelen kan ikke brukes til det. Lag en med annen tilgang.
problem-denied = Det er ikke tillatt.
problem-refused = Det lar seg ikke gjøre.
problem-stale = Oppføringen er endret siden du leste den. Hent den på nytt og send ETag for den.
problem-repeated = En forespørsel med samme Idempotency-Key er allerede utført.
problem-too-many = For mange forespørsler. Vent så lenge som Retry-After sier.
problem-full = Disken er full. Ingenting er lagret, men det går fortsatt an å lese.
problem-database = Databasen svarer ikke. Prøv igjen senere.
problem-if-match-needed = Send ETag for den versjonen du leste: If-Match: "3".
problem-idempotency-key = Idempotency-Key skal ha 1 til 255 tegn.
problem-idempotency-key-used = Denne Idempotency-Key er allerede brukt for en annen forespørsel. Velg en ny.
problem-too-large = Innholdet i forespørselen er for stort.
problem-method = Denne adressen svarer ikke på den metoden.
fault-json = Dette er ikke JSON: { $detail }
fault-json_deep = JSON-innholdet har flere enn { $detail } nivåer.
fault-json_object = Her skal det stå et objekt.
fault-json_value = Verdien har feil type. Se beskrivelsen av API-et.
fault-cursor = Verdien i cursor hører ikke til denne spørringen. Begynn på nytt uten den.
fault-not_changed_here = Dette endres ikke her. En oppføring får ny status på en egen adresse.
fault-time = «{ $detail }» er ikke et klokkeslett. Skriv for eksempel 09:30.

## Tokens and mail

own-tokens = API-nøkler for programmer
own-tokens-help = Med en API-nøkkel kan et annet program lese og skrive som deg. Lag en for hvert program, og avslutt den når programmet ikke lenger trenger den.
token-made = API-nøkkelen er laget. Kopier den nå: den vises ikke igjen.
token-calendar = Bruk denne adressen i et kalenderprogram:
token-name = Navn på nøkkelen
token-scope = Tilgang
token-scope-read = Lese
token-scope-write = Lese og endre
token-scope-calendar = Bare min kalender
token-expires = Gjelder til
token-days = Gyldig antall dager
token-make = Lag en API-nøkkel
token-end = Avslutt
token-unused = Ikke brukt ennå
own-mail = E-post
own-mail-help = Velg hvor ofte du får e-post om det du følger. Når noen nevner deg eller avgjør forslaget ditt, får du e-post straks, hvis du ikke velger «Aldri».
mail-at_once = Straks
mail-daily = Én gang om dagen
mail-weekly = Én gang i uken (mandager)
mail-never = Aldri

## Fields that all registers have

common-checked = Sist kontrollert
    .help = Dagen da noen sist forsikret seg om at opplysningene stemmer.
common-review_by = Kontrolleres igjen innen
    .help = Fra og med denne dagen står det på siden at opplysningene kan være utdaterte.
meeting-start_time = Begynner klokken
    .help = Klokkeslett, for eksempel 09:30.
meeting-end_time = Slutter klokken
    .help = Klokkeslett, for eksempel 12:00.
section-own = Egne felt
rule-own_fields_unreadable = Installasjonens egne felt kan ikke leses. Kontakt den som drifter installasjonen.
rule-draft_too_large = Utkastet er for stort til å lagres.
rule-follows_too_much = Du følger allerede så mange oppføringer og lister som er tillatt. Slutt å følge noe først.
fault-view_reach = Bare den som skriver for en virksomhet, kan dele en visning.
fault-own_name = Navnet kan ikke brukes. Det skal begynne med x_ og ellers bare ha små bokstaver a–z, sifre og understreker.
fault-own_fixed = Dette kan ikke endres når feltet først finnes. Ta feltet ut av bruk og legg til et nytt.
fault-own_choice_gone = «{ $detail }» kan være i bruk og kan ikke fjernes. Endre navnet i stedet.
error-repeated = Det er allerede gjort

## Imports on a page

import = Importer
import-into = Importer: { $kind }
import-lead = Hent inn et regneark slik det er. Du ser hva som kommer til å skje, før noe lagres, og en hel import kan angres.
import-file = Fil
import-file-help = CSV eller XLSX, høyst 25 MB og 100 000 rader.
import-upload = Gå videre
import-shape = Vil du heller endre det som allerede finnes? Hent det, endre det og importer det på nytt:
import-earlier = Tidligere importer
import-check = Kontroller importen
import-outcome = Importen
import-where = Hvor tabellen er
import-sheet = Ark
import-head-row = Rad med kolonneoverskrifter
import-head-height = Antall overskriftsrader
import-columns = Kolonner
import-columns-help = Oppgi hvilket felt hver kolonne hører til. Neste fil med de samme overskriftene tolkes likt.
import-column = Kolonne { $count }
import-in-file = I filen
import-example = Eksempel
import-becomes = Felt i registeret
import-left-out = Tas ikke med
import-how = Hvordan det lagres
import-match = Oppføringer kjennes igjen på
import-match-help = Finnes verdien fra før, endres den oppføringen. Ellers opprettes en ny.
import-match-key = id eller nøkkel
import-owner = Nye oppføringer tilhører
import-currency = Valuta for beløp som mangler valuta
import-valid-only = Importer radene som stemmer, og hopp over de andre
import-doubts = Navn å ta stilling til
import-doubts-help = Disse navnene blir ikke funnet slik de er skrevet. Velg hva de betyr.
import-in-rows = { $count ->
    [one] på { $count } rad
   *[other] på { $count } rader
}
import-undecided = Ikke valgt
import-leave-empty = La stå tomt
import-look-again = Kontroller på nytt
import-run = Importer
import-faults = Feil som må rettes
import-more-faults = og { $count } til. Alle står i filen med de avviste radene.
import-row = Rad
import-cell = Kolonne
import-reason = Årsak
import-sample = De første radene slik de ville bli lagret
import-wrong = Feil
import-rows = Rader
import-created = Nye
import-changed = Endrede
import-unchanged = Uendrede
import-rejected = Avviste
import-status-waiting = Venter på deg
import-status-running = Pågår
import-status-done = Ferdig
import-status-refused = Ingenting er lagret
import-status-interrupted = Avbrutt, ingenting er lagret
import-status-undone = Angret
import-progress = { $done } av { $of } rader er gjennomgått
import-running = Importen pågår. Du får et varsel når den er ferdig.
import-rejected-file = Hent de avviste radene
import-rejected-help = Årsaken står i den siste kolonnen. Rett radene og importer filen på nytt.
import-see-list = Vis listen med den siste endringen først
import-undo = Angre importen
import-undo-help = Det importen opprettet, slettes, og det den endret, blir som før. Oppføringer som noen har endret siden, blir stående som de er.
rule-import_raced = Noen endret en av oppføringene i mellomtiden. Ingenting er lagret. Prøv igjen.
rule-import_none_rejected = Denne importen har ingen avviste rader.
rule-import_refused = Importen ble avvist. Ingenting er lagret.
rule-import_file_gone = Filen finnes ikke lenger. Last den opp på nytt.
rule-import_unreadable = Filen kan ikke leses lenger. Last den opp på nytt.
rule-import_not_undoable = Importen kan ikke angres: den lagret ingenting, eller er allerede angret.
rule-import_not_waiting = Denne importen pågår allerede eller er ferdig.
rule-import_columns = En kolonne er ukjent eller finnes to ganger. Ingenting er lagret.
rule-import_interrupted = Importen ble avbrutt. Ingenting er lagret. Prøv igjen.
fault-file_no_head = Det er ingen kolonneoverskrifter på rad { $detail }. Velg en annen rad.
fault-match_several = { $detail } oppføringer har denne verdien. Oppgi id eller nøkkel på raden.
fault-not_allowed = Du kan ikke skrive for denne virksomheten.

## Many at once

bulk-change = Endre i de valgte oppføringene
bulk-go = Gå videre
bulk-all = Velg alle
bulk-choose = Velg
bulk-chosen = Valgte oppføringer
bulk-of = { $count ->
    [one] Endre { $field } for { $count } oppføring
   *[other] Endre { $field } for { $count } oppføringer
}
bulk-how = Hva som skjer med verdiene som allerede finnes
bulk-add = Legg til disse
bulk-remove = Fjern disse
bulk-replace = Bare disse fra nå av
bulk-empty-clears = Lar du feltet stå tomt, tømmes det i alle valgte oppføringer.
bulk-set = Endre de valgte oppføringene
bulk-refused = Ingenting er endret:
rule-bulk_nothing = Ingen oppføringer er valgt. Gå tilbake og velg noen.
rule-bulk_too_many = Høyst 200 oppføringer kan endres på én gang.
rule-bulk_no_field = Velg et felt å endre.
done-bulk = De valgte oppføringene er endret.
done-undone-many = { $count ->
    [0] Alt er som før.
    [one] Det er angret, unntatt for { $count } oppføring som noen har endret siden.
   *[other] Det er angret, unntatt for { $count } oppføringer som noen har endret siden.
}

## Views, following, comments, drafts

views = Visninger
view-all = Alle
view-keep = Følg eller lagre listen
view-name = Lagre som visning
view-reach = Hvem som ser visningen
view-mine = Bare jeg
view-shared = Virksomheten min
view-standard = Forvalgt visning for virksomheten min
view-save = Lagre
view-remove = Fjern visningen
follow = Følg
follow-list = Følg denne listen
unfollow = Slutt å følge
followed = Dette følger du
followed-none = Du følger ingenting ennå. Det er en knapp på hver oppføring og under hver liste.
feed = Nyhetsstrøm (Atom)
export-linked = Lenkede data
comments = Kommentarer
comment-write = Skriv en kommentar
comment-help = Bare de som er logget inn, leser den. Nevn noen med @ og navnet, så får personen vite det straks.
comment-send = Send
comment-remove = Fjern
comment-removed = Kommentaren er fjernet av den som skrev den.
notices = Varsler
notices-none = Det er ikke noe nytt. Her får du vite hva som skjer med det du følger.
notices-read = Merk alle som lest
notice-new = Nytt
notice-created = Nytt: { $kind }
notice-changed = Endret: { $kind }
notice-moved = Ny status: { $kind }
notice-deleted = Slettet: { $kind }
notice-mention = Du er nevnt: { $kind }
notice-comment = Ny kommentar: { $kind }
notice-proposal = En endring er foreslått: { $kind }
notice-accepted = Forslaget ditt er godtatt: { $kind }
notice-declined = Forslaget ditt er avslått: { $kind }
notice-import-counts = { $rows } rader: { $created } opprettet, { $changed } endret, { $unchanged } uendret, { $rejected } utelatt.
notice-import = En import er ferdig: { $kind }
drafts = Utkast
draft-keep = Lagre som utkast
draft-kept = Utkastet er lagret
draft-waiting = Du har et utkast fra
draft-go-on = Fortsett med det
draft-drop = Forkast utkastet
draft-shown = Dette er utkastet ditt. Oppføringen endres ikke før du sender det.
stale-since = Opplysningene skulle vært kontrollert innen { $when }. De kan være utdaterte.
mail-subject = { $count ->
    [one] Samverk: { $first }
   *[other] Samverk: { $first } (til sammen { $count })
}
mail-why = Du får denne e-posten fordi du følger noe i Samverk, eller fordi noe der venter på deg eller virksomheten din. På siden Min konto velger du når du får den.
mail-head = Historikkens kontrollsum

## Own fields

own-fields = Egne felt
own-fields-lead = Felt som denne installasjonen legger til i et register. De virker straks som de andre, i skjemaer, lister, filer og API.
own-add = Legg til et felt
own-change = Endre feltet
own-withdrawn = Ute av bruk
own-part-kind = Register
own-part-of = Type innhold
own-part-label = Etikett
own-part-help = Forklaring
own-part-name = Navn
own-part-decimals = Desimaler
own-part-to = Lenker til
own-part-choices = Alternativer
own-part-repeated = Flere verdier
own-part-filterable = Kan brukes som filter
own-part-searched = Tas med i søk
own-part-internal = Vises ikke for allmennheten
own-part-withdrawn = Ute av bruk: kan ikke lenger fylles ut, men det som er fylt ut, blir stående
own-name-help = Navn i filer og adresser. La stå tomt, så lages et av etiketten.
own-choices-help = For lister: ett alternativ på hver linje.
own-type-text = Tekst
own-type-long_text = Lang tekst
own-type-number = Tall
own-type-money = Beløp
own-type-date = Dato
own-type-flag = Ja eller nei
own-type-choice = Ett alternativ fra en liste
own-type-tags = Flere alternativer fra en liste
own-type-url = Nettadresse
own-type-email = E-postadresse
own-type-organisation_number = Organisasjonsnummer
own-type-link = En annen oppføring

## Calendar and published head


calendar-subscribe = Abonner på kalenderen
head-heading = Historikkens publiserte kontrollsum
head-why = Hver endring kjedes sammen med den forrige. Den som tar vare på denne verdien, kan senere vise at ingenting er fjernet eller endret.
head-entries = { $count ->
    [one] { $count } hendelse
   *[other] { $count } hendelser
}

## Sikkerhetskopier

rule-archive_broken = Sikkerhetskopien eller arkivet er ødelagt eller ufullstendig. Ingenting ble endret.
rule-archive_newer = Filen er skrevet av et nyere program. Bruk det programmet.
rule-archive_target_used = Her finnes det allerede oppføringer. Bruk et tomt sted, eller --replace.
rule-archive_not_whole = Historikken i filen er ikke hel. Ingenting ble endret.
rule-archive_file_gone = En fil ble fjernet mens sikkerhetskopien ble skrevet. Prøv igjen.
rule-archive_file_broken = En lagret fil er ikke lenger det den var. Kjør samverk verify.

column-id = Id
column-version = Versjon

problem-media-type = Send JSON: Content-Type: application/json.
notice-many = Mange endringer på én gang: { $kind }
fault-file_cell_long = Teksten i en celle på rad { $detail } er for lang.
fault-file_cells = Arket har flere enn { $detail } celler. Del det opp i flere filer.

## Following and choosing

import-means = Betyr
import-decided = ditt valg
import-not-ready = Importen kan gjøres når feilene er rettet, eller når du velger å hoppe over radene med feil.
bulk-clear = Fjern alle verdier
bulk-no-value = Fyll inn minst én verdi. Skal feltet tømmes, velg «Fjern alle verdier».
token-days-help = Høyst 365.
own-decimals-help = For tall.
own-to-help = For lenker til andre oppføringer.
done-followed = Du følger det nå. Det som skjer, står blant varslene dine.
done-unfollowed = Du følger det ikke lenger.
to-back = Tilbake
fault-row_gone = Oppføringen { $detail } er slettet for godt eller slått sammen med en annen. Bruk en annen nøkkel.
fault-not_for_many = Det feltet endres ikke for mange oppføringer på én gang.
rule-stopped = Programmet avsluttes. Prøv igjen om litt.
