administration-help = Give access and take it back. Each act is noted in the journal.
administration-people = People
administration-people-own = Invite the people of { $organisation }, change their role, end their access.
administration-people-instance = Invite into each organisation, change roles, end access.
administration-people-open = See the people
administration-people-list = Who acts for this organisation
administration-people-empty = Nobody acts for this organisation yet
administration-people-empty-help = Invite a first person, who will receive a link by e-mail. Make them an administrator so that they can invite the others.
administration-own-organisation = Mine
administration-show = Show
administration-state = Account
administration-ready = Active
administration-invited = Invited, password to choose
administration-no-account = No account
administration-runs-instance = Runs the instance
administration-invite = Invite somebody
administration-invite-do = Send the invitation
administration-email-hint = If this address has an account already, it gets one more role, with the same password.
administration-role = Change their role
administration-role-do = Change the role
administration-role-reader = Reader: sees what the organisation sees
administration-role-officer = Officer: keeps files and projects
administration-role-manager = Manager: also shares all that the organisation owns
administration-role-administrator = Administrator: manages people, keeps no file
administration-own-seat = This is you. Your role and your departure are for another administrator.
administration-again = Invite again
administration-again-help = This person has not chosen a password yet. A new link, good for seven days, will be sent.
administration-again-do = Send a new link
administration-codes-help = Do this if this person has lost their phone, once you are sure that it is they who ask. They will be told by e-mail.
administration-end = End their access
administration-end-help = Their sessions and tokens for this organisation are closed at once. What they did stays in the journal. To go back, invite them again.
administration-end-ask = End the access
administration-end-do = Yes, close the access of { $name }
administration-jobs = Jobs put aside
administration-jobs-count =
    { $n ->
        [0] No job waits for your decision.
        [one] One job failed eight times and waits for your decision.
       *[other] { $n } jobs failed eight times and wait for your decision.
    }
administration-jobs-open = See the jobs
administration-jobs-help = They failed eight times. Correct the cause, then run them again. A mail put aside keeps neither its text nor its link: run again, it is written anew, with a new link.
administration-jobs-empty = No job put aside
administration-jobs-empty-help = An e-mail or an indexing that fails is tried eight times, later and later, before it comes here.
administration-job-kind = Job
administration-job-error = Last error
administration-job-attempts = Attempts
administration-job-since = Put aside
administration-job-retry = Run again
field-given_name = First name
field-family_name = Last name
field-role = Role
done-invited = Invitation sent.
done-role = Role changed. It holds from the next page on.
done-seat-ended = Access closed.
done-codes-removed = This person will be asked for no code any more. An e-mail tells them.
done-job-retried = The job runs again.
administration-organisations = Member organisations
administration-organisations-card = Found a member organisation, see how many people act for it, suspend or close it.
administration-organisations-open = See the organisations
administration-organisations-help = The organisations whose people may sign in. Found one, then invite its first administrator, who will invite the others.
administration-organisations-list = All member organisations
administration-organisations-empty = No member organisation
administration-organisations-empty-help = Found the first with the form, then invite its administrator.
administration-seats = People
administration-seats-count =
    { $n ->
        [0] Nobody
        [one] 1 person
       *[other] { $n } people
    }
