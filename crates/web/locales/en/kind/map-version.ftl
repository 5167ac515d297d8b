kind-map-version = Map version
    .plural = Map versions
    .new = New map version
    .intro = Frozen versions of the overview map, which show it as it was at a certain time.
    .definite = the map version
    .empty = No map versions have been registered yet.
map-version-name = Name
map-version-date = Date
    .help = The day that the map shows, for example 2014-03-26.
map-version-entry = Last entry
    .help = The number of the last entry of the history that the frozen map shows.
map-version-filter = Filter
    .help = The filter as written in the address, for example level=regional.
map-version-cooperation = Cooperation
    .inverse = Versions of the overview map
map-version-comment = Editor’s comment
    .help = What matters in the version, or why it was kept.
