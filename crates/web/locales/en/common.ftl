## Fields

common-language = Language
    .help = The language in which the record’s own texts are written.
common-source = Source
    .help = Where the facts come from, if possible with page or section.
common-certainty = Certainty
    .help = How sure the facts are: whether the source states them or they are inferred.
common-note = Note
    .help = What a reader needs to know but fits no other field.
common-files = Files
    .help = Documents that belong to the record; they are not shown to the public.

## Columns

column-title = Name
column-key = Key
    .help = Short name in addresses and spreadsheets: small letters a–z, digits and hyphens. Leave empty to have one made from the name.
column-state = Status
column-visibility = Visibility
    .help = Who may see the record. Begin narrowly if you are unsure; it can be opened later.
column-owner = Owning organisation
    .help = The organisation that owns the facts and decides who may change them.
column-changed = Last changed

## Sections

section-facts = Facts
section-source = Source
section-files = Files
section-seats = Seats
section-steering = Steering
section-profile = Profile
section-timetable = Timetable and status
section-goals = Goals
section-factors = Factors
