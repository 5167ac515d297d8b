## Frame

skip = Skip to the content
nav-main = Main menu
nav-own = Language and account
nav-start = Overview
nav-initiatives = Initiatives
nav-plan = Goals and plan
nav-meetings = Meetings
nav-knowledge = Knowledge
nav-organisations = Organisations
crumbs = You are here
registers = Registers
about = About Samverk
accessibility = Accessibility statement
privacy = Personal data
rights = Who may do what
demo-note = This is a demonstration. What you change stays here and may be gone when it is started again.

## Words

yes = Yes
no = No
from = from
until = until
number = Number
version = Version
valid = valid (from/until)
required = required
not-stated = not stated
not-filled-in = Not filled in
somebody = somebody
acts = Actions
save = Save
cancel = Cancel
undo = Undo
print = Print
as-table = Show as a table
to-start = To the overview

## Times

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
half-1 = first half of
half-2 = second half of
quarter-1 = first quarter of
quarter-2 = second quarter of
quarter-3 = third quarter of
quarter-4 = fourth quarter of
date-long = { $day } { $month } { $year }
period-from = from
period-until = until

## Overview

start-heading = What we develop together
start-lead = Here are the initiatives, cooperations and goals that municipalities, regions and agencies share. Everything that is open can be read and downloaded without an account.
start-states = Initiatives by status
start-cooperations = Recently changed cooperations
start-all-cooperations = All cooperations
card-initiatives = { $count ->
        [one] initiative
       *[other] initiatives
    }
card-cooperations = { $count ->
        [one] cooperation
       *[other] cooperations
    }
card-organisations = { $count ->
        [one] organisation
       *[other] organisations
    }
card-goals = { $count ->
        [one] goal
       *[other] goals
    }
card-meetings = { $count ->
        [one] meeting
       *[other] meetings
    }
card-responsible = { $count ->
        [one] initiative you are responsible for
       *[other] initiatives you are responsible for
    }
card-participant = { $count ->
        [one] initiative you take part in
       *[other] initiatives you take part in
    }
card-memberships = { $count ->
        [one] membership
       *[other] memberships
    }
own-start = My overview
own-heading = Overview for { $name }
own-first-steps = There is nothing here that concerns you yet. Open an initiative or a cooperation from the menu to read it or propose a change.
own-waiting = Proposals waiting for a decision
own-nothing-waiting = No proposals are waiting.
own-initiatives = Your organisation’s initiatives
own-no-initiatives = Your organisation takes part in no initiative yet.
own-meetings = Coming meetings
own-no-meetings = No coming meetings are registered.
own-cooperations = Your organisation’s cooperations

## Search

search-label = Search
search-button = Search
search-hint = Search all registers
search-title = Search: { $words }
search-how = Write one or more words from names or texts, for example a municipality or an initiative.
search-nothing = Nothing was found. Try fewer or other words.

## Lists

list-words = Search the list
list-filter = Filter
list-more-filters = More filters
list-all = All
list-columns = Columns
list-columns-show = Show the chosen columns
list-chosen = Chosen filters
list-remove = remove
list-clear = Clear all filters
list-count = { $count ->
        [one] 1 record
       *[other] { $shown } records
    }
list-shown = Showing { $first }–{ $last } of { $total }
list-nothing = Nothing matches what you have chosen. Remove a filter or a word.
list-sum = Sum
list-pages = Pages of the list
list-page = Page { $page } of { $pages }
list-previous = Previous
list-next = Next
export = Download the list
export-shown = As shown
export-editing = For editing and import

## Record

edit = Edit
edit-of = Edit { $title }
copy-link = Copy link
copied = The link is copied.
steps = Steps
related-all = Show all { $count }
add-to-record = Add
about-record = About the record
section-access = Owner and visibility
column-deleted = Deleted
column-merged_into = Merged into
record-deleted = The record is deleted. It is kept in the history and can be restored.
record-restore-from-history = Restore it from the history
move = Change status
move-to = New status
move-needs-reason = needs a reason
move-reason-help = Needed where the status says so. It is shown in the history.
attach = Attach a file
attach-file = File, at most 25 MB
attach-button = Attach
delete = Delete
delete-explain = A deleted record is no longer shown to others. It is kept in the history and can be restored.
merge = Merge into another record
merge-explain = The other record stays. Its empty fields are filled from here, links lead to it and so does this address. Both histories are kept.
merge-into = Key of the record that stays
erase = Erase personal data
erase-explain = The personal data is removed from the record and from all earlier versions, files and proposals. This cannot be undone.
done-created = The record is created.
done-changed = The change is saved.
done-moved = The status is changed.
done-undone = The last change is undone.
done-restored = The earlier version is restored.
done-proposed = The proposal is sent. Those who may change the record decide on it.
done-attached = The file is attached.
done-declined = The proposal is declined. The record is unchanged.
done-password = The password is changed. Your other sessions are ended.

