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
projects-ongoing =
    { $n ->
        [0] No ongoing project visible to you
        [one] One ongoing project visible to you
        *[other] { $n } ongoing projects visible to you
    }
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
project-person-not-shared = This person is not shown to you
project-company-not-shared = The company is not shown to you
project-share-referent = Only the project’s referent and the managers of its organisation may show it or take it back.
view-label = View
view-board = Board
view-list = List
view-map = Map
projects-map = Map of projects
projects-map-total =
    { $n ->
        [0] No project whose location you read
        [one] One project whose location you read
       *[other] { $n } projects whose location you read
    }
projects-map-read = The map shows only the projects whose location you read.
projects-map-places = Where projects are
projects-map-place =
    { $n ->
        [one] { $name }: one project
       *[other] { $name }: { $n } projects
    }
projects-map-unplaced-many = More than { $n } projects are not placed: their location is missing, or does not name one territory.
projects-map-unplaced =
    { $n ->
        [one] One project is not placed: its location is missing, or does not name one territory.
       *[other] { $n } projects are not placed: their location is missing, or does not name one territory.
    }
projects-map-empty = No project is placed
projects-map-empty-help = Write a commune, an intercommunality, a département or a région in the location of a project: it will show here.
column-territory = Territory
column-place = Precisely in
project-placed = Placed on the map: { $name } · { $kind }
project-not-placed = Not placed on the map: these words do not name one territory.
territory-project = project
territory-projects = All the projects of this territory
hint-location = A commune, an intercommunality, a département or a région places the project on the map; if several communes bear the name, add the number of the département: Saint-Denis (93).
board-empty-column = no project
board-empty-column-help = Nothing at this stage.
board-no-jobs = jobs not known
board-jobs-hidden = jobs not shown to you
board-jobs-unshown =
    { $n ->
        [one] { $jobs }, one project not shown
        *[other] { $jobs }, { $n } projects not shown
    }
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
sort-recent = Sort by last change
move = Move
move-to = Move { $name } to
move-back = Back to { $name }
move-reason = Reason, to go back or to pass a stage
gate-for = To move to “{ $name }”
gate-complete = everything is known
gate-fill = Fill in
gate-move = Move to “{ $name }”
gate-second-reader = second reading expected: { $name }
refusal-jump = A project moves one stage at a time. Move to the next one first.
refusal-last = Aftercare is the last stage.
refusal-missing = Facts are missing for this stage. Fill them in, then move the project.
refusal-second-reader = This stage needs a second pair of eyes: the second reader, or a manager who is not the referent, must move the project.
refusal-reason = Going back, or passing a stage, needs a reason.
refusal-unknown-stage = There is no such stage.
error-moved-by = { $name } has just moved it to “{ $stage ->
        [signal] Lead
        [contact] Contact made
        [qualified] Qualified
        [consulted] Circulated
        [offers] Offers received
        [visit] Visit, negotiation
        [decision] Decision
        [won] Won, verified
       *[aftercare] Aftercare
    }”.
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
        [investment_nature] Investment or reinvestment to be said.
        [likelihood] Likelihood to be estimated.
        [anonymous_description] Anonymous description to be written.
        [previous_location] Previous location to be filled in.
        [diffusion_mode] Circulation to be chosen.
        [diffusion_consent] Company’s consent to be obtained.
        [answer_deadline] Deadline for answers to be set.
        [shortlist] Offers kept to be noted.
        [visit] Visits and open points to be noted.
        [landing_site] Site chosen to be filled in.
        [decided_on] Date of the decision to be filled in.
        [verifier] Verifier to be named.
        [value] Investment to be filled in.
        [value_basis] Source of the amount to be said.
        [safeguarded_jobs] Jobs safeguarded to be filled in.
        [evidence] Written evidence to be attached.
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
sector-social-economy = Social economy
sector-tourism = Tourism
sector-other = Other
timeline = Timeline
event-opened = Lead opened
event-changed = Facts changed
event-moved = Stage: { $from }, then { $to }
event-shared = Shown to { $with }: { $level }
event-unshared = Taken back from { $with }
event-other = other
event-somebody = somebody
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
tab-sheet = Sheet
tabs-of-sheet = Parts of the sheet
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
stage-passed = stage passed
status-ongoing = Ongoing
status-delayed = Delayed
status-dormant = Dormant
status-lost = Lost
status-abandoned = Abandoned
status-long-ongoing = Ongoing: being worked on
status-long-delayed = Delayed: it goes on, later than foreseen
status-long-dormant = Dormant: nothing is expected for now
status-long-lost = Lost: the company chose another place
status-long-abandoned = Abandoned: the company gave up
status-change = Say whether the project goes on
status-look-again = to be looked at again on { $day }
status-lost-to = to { $place }
status-if-over = If it is lost or abandoned
standing-title = Status and clocks
cause-site = No suitable site
cause-delay = Too long a delay
cause-cost = Cost
cause-labour = Labour
cause-aids = Aids
cause-market = Market too far
cause-financing = Financing not secured
cause-internal = Decision within the group
cause-silence = No more answer
cause-other = Other
stays-title = Time spent at each stage
stays-help = Pauses, and the time when the project is delayed or dormant, do not count.
stays-entered = Entered
stays-days = Counted
stays-usual = Usual
stays-n = { $n } d
pauses-title = Pauses
pauses-help = A pause stops the clocks when the wait does not depend on you.
pause-begin = Pause
pause-end = Resume
pause-since = since { $from }
pause-ended = { $from } to { $to }
hint-pause-reason = Read by whoever reads the project: name nobody. For example “the company awaits its board”.
hint-status-reason = Kept in the journal.
hint-status-until = As you would say it: “end of September”. Asked for a delayed or dormant project: it comes back in “My day” on that day.
hint-lost-to = The city, region or country that was chosen.
hint-lessons = What the territory should change.
hint-past = As you would say it: “3 March 2026”, “March 2026”.
hint-previous_location = Asked for a transfer.
hint-safeguarded_jobs = For a takeover: jobs that would have been lost.
hint-diffusion_consent = Who agreed, in the company, and when.
hint-verifier = Somebody other than the referent and whoever declared the decision.
done-status = Status saved.
done-paused = Clocks stopped.
done-resumed = Clocks running again.
error-status-reason = Say why: the reason is kept in the journal.
error-status-until = Say when to look at this project again: a date to come, such as “end of September”.
error-status-cause = Choose the cause: reports count by it.
error-pause-reason = Say what is awaited.
error-past = This date has not come yet, or is not understood. Write “3 March 2026” or “March 2026”.
error-verifies-himself = The referent and the verifier are two people.
error-reads-himself = The referent and the second reader are two people.
error-frozen = This field is frozen since the project was verified.
refusal-frozen = This project is won and verified: it is no longer changed. Propose a restatement, for somebody else to accept.
refusal-verifier = Only the verifier named in the project may verify it, who is neither the referent nor whoever declared the decision.
refusal-referent = Only the referent and the managers of the organisation move the project into this stage.
refusal-stopped = A dormant, lost or abandoned project does not change stage. First say that it is ongoing.
refusal-evidence-frozen = A verified project keeps its evidence.
gate-verifier = to be verified by { $name }
gate-referent = the referent moves it: { $name }
gate-pass = Pass it, with a reason
gate-backward = Go back
pass-reason = Reason for passing it
verified-on = Won, verified on { $day }. The record is frozen.
event-verified = Project verified, record frozen
event-status = Status: { $status }
event-paused = Clocks stopped
event-resumed = Clocks running again
event-evidence-added = Evidence added: { $name }
event-evidence-removed = Evidence taken back: { $name }
event-restatement-proposed = Restatement proposed: { $field }
event-restatement-refused = Restatement refused: { $field }
event-restated = Restated: { $field }
filter-status-all = Every status
filter-group-status = Status
board-beside = Elsewhere:
board-beside-stage = { $stage } ({ $n })
evidence-title = Evidence
evidence-help = A project is declared won only with written evidence of the company’s decision.
evidence-list = What proves the decision
evidence-none = No evidence. Attach the letter, the lease or the release, then say here what it proves.
evidence-no-file = First attach the document to the project.
evidence-add = Add evidence
evidence-do = Keep as evidence
evidence-letter = Letter or mail of the company
evidence-release = Release of the company
evidence-deed = Lease, deed or purchase
evidence-board = Decision of the board
evidence-registration = Entry in an official register
evidence-permit = Permit
evidence-other = Other writing
done-evidence-added = Evidence kept.
done-evidence-removed = Evidence taken back.
attachments-kept = This file proves the company’s decision. First take the evidence back.
restatements-title = Restatements
restatements-help = A verified project is no longer changed. One person proposes another text with a reason, another accepts or refuses it; both texts stay.
restatements-made = Restatements proposed
restatements-none = No restatement.
restatement-propose = Propose a restatement
restatement-before = Former text
restatement-after = New text
restatement-outcome = Outcome
restatement-outcome-accepted = Accepted
restatement-outcome-refused = Refused
restatement-accept = Accept
restatement-refuse = Refuse
restatement-awaited = awaits somebody else
restatement-next = Go on
restatement-send = Propose
restatement-not-frozen = This project is not verified: change it as usual.
restatement-reason = A restatement needs a reason.
restatement-long-reason = The reason is too long: 300 characters at most.
restatement-same = This text is already that of the record.
restatement-pending = A restatement of this field already awaits its outcome.
restatement-own = Somebody else must decide: the project’s verifier, or a manager who did not propose it.
restatement-decided = This restatement already has its outcome.
done-restatement-proposed = Restatement proposed. Somebody else must accept it.
done-restatement-decided = Outcome saved.
field-investment_nature = New or existing investor
group-origin = Origin
group-diffusion = Circulation and offers
group-decision = Decision and verification
field-status = Status
field-status_until = To be looked at again
field-cause = Cause
field-lost_to = Place chosen
field-lessons = Lessons
field-pause_reason = What is awaited
field-attachment = Attached file
field-evidence = Written evidence
field-evidence_nature = Kind of evidence
field-dated_on = Date of the document
field-restated_field = Field
field-clientele = Audience
field-priority = Priority
field-likelihood = Likelihood to land
field-detected_by = Detected by
field-first_touch = First touch
field-first_touch_evidence = Evidence of the first touch
field-sector_note = Note on the sector
field-previous_location = Previous location
field-safeguarded_jobs = Jobs safeguarded
field-agency_jobs = Temp-agency contracts
hint-agency_jobs = Open-ended contracts with a temp agency: counted apart, never among the jobs of the company.
field-value_basis = Source of the amount
field-aid_requested = Aid requested
field-aids = Aids considered
field-diffusion_mode = Circulation
field-diffusion_consent = Company’s consent to circulate
field-answer_deadline = Answers due
field-shortlist = Offers kept
field-visit = Visits and open points
field-landing_site = Site chosen
field-decided_on = Date of the decision
field-verifier = Verifier
clientele-investors = Investors
clientele-talents = Talents
degree-low = Low
degree-medium = Medium
degree-high = High
chances-low = Low
chances-medium = Medium
chances-high = High
nature-investment = First investment here
nature-reinvestment = Reinvestment
operation-transfer = Transfer
value-basis-disclosed = Disclosed by the company
value-basis-estimated = Estimated
value-basis-refused = The company will not say
value-basis-not-asked = Not asked
diffusion-exclusive = One territory
diffusion-restricted = Some territories
diffusion-open = Every territory
kept-verifier = Current verifier
event-redaction = Line of the journal redacted
event-redacted-project-moved = Change of stage
event-redacted-record-shared = Shown to an organisation
event-redacted-record-unshared = Taken back from an organisation
event-redacted-file-added = File attached
event-redacted-file-removed = File removed
event-redacted-embargo = Announcement

