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