## Form

form-errors = { $count ->
        [one] One entry needs correcting. Nothing is saved yet.
       *[other] { $count } entries need correcting. Nothing is saved yet.
    }
form-more = More lines
reason = Reason
reason-help = Optional. It is shown in the history.
conflict = The record was changed while you wrote
conflict-why = A change was saved on { $when }. What you wrote is kept below but is not saved yet. Compare the two and choose what to do.
conflict-field = Field
conflict-theirs = Saved now
conflict-mine = You wrote
conflict-continue = Continue with what I wrote
conflict-drop = Keep what is saved

## Proposals

propose = Propose a change
propose-explain = You may not change this record yourself. What you write becomes a proposal that those responsible decide on.
propose-send = Send the proposal
proposal-heading = Proposal from { $who }, { $when }
proposal-accept = Accept
proposal-decline = Decline

## History

history = History
history-of = History of { $title }
history-fields = { $count ->
        [one] One changed field
       *[other] { $count } changed fields
    }
history-erased = erased
history-hidden = not shown to you
history-on-behalf = { $who } for { $organisation }
restore-version = Restore this version
undo-last = Undo this change
operation-create = Created
operation-change = Changed
operation-move = Status changed
operation-delete = Deleted
operation-restore = Restored
operation-merge = Merged
operation-erase = Personal data erased
via-web = on the web
via-cli = from the command line
via-demo = demonstration data
via-import = by import
via-system = automatically

## Kinds with more to show

organisation-summary = In brief
organisation-inhabitants = { $number } inhabitants { $year }
organisation-memberships = { $count ->
        [one] One membership in cooperations
       *[other] { $count } memberships in cooperations
    }
organisation-seats = { $count ->
        [one] One seat in bodies
       *[other] { $count } seats in bodies
    }
cooperation-time = The seats take { $percent } per cent of full time in all
strip-undated = { $count ->
        [one] One member. The source does not state when it joined.
       *[other] { $count } members. The source does not state when they joined.
    }
strip-dated = { $count ->
        [one] One member. The source states when it joined.
       *[other] { $count } members. For { $stated } of them it is known when they joined; a dashed line means that the start is unknown.
    }
strip-when = Time
body-seats = Seats: { $expected } (members: { $members }; per member { $ordinary } ordinary, { $deputy } deputy)
body-filled = Filled: { $filled }, vacant: { $vacant }
body-quorum-met = The seats are enough for decisions: { $needed } voting members are needed and { $voting } are filled.
body-quorum-missing = The seats are not enough for decisions: { $needed } voting members are needed but { $voting } are filled.
body-time = { $percent } per cent of full time per member
meeting-overlaps = Clashes with other meetings
profile-compare = Not to be compared with these
profile-dissimilar = { $other } has other preconditions: { $factors }
initiative-coverage = { $done } of { $all } networks are informed or visited ({ $percent } per cent)
initiative-coverage-county = { $county }: { $done } of { $all } networks are informed or visited ({ $percent } per cent)

## Reports

report-rows = { $count ->
        [one] 1 row
       *[other] { $count } rows
    }
report-totals = Totals
report-parties = Participants or owners
report-studied = Studied cooperations
report-studied-lead = The cooperations that the source has studied, in the order of the source.
report-studied-foot = Where the participants are not registered, the number that the source states is shown.
report-regional = Regional development responsibility
report-regional-lead = Who holds the responsibility for regional development in each county, and since when. The totals count those who hold it now.
report-activities = Activities of { $title }
report-activities-lead = The initiatives of the cooperation as its action plan sets them out.
report-activities-foot = A timetable is given once the pre-study or the work has begun.
report-external = run outside the cooperation
report-breadth = Breadth and cooperation stairs
report-breadth-lead = How many cooperations there are for each breadth and step of the cooperation stairs. The numbers lead to the cooperations.

## Signing in

sign-in = Sign in
sign-out = Sign out
sign-in-help = No account, or forgotten your password? Ask whoever runs the installation for a link.
sign-in-demo = This is a demonstration. The sign-ins were printed where the program was started.
email = E-mail address
password = Password
password-help = At least 15 characters. A sentence that you remember will do.
password-present = Present password
password-new = New password
password-change = Change password
welcome = Choose a password
welcome-lead = Choose a password for your account. You are then signed in.
welcome-button = Save and sign in

