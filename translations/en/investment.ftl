stage-signal = Lead
stage-contact = Contact made
stage-qualified = Qualified
stage-consulted = Circulated
stage-offers = Offers received
stage-visit = Visit, negotiation
stage-decision = Decision
stage-won = Won, verified
stage-aftercare = Aftercare
stages = Stages of the project
progress = Progress
projects-visible =
    { $n ->
        [0] No project visible to you
        [one] One project visible to you
        *[other] { $n } projects visible to you
    }
projects-empty = No project
projects-empty-help = A project begins with a lead: a code name, where it comes from, and the company or how to refer to it.
projects-shadow =
    { $n ->
        [one] One project of { $owner }, of which you see the existence only. Ask that organisation.
        *[other] { $n } projects of { $owner }, of which you see the existence only. Ask that organisation.
    }
project-new = Lead
project-new-title = New lead
project-new-help = Three facts are enough to open a lead. The rest is filled in stage by stage.
project-open = Open the lead
project-title = Project { $name }
project-change = Change the project
project-change-help = Only the fields you change are checked.
project-company-not-shared = The company is not shown to you
project-share-referent = Only the project’s referent and the managers of its organisation may show it or take it back.
view-label = View
view-board = Board
view-list = List
board-empty-column = no project
board-empty-column-help = Nothing at this stage.
board-no-jobs = jobs not known
board-jobs-hidden = jobs not shown to you
board-jobs =
    { $n ->
        [one] one job
        *[other] { $n } jobs
    }
board-jobs-range = { $low } to { $high } jobs
board-jobs-least = at least { $n } jobs
board-jobs-unknown =
    { $n ->
        [one] { $jobs }, one not known
        *[other] { $jobs }, { $n } not known
    }
board-usual = “Usual”: the time expected at this stage. Beyond it, the delay is flagged.
jobs-said = { $jobs } jobs
jobs-said-collective = { $jobs } jobs
jobs-missing = jobs to be stated
days-in-stage =
    { $n ->
        [0] since today
        [one] one day in this stage
        *[other] { $n } days in this stage
    }
days-late = { $n } days, usual { $usual }
referent-is = referent: { $name }
referent-none = referent to be named
column-project = Project
column-stage = Stage
column-jobs = Jobs
column-referent = Referent
sort-jobs = Sort by jobs
sort-recent = Sort by last change
move = Move
move-to = Move { $name } to
move-back = Back to { $name }
move-reason = Reason, to go back
gate-for = To move to “{ $name }”
gate-complete = everything is known
gate-fill = Fill in
gate-move = Move to “{ $name }”
gate-back = Go back to “{ $name }”
gate-second-reader = second reading expected: { $name }
refusal-jump = A project moves one stage at a time. Move to the next one first.
refusal-last = The next stages will open with consultations. The project stays where it is.
refusal-missing = Facts are missing for this stage. Fill them in, then move the project.
refusal-second-reader = This stage needs a second pair of eyes: the second reader, or a manager who is not the referent, must move the project.
refusal-reason = Going back needs a reason.
refusal-unknown-stage = There is no such stage.
error-missing-for-stage =
    { $field ->
        [source] Origin to be filled in.
        [company] Company to be filled in.
        [contact_person] Person met to be filled in.
        [legal_basis] Legal basis to be filled in.
        [referent] Referent to be named.
        [second_reader] Second reader to be named.
        [activity] Activity to be filled in.
        [sector] Sector to be filled in.
        [operation] Type of operation to be filled in.
        [competitors] Competing places to be filled in.
        [jobs] Jobs to be filled in.
        [calendar] Calendar to be filled in.
        [requirements] Needs to be filled in.
        [drivers] Drivers to be filled in.
        *[other] A field is to be filled in.
    }