filter-said = { $name }: { $value }
filter-nobody = Without a referent
filter-origin-own = Ours
filter-origin-others = Our partners’
filter-waiting = More than { $n } days in the stage
filter-days = more than { $n } days
filter-group-waiting = Stalled for
filter-any = All
columns = Columns
columns-show = Show these columns
columns-usual = Usual columns
column-owner = Organisation
column-changed = Changed on
list-read-only = Sorted or filtered this way, the list holds only projects whose facts you read.
sort-by = Sort by { $name }
several-all = Tick every project of this page
several-one = Tick { $name }
several-change = Change the ticked projects:
several-next = Continue
several-none = Tick one to a hundred projects in the list, then choose what you change.
several-title = Change several projects
several-help = One value for all. Nothing is written until you confirm; if one refuses, none changes.
several-empties = Left empty, the value is erased from each project.
several-nothing = None of the ticked projects can take this change.
several-back = Back to the list
several-now = Today
several-changed =
    { $n ->
        [one] One project changes
       *[other] { $n } projects change
    }
several-make =
    { $n ->
        [one] Change this project
       *[other] Change these { $n } projects
    }
several-left =
    { $n ->
        [one] One project stays as it is
       *[other] { $n } projects stay as they are
    }
several-left-level = you read it without changing it
several-left-frozen = won and verified, it is corrected by a restatement
done-several = The projects are changed.