## Account

account = My account
own-language = Language
own-password = Password
own-sessions = Sessions
session-agent = Browser
session-begun = Signed in
session-seen = Last used
session-end = End
session-this = this one
session-unknown = Unknown browser

## Users and roles

users = Users
users-link = Give the link to the person in a safe way. It is valid for one hour and can be used once.
user = User
user-name = Name
user-add = Add a user
user-active = Active
user-disabled = Disabled
user-disable = Disable
user-enable = Enable
user-link = New password link
role = Role
roles = Roles
role-give = Give a role
role-take = Remove
role-scope = Applies to
role-key = Key
role-key-help = The key of the organisation, cooperation or body, for example kommun-lulea. Leave empty for an operator.
role-in = { $role } in { $place }
role-operator = Operator
role-coordinator = Coordinator
role-representative = Representative
role-reader = Reader (elected representative)
role-owner = Owner
role-contributor = Contributor
role-observer = Observer
scope-organisation = Organisation
scope-cooperation = Cooperation
scope-body = Body
scope-installation = The whole installation
scope-record = A single record

## Rights

visibility-private = Own organisation
    .help = Only the owning organisation and those with a role in the record see it.
visibility-participants = Participants
    .help = The organisations that participate also see the record.
visibility-members = Members
    .help = The members of the cooperation also see the record. If it belongs to no cooperation, everybody who is signed in sees it.
visibility-public = Everybody
    .help = Everybody sees the record, even without an account. Files and internal facts are not shown to the public.
rights-lead = The table shows what different people may do with a record. It is made from the very rules that the program follows.
rights-operator-keeps = Question sets and questions that no organisation owns are kept by the operator.
rights-caption = Rights to a record that belongs to a cooperation
rights-who = Who
rights-never = No
rights-always = Yes
rights-if-opened = If the owner has opened it to the coordinator
rights-from = If the visibility is at least “{ $visibility }”
rights-parts = Parts of a record
rights-parts-told = A part is added, changed and moved by those who stand here, and only for an organisation that they write for.
rights-part = Part
rights-part-of = Belongs to
rights-part-keepers = Who may change what the part belongs to, or coordinates it.
rights-part-participants = Also who writes for an organisation that takes part in it.
rights-part-spoken = Also the organisation itself, about itself.
rights-addresses = Addresses and what they require
rights-method = Method
rights-address = Address
rights-act = Right required
action-see = See
action-see-internal = See internal facts
action-create = Create
action-change = Change
action-move = Change status
action-delete = Delete and restore
action-propose = Propose changes
action-manage-users = Manage users
action-use-account = Use one’s own account
action-visit = None, open to everybody
who-own-representative = Representative of the owning organisation
who-own-reader = Reader in the owning organisation
who-record-owner = Owner of the record
who-record-contributor = Contributor to the record
who-record-observer = Observer of the record
who-participant = Representative of a participating organisation
who-member = Representative of a member of the cooperation
who-coordinator = Coordinator of the cooperation
who-stranger = Representative of another organisation
who-operator = Operator
who-public = The public

## Refusals

error-not-found = There is no such page or record
error-not-found-why = The address may be wrong, or an account that may see the record is needed. Check the address or search for what you want to find.
error-denied = You may not do this
error-refused = It could not be done
error-stale = The record has changed since you opened the page
error-stale-why = Nothing is saved. Go back, reload the page and do what you wanted to do again.
error-too-many = Too many attempts
error-too-many-why = There were too many attempts or requests in a short time. Wait { $count } seconds and try again.
error-full = The storage is full
error-full-why = Nothing is saved. Contact whoever runs the installation and try again later.
error-database = The program cannot reach its data right now
error-database-why = Wait a while and try again. If that does not help, contact whoever runs the installation.
body-occupancy = Seats filled
report-activities-link = The activities as a table, as in the action plan
record-erased = The personal data has been erased for good. The record stays so that what refers to it can be understood.
reason-deleted = The record is deleted. Restore it from the history before changing it.
rule-not_undoable = The last step concerned more records than this one and cannot be undone here. Restore an earlier version from the history.
done-merged = The records are merged.
report-breadth-by-level = Breadth and level
body-below-minimum = Fewer seats for each member than the form asks for ({ $form }).
report-breadth-by-level-lead = How many cooperations there are for each breadth and level. The numbers lead to the cooperations.