error-count = Number not understood. Write for example 90, “nearly 90”, “15 to 20” or “about twenty”.
error-count-unit = This counts something other than jobs. Write 90, “nearly 90” or “15 to 20 jobs”.
error-count-whole = A number of jobs is whole, and at most a million. Write 90 or “nearly 90”.
error-money = Amount not understood. Write for example “€3.2m” or “€15m to €20m”.
error-money-unit = Say the currency: “€15m”, “€800,000”.
error-reason = Say why: the reason is shown to those who manage the record.
facts-known = { $known } fields of { $all }
group-identity = Identity
group-investor = Investor and team
group-operation = Operation
group-location = Location
group-value = Value, jobs, calendar
group-needs = Needs
field-code_name = Code name
field-source = Origin
field-anonymous_description = Anonymous description
field-company = Company
field-sealed_company = How to refer to it, if the name is sealed
field-contact_person = Person met
field-referent = Referent
field-second_reader = Second reader
field-activity = Activity
field-sector = Sector
field-operation = Type of operation
field-function = Function
field-location = Location
field-competitors = Competing places
field-jobs = Jobs at three years
field-value = Investment
field-calendar = Decision expected
field-requirements = Needs
field-drivers = Drivers
field-audience = Who sees it at first
field-organisation = Organisation
field-level = Level
field-reason = Reason
field-until = Until
field-fields = Fields
hint-code_name = The name everyone uses. It must not give the company away.
hint-sealed_company = For example “manufacturer from central Europe”.
hint-anonymous_description = What may be said without revealing the company. Seen with the card.
hint-count = As you would say it: 90, “nearly 90”, “15 to 20”.
hint-money = As you would say it: “€15m to €20m”.
hint-reason = Shown to those who manage the project, and kept in the journal.
hint-until = As you would say it: “late June”, 30/06/2027. Last day included; without a date, until you take it back.
hint-company-too = Otherwise the company’s name is not shown, even to those who read the project.
audience-owner = My organisation
audience-network = My organisation, and the card to public members of the network
audience-team = The team { $name } only
source-agency = Agency
source-website = Web site
source-fair = Fair
source-ambassador = Ambassador
source-liaison-office = Liaison office
source-operator = Operator
source-prescriber = Prescriber
source-existing-investor = Existing investor
source-other = Other
operation-creation = New site
operation-extension = Extension
operation-takeover = Takeover
operation-takeover-extension = Takeover and extension
function-production = Production
function-research = Research and development
function-logistics = Logistics
function-headquarters = Headquarters
function-sales = Sales
function-services = Services
sector-agrifood = Agrifood
sector-aerospace = Aerospace
sector-automotive = Automotive
sector-biotech = Biotech
sector-chemistry = Chemistry
sector-digital = Digital
sector-energy = Energy
sector-finance = Finance
sector-greentech = Greentech
sector-health = Health
sector-logistics = Logistics
sector-luxury = Fashion, design and luxury
sector-mechanics = Mechanics
sector-tourism = Tourism
sector-other = Other
timeline = Timeline
event-opened = Lead opened
event-changed = Facts changed
event-moved = Stage: { $from }, then { $to }
event-shared = Shown to { $with }: { $level }
event-unshared = Taken back from { $with }
event-other = other
access-title = Who sees this record
access-caption = Who sees this record, at what level and why
access-who = Who
access-sees = Sees
access-you = You
access-role =
    { $n ->
        [0] { $role } (nobody yet)
        *[other] { $role } ({ $n })
    }
access-group =
    { $n ->
        [0] { $name }
        *[other] { $name } ({ $n })
    }
access-default-everyone = public record
access-default-network = record shown to the network
access-default-owner = the organisation’s record
access-default-team = record restricted to the team
access-default-parent = as the record it belongs to
access-company-too = with the company’s card
access-granted = { $reason }, on { $on }
access-granted-until = { $reason }, until { $until }
share = Show
share-title = Show this project
share-help = One organisation at a time, at one level, with a reason. The others will know nothing of it.
share-do = Show the project
share-more = Show to an organisation
share-company-too = Show the company’s card too
unshare = Take back
done-project-opened = Lead opened. Only those listed beside can see it.
done-moved = Project moved.
done-shared = Project shown.
done-unshared = Project taken back. That organisation no longer sees it.
project-open-role = Your role lets you read, not open a project. Ask an officer or a manager of your organisation.
error-owner-only = Only the organisation that opened the project changes this field.
kept-company = Present company, not shown
kept-referent = Present referent
kept-second_reader = Present second reader
event-glass = Exceptional access taken by the administrator of the instance
event-glass-ended = Exceptional access over
share-circle = Circle { $name } ({ $n ->
        [one] 1 member
       *[other] { $n } members
    }{ $private ->
        [0] { "" }
        [one] , 1 of them private
       *[other] , { $private } of them private
    })
event-redaction = Line of the journal redacted
event-redacted-project-moved = Change of stage
event-redacted-record-shared = Shown to an organisation
event-redacted-record-unshared = Taken back from an organisation
event-redacted-file-added = File attached
event-redacted-file-removed = File removed
