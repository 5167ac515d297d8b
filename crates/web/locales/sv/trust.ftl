## Refusals of the API

problem-invalid = Something that was sent cannot be used. Each place is named below.
problem-not-found = There is nothing here, or it must not be seen with this token.
problem-token-needed = Send a token: Authorization: Bearer smv_…
problem-token-scope = This token may not be used for that. Make one with another purpose.
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
token-name = What it is for
token-scope = Purpose
token-scope-read = Read
token-scope-write = Read and change
token-scope-calendar = Only my calendar
token-expires = Ends
token-days = Days until it ends, at most 365
token-make = Make a token
token-end = End
token-unused = Not used yet
own-mail = Mail
own-mail-help = When you are told by mail of what you follow. Mentions and decisions come at once, unless you choose never.
mail-at_once = At once
mail-daily = Once a day
mail-weekly = On Mondays
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
rule-follows_too_much = You follow as much as is possible. End something first.
fault-view_reach = Sharing a view is for those who write for an organisation.
fault-own_name = The name cannot be used. It is made of x_, small letters, digits and underscores.
fault-own_fixed = This cannot be changed once the field is there. Withdraw the field and add another.
fault-own_choice_gone = “{ $detail }” may be in use and cannot be removed. Change its name instead.
error-repeated = Already done
