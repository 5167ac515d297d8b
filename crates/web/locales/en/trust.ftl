## Refusals of the API

problem-invalid = Something that was sent cannot be used. Each place is named below.
problem-not-found = There is nothing here, or it must not be seen with this token.
problem-token-needed = Send a token: Authorization: Bearer smv_…
problem-token-scope = This API key may not be used for that. Make one with other access.
problem-denied = That is not allowed.
problem-refused = That cannot be done.
problem-stale = The record has changed since you read it. Get it again and send its ETag.
problem-repeated = A request with this key was already carried out.
problem-too-many = Too many requests. Wait as long as Retry-After says.
problem-full = The disk is full. Nothing was stored; reading still works.
problem-database = The database does not answer. Try again later.
problem-if-match-needed = Send the ETag of the version that you read: If-Match: "3".
problem-idempotency-key = The key must be 1 to 255 characters.
problem-idempotency-key-used = This key was used for another request. Choose a new one.
problem-too-large = The body is too large.
problem-method = This address does not answer that method.
fault-json = This is not JSON: { $detail }
fault-json_deep = The JSON is nested deeper than { $detail } levels.
fault-json_object = An object is expected here.
fault-json_value = The value has the wrong type. See the API’s description.
fault-cursor = The cursor does not belong to this question. Begin again without it.
fault-not_changed_here = This is not changed here. Move a record to another status with its own address.
fault-time = “{ $detail }” is not a time of day. Write for example 09:30.

## Tokens and mail

own-tokens = Tokens for programs
own-tokens-help = With a token another program reads and writes as you do. Make one for each program, and end it when the program no longer needs it.
token-made = The token is made. Copy it now: it is not shown again.
token-calendar = For a calendar program, use this address:
token-name = Name of the key
token-scope = Access
token-scope-read = Read
token-scope-write = Read and change
token-scope-calendar = Only my calendar
token-expires = Ends
token-days = Days that it is valid
token-make = Make a token
token-end = End
token-unused = Not used yet
own-mail = Mail
own-mail-help = Choose how often you get e-mail about what you follow. When somebody mentions you or decides on your proposal you get e-mail at once, unless you choose “Never”.
mail-at_once = At once
mail-daily = Once a day
mail-weekly = Once a week (Mondays)
mail-never = Never

## Fields that all registers have

common-checked = Last checked
    .help = The day on which somebody last made sure that the facts are right.
common-review_by = Check again by
    .help = From this day on the page says that the facts may be out of date.
meeting-start_time = Starts at
    .help = Time of day, for example 09:30.
meeting-end_time = Ends at
    .help = Time of day, for example 12:00.
section-own = Own fields
rule-own_fields_unreadable = The installation’s own fields cannot be read. Ask whoever runs it.
rule-draft_too_large = The draft is too large to be kept.
rule-follows_too_much = You follow as many records and lists as are allowed. Stop following something first.
fault-view_reach = Sharing a view is for those who write for an organisation.
fault-own_name = The name cannot be used. It has to begin with x_ and have nothing but small letters a–z, digits and underscores.
fault-own_fixed = This cannot be changed once the field is there. Withdraw the field and add another.
fault-own_choice_gone = “{ $detail }” may be in use and cannot be removed. Change its name instead.
error-repeated = Already done

## Imports on a page