administration-seen = Last seen
administration-never-seen = Never
administration-standing = State
administration-state-open = Open
administration-state-suspended = Suspended
administration-state-closed = Closed
administration-since = from { $at }
administration-no-administrator = No administrator
administration-administrators = Administrators
administration-first = Invite the first
administration-found = Found an organisation
administration-found-do = Found the organisation
administration-membership-public = Public member
administration-membership-private = Private member
administration-membership-hint = Without a choice the family decides: a company is a private member, the others are public. A private member sees less of the others.
administration-stop = Suspend or close
administration-stop-help = Nobody acts for it from that date on, neither by session nor by token. What it owns stays in place, seen by those it was shown to.
administration-stop-suspended = Suspend: for a time
administration-stop-closed = Close: it leaves the network, or no longer exists
administration-stop-do = Stop its access
administration-reopen = Open again
administration-reopen-help = The people whose access did not end meanwhile get theirs back.
administration-reopen-do = Open the organisation again
administration-own-organisation-stays = This is the organisation that you act for. Another administrator of the instance can stop it.
administration-rights = Roles and rights
administration-rights-card = What each role lets a person do, as a table.
administration-rights-open = See the table
administration-rights-instance = What each role lets a person do, where an organisation says nothing else.
administration-rights-own = What each role lets a person do at { $organisation }.
administration-rights-whose = Whose table
administration-rights-all = All organisations
administration-rights-table = Who may do what
administration-right = Right
administration-right-adjusted = changed
administration-right-always = always
administration-right-never = no
administration-rights-do = Save the table
administration-rights-hint = A change holds at once, for open sessions and tokens too. It is noted in the journal. “No” and “always” are set by the program.
right-keep-files = Keep files
right-help-keep-files = Create and change companies, contacts and interactions.
right-run-projects = Run projects
right-help-run-projects = Open a project, change it, move it on.
right-share-all = Share any record
right-help-share-all = Show others any record of the organisation, not only one’s own.
right-run-circles = Speak in circles
right-help-run-circles = Create a circle, bring the organisation in or take it out.
right-use-api = Use the API
right-help-use-api = Make tokens and use them.
right-see-accesses = See accesses
right-help-see-accesses = See who opened the organisation’s records, and cut an exceptional access.
right-manage-people = Manage people
right-help-manage-people = Invite, change a role, end an access.
administration-glass = Exceptional access
administration-glass-card = Open a record, or act in an organisation, for a time and with a reason. The organisation is told.
administration-glass-open = See exceptional accesses
administration-glass-help = Running the instance lets you read no record. If you must, take access for a time: it is noted in the journal, announced to the organisation by e-mail, shown on the record, and the organisation can cut it.
administration-glass-ask = Take access
administration-glass-or = Or, instead of a record, an organisation and the role to hold there:
administration-glass-hours =
    { $n ->
        [one] 1 hour
       *[other] { $n } hours
    }
administration-glass-do = Take this access
glass-taken = Exceptional accesses
glass-empty = No exceptional access
glass-empty-help = Each access taken will stand here, with its reason and its end.
glass-empty-owner = If the administrator of the instance takes access to a record of your organisation, it will stand here, with its reason, and you can cut it.
glass-who = Who
glass-what = What
glass-when = Since
glass-end = End
glass-until = until { $at }
glass-ended = cut on { $at }
glass-over = over since { $at }
glass-end-do = Cut
glass-record-open = Open
glass-role = In the organisation, as { $role }
glass-kind-organisation = An organisation’s sheet
glass-kind-company-file = A company’s file
glass-kind-interaction = An interaction
glass-kind-project = A project
accesses-help = Who could see the records of { $organisation }, beside the people they are shown to.
field-membership = Member
field-state = What to do
field-last_day = Last day
field-record = Record
field-hours = For how long
hint-short-name = As people say it: “Rising Sud”.
hint-last-day = Leave empty for at once.
hint-glass-record = Its reference (PP-2021-0041) or its identifier.
hint-glass-reason = The organisation will read it: who asked you, what for.
hint-glass-code = The one on your phone, as when you sign in.
error-member-known = A member organisation has this name already. Find it in the list.
error-member-siren = An organisation has this SIREN already. Find it in the directory.
error-glass-what = Say which record, or choose an organisation.
error-glass-both = A record or an organisation, not both. Empty one of the two fields.
error-glass-record = No record has this reference or this identifier. Check it with the person who asked you.
error-glass-several = Several organisations have a record of this reference. Give its identifier.
error-glass-reason = At least { $n } characters: who asked you, what for.
error-glass-seated = You act for this organisation already.
error-glass-codes = Your account is not asked for codes. First turn on two-step verification in “My account”.
done-founded = Organisation founded. Now invite its first administrator.
done-stopped = Stop noted.
done-reopened = Organisation open again.
done-rights = Table saved. It holds from now on.
done-glass = Access taken. The organisation is told by e-mail.
done-glass-ended = Access cut.
glass-kind-circle = A circle
administration-invitations = Invitations
administration-bulk = Invite several people
administration-bulk-open = Invite several people at once, follow the invitations
administration-bulk-help = Paste the lines of a spreadsheet, or choose a CSV file. Nothing is sent before you have seen each line and confirmed. 500 lines at most.
administration-bulk-file = Or a file
administration-bulk-check = Check the lines
administration-sent = Invitations sent
administration-sent-empty = No invitation sent
administration-sent-empty-help = Those that leave from here and from the page of people will stand in this list.
administration-sent-at = Sent
invitation-pending = Waiting
invitation-accepted = Accepted
invitation-expired = Link too old
invitation-revoked = Taken back
invitation-resend = Send again
invitation-revoke = Take back
administration-preview = Check before sending
administration-preview-count =
    { $good ->
        [0] No invitation ready
        [one] 1 invitation ready
       *[other] { $good } invitations ready
    } of { $n }. Nothing is sent yet.