reviews-title = Portfolio reviews
reviews-help = The meeting in which the team goes through its projects: the stalest first, one key per project, and the minutes write themselves.
reviews-empty = No review yet
reviews-empty-help = Open one in a meeting: each project comes in turn, you say where it stands.
review-open = Start a review
review-of = Review of { $day }
review-under-way = under way
review-title = Review under way
review-progress = { $done } of { $total } projects reviewed
review-close = Close the review
review-note-help = Optional: what is decided, by whom, for when.
review-verdict = Where does this project stand?
review-keys = By keyboard, outside the field: keys 1 to 5.
review-all-said = Every project is reviewed
review-all-said-help = Close the review: the minutes are ready.
review-left =
    { $n ->
        [0] No project left
        [one] One project left
       *[other] { $n } projects left
    }
review-more = More follow: they will come here as these are gone through.
review-said =
    { $n ->
        [0] No project reviewed
        [one] One project reviewed
       *[other] { $n } projects reviewed
    }
review-said-none = Nothing is said yet.
review-closed = This review is closed: its minutes no longer change. Start another one.
review-minutes = Minutes of the review of { $day }
review-minutes-short = Minutes
review-held-by = Held by { $name }
review-from-to = from { $from } to { $to }
review-nothing = Nothing was said during this review, or nothing that you may read.
review-changes = Changes made during the review
review-moved = goes to stage “{ $stage }”
review-status = becomes “{ $status }”
review-minutes-note = You read what concerns the projects that you read. Stage and status are those of that moment.
verdict-steady = Nothing new
verdict-advances = Advances
verdict-chase = To call again
verdict-raise = To be decided above
verdict-close = To close
verdict-heading-steady = Nothing new
verdict-heading-advances = Advancing
verdict-heading-chase = To call again
verdict-heading-raise = To be decided above
verdict-heading-close = To close or put to sleep
done-review-closed = The review is closed, its minutes are written.
reviews-short = Review
field-remark = Remark
event-reviewed = Portfolio review: { $verdict }
column-programme = Programme