import = Import
import-into = Import: { $kind }
import-lead = Bring in a spreadsheet as it is. You see what would happen before anything is stored, and a whole import can be taken back.
import-file = File
import-file-help = CSV or XLSX, at most 25 MB and 100 000 rows.
import-upload = Continue
import-shape = Would you rather change what is here? Take it out, change it and import it again:
import-earlier = Earlier imports
import-check = Check the import
import-outcome = The import
import-where = Where the table is
import-sheet = Sheet
import-head-row = Row with the column heads
import-head-height = Number of heading rows
import-columns = Columns
import-columns-help = Say which field each column belongs to. The next file with the same headings is understood in the same way.
import-column = Column { $count }
import-in-file = In the file
import-example = Example
import-becomes = Field in the register
import-left-out = Left out
import-how = How it is stored
import-match = Records are recognised by
import-match-help = If a record has the value already, that record is changed. Otherwise a new one is made.
import-match-key = id or key
import-owner = New records belong to
import-currency = Currency of amounts without one
import-valid-only = Import the rows that are right and leave out the others
import-doubts = Names to decide
import-doubts-help = These names are not found as they are written. Choose what they mean.
import-in-rows = { $count ->
    [one] in { $count } row
   *[other] in { $count } rows
}
import-undecided = Not decided
import-leave-empty = Leave empty
import-look-again = Check again
import-run = Import
import-faults = Faults to mend
import-more-faults = and { $count } more. The file with the rejected rows holds them all.
import-row = Row
import-cell = Column
import-reason = Reason
import-sample = The first rows as they would be stored
import-wrong = Wrong
import-rows = Rows
import-created = New
import-changed = Changed
import-unchanged = Unchanged
import-rejected = Rejected
import-status-waiting = Waiting for you
import-status-running = Running
import-status-done = Done
import-status-refused = Nothing was stored
import-status-interrupted = Interrupted, nothing was stored
import-status-undone = Taken back
import-progress = { $done } of { $of } rows looked at
import-running = The import is running. You get a notice when it is done.
import-rejected-file = Download the rejected rows
import-rejected-help = The reason stands in the last column. Correct the rows and import the file again.
import-see-list = See the list, the latest change first
import-undo = Take the import back
import-undo-help = What the import created is deleted, and what it changed is restored. Records changed since then are left as they are.
rule-import_raced = Somebody changed one of the records meanwhile. Nothing was stored; try again.
rule-import_none_rejected = This import has no rejected rows.
rule-import_refused = The import was refused. Nothing was stored.
rule-import_file_gone = The file is no longer kept. Upload it again.
rule-import_unreadable = The file cannot be read any more. Upload it again.
rule-import_not_undoable = This import cannot be taken back: it stored nothing, or it was taken back already.
rule-import_not_waiting = This import is already running or done.
rule-import_columns = A column is not known, or comes twice. Nothing was stored.
rule-import_interrupted = The import was interrupted. Nothing was stored; try again.
fault-file_no_head = There are no column heads on row { $detail }. Choose another row.
fault-match_several = { $detail } records have this value. Give the row an id or a key.
fault-not_allowed = You may not write for this organisation.

## Many at once

bulk-change = Change in the chosen records
bulk-go = Continue
bulk-all = Choose all
bulk-choose = Choose
bulk-chosen = Chosen records
bulk-of = { $count ->
    [one] { $field } for { $count } record
   *[other] { $field } for { $count } records
}
bulk-how = What happens to the values that are there
bulk-add = Add these
bulk-remove = Take these out
bulk-replace = Only these from now on
bulk-empty-clears = Left empty, the field is cleared.
bulk-set = Change the chosen records
bulk-refused = Nothing was changed:
rule-bulk_nothing = No records were chosen. Go back and choose some.
rule-bulk_too_many = At most 200 records can be changed at once.
rule-bulk_no_field = Choose a field to change.
done-bulk = The chosen records are changed.
done-undone-many = { $count ->
    [0] Everything is as it was.
    [one] It is taken back, except { $count } record that somebody changed since.
   *[other] It is taken back, except { $count } records that somebody changed since.
}

## Views, following, comments, drafts