administration-preview-changed = Something changed meanwhile, or no line is ticked. Nothing was sent: read the lines again.
administration-preview-lines = Lines read
administration-preview-row = Line
administration-preview-state = Check
administration-preview-good = Ready
administration-preview-send = Send the invitations that are ticked
field-people = People
field-title = Job title
hint-people = One person per line: last name, first name, address, organisation, role, job title, separated by a tab, a semicolon or a comma. With a line of headings, in any order. Without an organisation, it is this one. Roles: reader, officer, manager, administrator.
error-bulk-empty = No line read. Paste one line at least, or choose a file that has some.
error-bulk-many = More than 500 lines. Send them in several goes.
error-bulk-organisation = Unknown organisation, or one that you do not administer. Write its name as in the directory, or leave empty.
error-bulk-role = Unknown role. Write reader, officer, manager or administrator.
error-bulk-twice = This address is on a line above already.
done-bulk = Invitations noted: the e-mails are leaving.
done-invitation-revoked = Invitation taken back. Its link works no more.
administration-handing = Hand over and end
administration-handing-open = Hand over their files, then end
administration-handing-help = What { $name } answers for, and who takes it. All is done in one go, and noted in the journal.
administration-handing-do = Hand over and end the access
handing-referent = Projects they are referent of
handing-second-reader = Projects they are second reader of
handing-verifier = Projects they are to verify
handing-next-step = Next steps they owe
handing-nothing = Nothing to hand over.
handing-hidden =
    { $n ->
        [one] 1 that you do not see
       *[other] { $n } that you do not see
    }
field-heir = Who takes it
error-handing-heir = Choose who takes it, for each part that is not empty.
done-handed-over = Handed over. The access ends on the day chosen.
error-handing-left =
    { $n ->
        [one] One of these cannot go
       *[other] { $n } of these cannot go
    } to the person chosen, who does not see it or is its other reader already. Nothing was changed. Choose somebody else.