needs-title = Needs
needs-help = One need a line: a requirement rules a site out, a preference ranks it. Bounds serve to compare sites.
needs-none = No need in detail. Say the area, the power, the profiles: a site is compared need by need.
needs-change = Detail the needs
needs-lines = Needs, one a line
needs-line = Need { $n }
need-kind = Need
need-strength = Weight
need-said = How much, by when
need-note = Note
hint-need-said = As people say it: “5 to 8 ha”, “at least 20 MW end of 2027”, “40 technicians”.
strength-must = Must have
strength-preferred = Nice to have
need-family-premises = Land and building
need-family-networks = Networks
need-family-access = Access
need-family-rules = Classified installations
need-family-means = People, means, time
need-land = Land
need-building = Building
need-ceiling-height = Clear height
need-floor-load = Floor load
need-clean-room = Clean room
need-power = Electrical power
need-water = Water
need-gas = Gas
need-fibre = Fibre
need-rail = Rail siding
need-quay = Quay
need-icpe-declaration = ICPE, declaration
need-icpe-registration = ICPE, registration
need-icpe-authorisation = ICPE, authorisation
need-seveso-low = Seveso, lower threshold
need-seveso-high = Seveso, upper threshold
need-labour = People to hire
need-budget = Budget
need-deadline = Deadline
need-other = Other need
lines-stale = Somebody changed this project while you were writing.
lines-stale-help = Nothing of what you wrote is lost: compare it with what is stored, correct it, then save.
lines-theirs = What is stored
lines-more = Save and add lines
line-remove = Remove this line
error-line-choice = Line { $line }: choose from the list.
error-line-long = Line { $line }: too long, 300 characters at most.
error-line-said = Line { $line }: say how much, or what it is.
error-line-unit = Line { $line }: a number and its unit are expected ({ $units }), then a date if it matters.
error-line-money = Line { $line }: an amount in euros is expected, such as “15 to 20 M€”.
error-line-people = Line { $line }: a number of people is expected, such as “about twenty welders”.
error-line-day = Line { $line }: a date is expected, such as “end of 2027”.
error-needs-many = { $max } needs at most. Put neighbouring lines together.
refusal-needs-frozen = This project is won and verified: its needs stay as they were verified. Propose a restatement of the text of the needs, which somebody else accepts.
event-needs = Needs changed
field-needs = Needs
done-needs = The needs are saved.

