kind-map-version = Kartversjon
    .plural = Kartversjoner
    .new = Ny kartversjon
    .intro = Her finner du frosne versjoner av oversiktskartet, som viser det slik det var på et bestemt tidspunkt.
    .definite = kartversjonen
    .empty = Ingen kartversjoner er registrert ennå.
map-version-name = Navn
map-version-date = Dato
    .help = Dagen som kartet viser, for eksempel 2014-03-26.
map-version-entry = Siste hendelse
    .help = Nummeret på den siste hendelsen i historikken som det frosne kartet viser.
map-version-filter = Utvalg
    .help = Utvalget slik det skrives i adressen, for eksempel level=regional.
map-version-cooperation = Samarbeid
    .inverse = Versjoner av oversiktskartet
map-version-comment = Redaktørens kommentar
    .help = Hva som er viktig i versjonen, eller hvorfor den ble lagret.
