kind-map-version = Kartversion
    .plural = Kartversioner
    .new = Ny kartversion
    .intro = Här finns frysta versioner av översiktskartan, som visar hur den såg ut vid en viss tidpunkt.
    .definite = kartversionen
    .empty = Inga kartversioner är registrerade ännu.
map-version-name = Namn
map-version-date = Datum
    .help = Den dag som kartan visar, till exempel 2014-03-26.
map-version-entry = Sista händelse
    .help = Numret på den sista händelsen i historiken som den frysta kartan visar.
map-version-filter = Urval
    .help = Urvalet som det skrivs i adressen, till exempel level=regional.
map-version-cooperation = Samarbete
    .inverse = Versioner av översiktskartan
map-version-comment = Redaktörens kommentar
    .help = Vad som är viktigt i versionen, eller varför den sparades.