jobs-title = Jobs by year
jobs-help = What the company states, by nature and contract: the jobs that each year adds. The total stated on the sheet stays what reports count; where it says something else, both numbers are shown.
jobs-none = No detail. Say what each year adds, by nature and contract.
jobs-change = Detail the jobs
jobs-headline = Total stated on the sheet: { $jobs }
jobs-headline-change = Change the total
jobs-lines = Jobs, one line a nature and contract
jobs-line = Line { $n }
jobs-line-of = Nature and contract
jobs-nature = Nature
jobs-contract = Contract
jobs-year-1 = Year 1
jobs-year-2 = Year 2
jobs-year-3 = Year 3
jobs-all = Three years
hint-jobs-year = Those that the year adds: “20”, “15 to 20”.
jobs-total-created = Created, without agency contracts
jobs-total-safeguarded = Safeguarded, without agency contracts
jobs-total-transferred = Transferred, without agency contracts
jobs-total-agency = Temp-agency open-ended contracts, apart from every total
jobs-differ = the sheet says { $headline }, the detail { $lines }. Reports count what the sheet says: correct one or the other.
job-nature-created = created
job-nature-safeguarded = safeguarded
job-nature-transferred = transferred
contract-open-ended = open-ended
contract-fixed-term = fixed-term
contract-agency = temp-agency open-ended
contract-apprenticeship = apprenticeship
contract-other = other contract
error-line-jobs = Line { $line }: a whole number of jobs is expected, such as “15 to 20”.
error-line-no-jobs = Line { $line }: say how many for one year at least, or remove the line.
error-line-twice = Line { $line }: this nature and contract have a line already.
refusal-jobs-frozen = This project is won and verified: the detail of its jobs stays as it was verified. Propose a restatement of the total, which somebody else accepts.
refusal-pause-frozen = This project is won and verified: its time limits run no more, there is nothing to stop.
error-code-name-company = This name tells which company it is: the code name is on the card, which others see. Choose another.
error-code-name-known = Project { $reference } of your organisation has this name already. Choose another, so that people know which one is meant.
event-jobs = Jobs by year changed
done-jobs = The jobs are saved.