administration-readings = Records opened
administration-readings-card = Who opened records, when and how, without saying which.
administration-readings-open = See what was opened
administration-readings-help = Running the instance does not say which record was opened: only the organisation that owns it sees that. Kept six months.
accesses-seen = Who opened what
accesses-seen-help = Each time a project or a company was opened, by page or by the API, and each list read with a token of your organisation. Twice by the same person within ten minutes counts once. Kept six months.
accesses-empty = Nothing yet
accesses-empty-help = What is opened stands here a few seconds later.
accesses-when = When
accesses-way = By
way-page = a page
way-api = the API
way-list = the API, a list
way-export = an export
seen-kind-project = Project
seen-kind-organisation = Company
seen-kind-search = Search
right-protect-data = Answer for personal data
right-help-protect-data = Answer access and erasure requests, see what the organisation holds on a person.
administration-theme = Appearance
administration-theme-help = The name, the colour, the logo and the addresses that everyone sees, signed in or not, and that e-mails carry.
administration-theme-card = The name of the instance, its colour, its logo, whom to write to.
administration-theme-open = Change the appearance
administration-theme-try = Preview
administration-theme-preview = Preview
administration-theme-preview-help = Nothing is saved yet. This page shows the colour in your own mode; below, in both.
administration-theme-light = Light mode
administration-theme-dark = Dark mode
administration-theme-link = A link
administration-theme-tag = A tag
administration-theme-button = A button
administration-theme-remove = Remove the logo
administration-theme-carried = The logo just chosen will be saved. Choose a file only to take another.
field-instance_name = Name of the instance
field-accent = Accent colour
field-logo = Logo
field-support = Address for help
field-data_protection = Address for data protection
hint-instance-name = Up to 60 characters. Empty: “{ $name }”, the name in the settings.
hint-accent = As a designer gives it: { $colour }. Empty: that one, the program’s. It must be readable in light and in dark mode.
hint-logo = A PNG of 64 KiB at most, with sides of 16 to 1024 pixels, shown 36 pixels high. Without a file, the present one stays.
hint-support = Shown at the foot of every page and e-mail, and on the page on accessibility.
hint-data-protection = That of your data protection officer, shown in the same places.
error-colour = This is not a colour. Write it with six digits from 0 to f: #0b6470.
error-contrast-button = White text on a button would have a contrast of { $units }.{ $tenths }:1; it needs 4.5:1. The nearest colour that works: { $near }.
error-contrast-sunken-light = A link on a light ground would have a contrast of { $units }.{ $tenths }:1; it needs 4.5:1. The nearest colour that works: { $near }.
error-contrast-tag-light = A tag in light mode would have a contrast of { $units }.{ $tenths }:1; it needs 4.5:1. The nearest colour that works: { $near }.
error-contrast-button-dark = The text of a button in dark mode would have a contrast of { $units }.{ $tenths }:1; it needs 4.5:1. The nearest colour that works: { $near }.
error-contrast-sunken-dark = A link on a dark ground would have a contrast of { $units }.{ $tenths }:1; it needs 4.5:1. The nearest colour that works: { $near }.
error-contrast-tag-dark = A tag in dark mode would have a contrast of { $units }.{ $tenths }:1; it needs 4.5:1. The nearest colour that works: { $near }.
error-logo-heavy = This file is heavier than 64 KiB. Export it smaller.
error-logo-kind = This file is not a PNG. Drawings (SVG) and other formats are not accepted, because they may carry more than a picture: export it as a PNG.
error-logo-broken = This PNG is damaged, or something follows the picture in it. Export it again.
error-logo-size = Each side must be between 16 and 1024 pixels. Export it in another size.
done-theme = Appearance saved. Every page shows it within a minute.
alike-title = Is it somebody already known?
alike-help = A person has one sheet, whether he signs in or not. Compare what each is, then choose.
alike-another = It is somebody else
alike-another-help = A new person is made, with this name.
alike-owner = sheet kept by { $owner }
alike-sheet = See the sheet
alike-closed = has an account at another address
alike-certain = Same address and same name as this one sheet: it is taken. Change it if it is somebody else.
alike-address-here = Same address in your contact details, same name, and a place in this organisation
alike-address-name = Same address in your contact details, and same name
alike-address = Same address in your contact details, under another name
alike-here = Same name, and a place in this organisation
administration-preview-undecided =
    { $n ->
        [one] A line that is ticked leaves a doubt about the person. Nothing was sent: say who it is, or untick it.
       *[other] { $n } lines that are ticked leave a doubt about the person. Nothing was sent: say who it is, or untick them.
    }
field-person = Person already known
error-person-unsaid = Say whether it is somebody already known, or somebody else.
error-person-signs-in = This person has an account already, at another address: a person has one only. Ask which, and invite that address.
error-bulk-person-twice = Another line that is ticked gives this person an account already.
done-invited-apart = Invitation sent. This address had an account already, attached to another sheet: yours stays apart.