views = Views
view-all = All
view-keep = Follow or save the list
view-name = Save as view
view-reach = Who sees the view
view-mine = Only me
view-shared = My organisation
view-standard = My organisation’s default view
view-save = Save
view-remove = Remove the view
follow = Follow
follow-list = Follow this list
unfollow = Stop following
followed = What you follow
followed-none = You follow nothing yet. There is a button on every record and below every list.
feed = Feed (Atom)
export-linked = Linked data
comments = Comments
comment-write = Write a comment
comment-help = Only people who are signed in read it. Mention somebody with @ and the name, and they are told at once.
comment-send = Send
comment-remove = Remove
comment-removed = The comment was removed by its author.
notices = Notices
notices-none = There is nothing new. What you follow is told of here.
notices-read = Mark all as read
notice-new = New
notice-created = New: { $kind }
notice-changed = Changed: { $kind }
notice-moved = New status: { $kind }
notice-deleted = Deleted: { $kind }
notice-mention = You were mentioned: { $kind }
notice-comment = New comment: { $kind }
notice-proposal = A change is suggested: { $kind }
notice-accepted = Your suggestion was taken over: { $kind }
notice-declined = Your suggestion was declined: { $kind }
notice-import-counts = { $rows } rows: { $created } created, { $changed } changed, { $unchanged } unchanged, { $rejected } left out.
notice-import = An import is finished: { $kind }
drafts = Drafts
draft-keep = Keep as draft
draft-kept = The draft is kept
draft-waiting = You have a draft from
draft-go-on = Go on with it
draft-drop = Throw the draft away
draft-shown = This is your draft. Nothing is stored until you send it.
stale-since = The facts should have been checked by { $when }. They may be out of date.
mail-subject = { $count ->
    [one] Samverk: { $first }
   *[other] Samverk: { $first } ({ $count } in all)
}
mail-why = You get this mail because you follow something in Samverk, or because something there waits for you or your organisation. Choose when on the page My account.
mail-head = Head of the history

## Own fields

own-fields = Own fields
own-fields-lead = Fields that this installation adds to a register. They work like the others, in forms, lists, files and the API, at once.
own-add = Add a field
own-change = Change the field
own-withdrawn = Withdrawn
own-part-kind = Register
own-part-of = Type of content
own-part-label = Label
own-part-help = Explanation
own-part-name = Name
own-part-decimals = Decimals
own-part-to = Links to
own-part-choices = Entries
own-part-repeated = Several values
own-part-filterable = Offered as filter
own-part-searched = Included in search
own-part-internal = Not for the public
own-part-withdrawn = Withdrawn: asked for no more, what is filled in stays
own-name-help = Name in files and addresses. Left empty, it is made from the label.
own-choices-help = For lists: one entry on each line.
own-type-text = Text
own-type-long_text = Long text
own-type-number = Number
own-type-money = Amount
own-type-date = Day
own-type-flag = Yes or no
own-type-choice = One entry of a list
own-type-tags = Entries of a list
own-type-url = Web address
own-type-email = E-mail address
own-type-organisation_number = Organisation number
own-type-link = Another record

## Calendar and published head


calendar-subscribe = Subscribe to the calendar
head-heading = Published head of the history
head-why = Every change is chained to the one before. Who keeps this value can later show that nothing was cut off or changed.
head-entries = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}

## Backups

rule-archive_broken = The backup or archive is broken or incomplete. Nothing was changed.
rule-archive_newer = The file was written by a newer program. Use that program.
rule-archive_target_used = There are records here already. Use an empty place, or --replace.
rule-archive_not_whole = The history in the file is not whole. Nothing was changed.
rule-archive_file_gone = A file was removed while the backup was being written. Try again.
rule-archive_file_broken = A stored file no longer is what it was. Run samverk verify.

column-id = Id
column-version = Version

problem-media-type = Send JSON: Content-Type: application/json.
notice-many = Many changes at once: { $kind }
fault-file_cell_long = The text of a cell on row { $detail } is too long.
fault-file_cells = The sheet has more than { $detail } cells. Split it into several files.

## Following and choosing

import-means = Means
import-decided = your choice
import-not-ready = The import can be carried out once the faults are mended, or when you choose to leave out the rows with faults.
bulk-clear = Remove all values
bulk-no-value = Fill in at least one value. To empty the field, choose “Remove all values”.
token-days-help = 365 at most.
own-decimals-help = For numbers.
own-to-help = For links to other records.
done-followed = You follow it now. What happens is told among your notices.
done-unfollowed = You no longer follow it.
to-back = Back
fault-row_gone = The record { $detail } is erased, or merged into another. Use another key.
fault-not_for_many = That field is not changed in many records at once.
rule-stopped = The program is stopping. Try again in a moment.