team-title = Team
team-help = Who works on the project, and what each declares. A conflict of interest closes the project to the person, everywhere, until a manager lifts the wall.
team-members = Members of the team
team-who = Person
team-since = since { $day }
team-end = End
team-join = Add to the team
team-join-do = Add
team-role-territory-correspondent = Territory correspondent
team-role-partner-contributor = Partner contributor
team-role-expert = Expert
team-role-observer = Observer
field-team_person = Person
field-team_role = Role
hint-team-person = Their address, or their first and last name. They must act for an organisation that you see.
interests-title = Declared interests
interest-none = No interest
interest-shareholder = Shareholder
interest-employer-of-kin = Employer of somebody close
interest-competing-site = Competing site
interest-other = Other tie
interest-awaited = declaration awaited
interest-walled = wall in place
interest-lifted-on = wall lifted on { $day }
interest-lift = Lift the wall
interest-declare = Declare an interest, or that there is none
interest-declare-help = The declaration is noted in the journal. If you declare an interest, the project is closed to you at once.
interest-do = Declare
interest-of = On behalf of somebody else
hint-interest-of = Empty: you declare for yourself. Otherwise, their address, or their first and last name.
hint-interest-detail = What ties you to the company, to a competitor or to a site. Shown to those who manage the project.
field-interest = Declared interest
field-lift_reason = Why the wall is lifted
error-interest-detail = Say in a few words what it is.
error-lift-reason = Say why the wall is lifted: the reason stays in the journal.
error-person-unknown = Nobody bears this name or address in the organisations that you see.
error-person-several = Several people bear this name. Write the address of the one you mean.
error-person-already = This person is in the team already.
interest-nobody-left = Nobody would be left to manage this project. Name somebody else who manages it first, then declare this interest.
interest-wall-stands = A wall stands before this person already. Lift it first, with a reason.
event-team-joined = Team: somebody joined
event-team-left = Team: somebody left
event-interest-declared = Declaration of interests
event-interest-lifted = Wall lifted
done-team-joined = They are in the team. Ask them to declare their interests.
done-team-left = Their part has ended; what they were shown for it is taken back.
done-interest-declared = The declaration is saved.
done-interest-wall = Your declaration is saved. The project is closed to you from now on; those who manage it can lift this wall.
done-interest-lifted = The wall is lifted.

embargo-title = Embargo
embargo-help = At the hour said, the clock shows the project to those you choose here. Until then nothing changes. You may change the hour or give up until the last moment.
embargo-list = Announcements, planned and past
embargo-none = No announcement planned.
embargo-plan = Plan an announcement
embargo-change = Change the planned announcement
embargo-do = Save the announcement
embargo-cancel = Give up this announcement
embargo-hour = { $when } ({ $zone })
embargo-until = Under embargo until { $hour }
embargo-network = The members of the instance see the card
embargo-to-network = card shown to the members of the instance
embargo-to = shown to { $name }: { $level }
embargo-state-planned = planned
embargo-state-released = made by the clock
embargo-state-cancelled = given up
embargo-state-withheld = not made: project lost or abandoned
field-embargo_day = Day
field-embargo_hour = Hour
field-embargo_organisation = Show also to
field-embargo_level = Level
hint-embargo-day = One day: “15/12/2026”, “15 December”.
hint-embargo-hour = “14:30”, in the time zone beside.
error-embargo-day = One day is expected, such as “15/12/2026”.
error-embargo-hour = An hour is expected, such as “14:30”.
error-embargo-past = This hour has passed. Choose one to come, or show the project now.
error-embargo-level = Choose at what level: the card, or reading.
error-embargo-nobody = Choose to whom the project will be shown: the members of the instance, an organisation or a circle.
embargo-over = This project is lost or abandoned: there is nothing to announce. Say first that it goes on.
embargo-none-waits = No announcement is planned: it was made, or somebody gave it up.
event-embargo-planned = Announcement planned: { $hour }
event-embargo-cancelled = Announcement given up: { $hour }
event-embargo-released = Embargo ended by the clock: { $hour }
event-embargo-withheld = Announcement not made, project lost or abandoned: { $hour }
done-embargo-planned = The announcement is planned. Nothing is shown until then.
done-embargo-cancelled = The announcement is given up.

levels-title = Confidentiality
levels-help = From which level each group of facts is seen, for this project. It can only be made stricter.
levels-note = The code name and the referent stay visible with the card. What one does not see, one cannot filter, sort, count or search by.
level-from-usual = As usual
level-from-read = Reading and above
level-from-contribute = Contributing and above
level-from-edit = Editing and above
level-from-manage = Managing only
event-levels = Confidentiality changed
done-levels = The confidentiality is saved.
column-reference = Reference
column-status = Status
column-stage-since = At this stage since
