## Texts of whole pages, in Markdown

about-text =
    Samverk er en felles arbeidsbenk for kommuner, fylkeskommuner og etater som utvikler digitale tjenester sammen. Her ligger tiltakene, målene, møtene, samarbeidene og virksomhetene på ett sted, slik at alle ser hva som pågår, hvem som er ansvarlig, og hva som er vedtatt.

    # Hvem ser hva

    Hver oppføring har en eiervirksomhet, som bestemmer hvem som kan se den. Det som er åpent for alle, kan leses uten konto. Siden [Hvem kan gjøre hva](/nb/rights) viser reglene.

    # Åpne data

    Hver liste kan hentes som CSV, XLSX eller JSON, med filtrene du har valgt. Hver oppføring har en varig lenke, som fortsetter å virke selv om oppføringen bytter navn.

    # Historikk

    Hver endring lagres med tidspunkt og, for dem som er logget inn, hvem som gjorde den. En tidligere versjon kan gjenopprettes.

    # Åpen lisens

    Samverk er fri programvare under lisensen EUPL-1.2. Hvem som helst kan bruke, granske og endre programmet på lisensens vilkår.

privacy-text =
    Virksomheten som drifter installasjonen, er ansvarlig for personopplysningene her. Samverk har så få personopplysninger som mulig.

    # Hvilke opplysninger som finnes

    - Kontoer: navn, e-postadresse, språk, roller og passordet i en form som ikke kan leses.
    - Innlogginger: når du logget inn, når du sist var aktiv, og hvilken nettleser du brukte. En innlogging opphører etter 30 minutter uten bruk og senest etter 12 timer.
    - Mislykkede forsøk på å logge inn telles for å hindre gjetting. Adressene lagres da bare som kontrollsummer.
    - Historikk: hvem som har gjort en endring, og når. Allmennheten ser ikke hvem.
    - Kontaktpersoner: navn, stilling, virksomhet, e-post og telefon. De kan bare ligge her med samtykke eller hvis personen har en offentlig rolle, og alltid med en dato for når de skal slettes. Allmennheten ser ikke navn, e-post eller telefon.

    # Informasjonskapsler

    Når du logger inn, settes én informasjonskapsel. Den trengs for at du skal være logget inn. Det gjøres ingen sporing, og ingenting hentes fra andre nettsteder.

    # Rettighetene dine

    Etter personvernforordningen (GDPR) har du rett til å få vite hvilke opplysninger som finnes om deg, få feil rettet og i mange tilfeller få opplysninger slettet. Ta kontakt med virksomheten som drifter installasjonen. Når en kontaktperson slettes for godt, forsvinner personopplysningene fra oppføringen, fra tidligere versjoner, fra filer og fra forslag. Det som blir stående, er at noe er slettet.

    Er du ikke fornøyd med svaret, kan du klage til Datatilsynet i Norge eller Integritetsskyddsmyndigheten i Sverige.

accessibility-text =
    Samverk skal kunne brukes av alle. Målet er å oppfylle WCAG 2.2 på nivå AA.

    # Slik er det prøvd

    - Sidene prøves automatisk med verktøyet axe på svensk, norsk og engelsk, med lyse og mørke farger.
    - De prøves i et vindu som er 320 piksler bredt, med bare tastatur og uten JavaScript.
    - Figurer har de samme opplysningene i en tabell.

    # Det vi ikke vet

    Samverk er ennå ikke prøvd med skjermleser av personer som bruker det til daglig. Automatiske prøver finner bare en del av alle mangler. Det kan derfor finnes hindre vi ikke kjenner til. Vedlagte filer og tekster som brukere skriver, kan også ha mangler.

    # Si fra hvis noe hindrer deg

    Kontakt virksomheten som drifter installasjonen. Fortell hvilken side det gjelder, hva du ville gjøre, og hva som hindret deg.

    # Tilsyn

    I Norge fører Tilsynet for universell utforming av ikt (Uutilsynet) tilsyn. I Sverige gjør Myndigheten för digital förvaltning (Digg) det. Får du ikke svar, eller et svar du ikke er fornøyd med, kan du melde fra dit.
