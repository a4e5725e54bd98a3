account-sign-in = Sign in
account-sign-in-help = { $instance } is for people invited by their organisation.
account-sign-in-do = Sign in
account-sign-in-refused = Wrong address or password. Check both, or ask for another password.
account-forgotten = Forgotten password
account-no-account = No account yet?
account-no-account-help = The administrator of your organisation can invite you: you will receive a link to choose your password.
account-demo-help = Demonstration: the command that started it shows one sign-in link per persona.
account-no-seat = Your password is right, but no organisation gives you a role any more. Ask its administrator to invite you again.
account-code = Verification code
account-code-help = Your password is right. Now give the code shown by your authenticator application.
account-code-hint = Six digits, new every thirty seconds. Each code works once. A recovery code will do too.
account-code-lost = Phone lost or changed?
account-code-lost-help = Give one of your recovery codes. Without them, the administrator of the instance can stop asking you for a code. You will be told by e-mail.
account-start-again = Back to the password
account-demo = Enter the demonstration
account-demo-as = You will be { $name }, for { $organisation }.
account-demo-once = This link works once. It is not used until you press the button.
account-demo-enter = Enter
account-welcome = Welcome
account-welcome-help = { $name }, choose a password to enter { $instance }.
account-welcome-do = Save and enter
account-reset = Choose another password
account-reset-help = Give the address of your account: you will receive a link that works for one hour.
account-reset-ask = Send me a link
account-reset-sent = Look at your inbox
account-reset-sent-help = If an account has this address, a link has just been sent to it. It works for one hour. Nothing received? Check the address and the junk folder, then wait an hour before asking again.
account-reset-choose-help = All your open sessions will be closed.
account-reset-do = Save
account-ended-invitation = This invitation has been used already, or is more than seven days old. If you have chosen a password, sign in. Otherwise ask the administrator of your organisation to invite you again.
account-ended-reset = This link has been used already, or is more than one hour old. Ask for another with your address.
account-ended-rhythm = This link is too old. Sign in: the rhythm of mails is chosen on the page “What changed”.
account-ended-demo = This link has been used already, or is too old. Start the demonstration again: it shows new links.
account-ended-second-step = The password was given more than ten minutes ago. Sign in again.
account-sign-out = Sign out
account-profile = Who I am
account-name = Name
account-acting-for = I act for
account-instance = Instance
account-instance-administrator = You run it: accounts and tasks, without reading records.
account-language = Language of pages and e-mails
account-language-do = Choose
account-password = Password
account-password-hint = At least 12 characters, without your name or address. Four words taken at random make a good password.
account-password-do = Change the password
account-password-effect = Your other sessions will be closed.
account-second-step = Code at sign-in
account-second-step-help = Besides the password, a code shown by an application on your phone. A stolen password is then not enough.
account-second-step-on = Asked for
account-second-step-off = Not asked for
account-second-step-change = Change
account-second-step-need = You need an authenticator application on your phone or computer: FreeOTP+, Aegis, or the one in your password manager.
account-second-step-begin = Begin
account-second-step-confirm = Ask for a code from now on
account-second-step-remove = Stop asking for a code
account-second-step-remove-help = To stop, or to change phones, give your password. You will be told by e-mail.
account-secret-add = Add this account to your application
account-secret-help = Read this picture with the application on your telephone. You may also copy the key into it, or open it with the button if the application is on this device. Then give the code that it shows.
account-secret = Key
account-secret-kind = Kind
account-secret-kind-value = Time-based, six digits, thirty seconds
account-secret-open = Open in the application
account-back = Back to my account
account-seats = My organisations
account-seats-help = You act for one at a time: what you see and save depends on it.
account-seats-do = Act for this one
account-sessions = Open sessions
account-sessions-help = A session closes after 12 hours without use, and after 7 days at most. You do not recognise one? Close it and change your password.
account-session-device = Device
account-session-address = Network address
account-session-since = Opened
account-session-seen = Last used
account-session-current = This one
account-session-revoke = Close
account-sessions-revoke = Close all the others
account-device = { $browser }, { $system }
account-device-unknown = Device not recognised
account-actions = Actions
account-moment = { $day } at { $time }
account-tokens = API tokens
account-tokens-help = For a program to act in your name. Each one acts for the organisation that you act for today.
account-token-name-hint = The program that will use it.
account-token-since = Created
account-token-until = Expires
account-token-revoke = Revoke
account-token-create = Create a token
account-token-days = { $n } days
account-token-made = Token created
account-token-once = Copy it now: it will never be shown again. Whoever holds it acts in your name.
account-token-again = This token was made already: the same form was sent twice. Its secret is shown only once. If you do not have it, revoke this token and create another.
account-token-use = It is sent in the header
account-token-kept = I have copied it
account-token-back = Back to My account
token-access-read = Read
token-access-write = Read and write
token-access-administer = Read, write and run the instance
role-reader = reader
role-officer = officer
role-manager = manager
role-administrator = administrator
field-password = Password
field-current_password = Current password
field-new_password = New password
field-again = The same, once more
field-code = Code
field-token = Token
field-token_name = Name of the token
field-token_access = What it allows
field-token_days = Life
error-password-short = Too short: at least 12 characters.
error-password-long = Too long: at most 200 characters.
error-password-simple = Too few different characters. Try four words taken at random.
error-password-personal = It contains your name or your address, which would be tried first. Choose something else.
error-password-again = The two differ. Type them again.
error-current-password = This is not your current password.
error-code = Wrong code, or already used. Wait for the next one, and check the time on your phone.
error-email-known = A closed account has this address. Ask the administrator of the instance.
error-email-seated = This person already has a role in this organisation. It is changed under Administration, People.
error-email-unknown = No open account has this address. Check it, or make the account with “maillage user add”.
error-email-unseated = This account has no role in any organisation any more. Give it one with “maillage user add”.
error-email-not-administrator = This account does not run the instance: its token cannot allow it.
done-signed-out = You are signed out.
done-language = This is the language of your pages and e-mails.
done-acting = You now act for this organisation.
done-password-changed = Password changed. Your other sessions are closed.
done-password-reset = Password changed, sessions closed. Sign in with the new one.
done-codes-enabled = A code will be asked for at each sign-in. Now make your recovery codes: “Code at sign-in”, “Change”.
done-codes-disabled = No code will be asked for any more.
done-session-revoked = Session closed.
done-sessions-revoked = All the other sessions are closed.
done-token-revoked = Token revoked. The program that used it no longer has access.
account-mail-end =
    { $instance }
    { $address }
account-mail-support = Help: { $address }
account-mail-data-protection = Personal data: { $address }
account-mail-invitation-subject = { $instance }: your invitation
account-mail-invitation =
    Hello { $name },

    You are invited to join { $instance } for { $organisation }.

    Choose your password at this address, within seven days:
    { $url }

    This link is personal and works once. If you did not expect this message, ignore it: no access is open until the link has been used.
account-mail-seat-subject = { $instance }: your access
account-mail-seat-opened =
    Hello { $name },

    You can now also act for { $organisation }, with the same account.

    To go from one organisation to another:
    { $url }
account-mail-seat-ended =
    Hello { $name },

    You can no longer act for { $organisation }. The sessions and tokens that you had there are closed.

    If this is a mistake, ask the administrator of that organisation.
account-mail-reset-subject = { $instance }: choose another password
account-mail-reset =
    Hello { $name },

    Somebody, probably you, asked to change the password of this account.

    Choose another one at this address, within the hour:
    { $url }

    If it was not you, ignore this message: nothing has changed.
account-mail-security-subject = { $instance }: the security of your account
account-mail-password-changed =
    Hello { $name },

    The password of your account has just been changed, and your other sessions have been closed.

    If it was not you, choose another one at once, then revoke the API tokens that you do not know:
    { $url }
account-mail-codes-enabled =
    Hello { $name },

    A code is now asked for at each sign-in to your account.

    If it was not you, tell the administrator of the instance. Your account:
    { $url }
account-mail-codes-disabled =
    Hello { $name },

    No code is asked for any more to sign in to your account: the password is enough.

    If this was not wanted, change your password and ask for a code again:
    { $url }
account-secret-picture = Picture to be read with the application of your telephone
account-other-ways = Other ways in
account-elsewhere = Without a password
account-elsewhere-help = You must have been invited: we recognise you by the address that this service gives us.
account-elsewhere-do = Sign in with { $provider }
account-leaving-in = On to { $provider }
account-leaving-in-help = You will identify yourself there, then come back here.
account-leaving-out = Signing out of { $provider }
account-leaving-out-help = You are signed out here. What remains is to sign out there.
account-leaving-do = Continue to { $provider }
account-methods = Ways to sign in
account-methods-help = What opens your account. You are told of each change by e-mail.
account-methods-see = Other ways to sign in
account-providers = Identity services
account-providers-help = Who you are at another service opens your account here.
account-providers-none = This instance knows none. Its administrator can add one, ProConnect for instance.
account-provider = Service
account-provider-email = Address known there
account-provider-siret = establishment { $siret }
account-provider-since = Since
account-provider-used = Last used
account-provider-link = Link { $provider }
account-provider-unlink = Unlink
account-provider-password = Your password here, to check that it is you.
account-password-use = Use of the password
account-password-use-on = Your password opens your account too. You may refuse it: only the identity service will open it.
account-password-use-off = Your password no longer opens your account, and “Forgotten password” will send you nothing.
account-password-use-refuse = Refuse my password
account-password-use-accept = Accept my password again
account-session-provider = by { $provider }
account-session-by-password = by password
account-session-by-link = by a personal link
account-session-by-provider = by an identity service
account-session-by-passkey = by passkey
account-session-and-code = and code
account-session-and-recovery = and recovery code
account-session-and-passkey = and passkey
account-session-and-provider = in two steps
error-provider-lost = This sign-in was not begun in this browser, has been used already, or is more than fifteen minutes old. Start again from the sign-in page.
error-provider-refused = The identity service did not confirm who you are: you may have cancelled, or it does not let you in. Start again, or sign in another way.
error-provider-down = The identity service does not answer as it should. Try again in a few minutes, or sign in another way.
error-provider-invalid = The answer of the identity service could not be verified: to be safe, nothing was opened. Start again; if it lasts, tell the administrator of the instance.
error-provider-weak = This instance asks for a stronger identification than the service made, in two steps for instance. Set it up there, then start again.
error-provider-unknown = The identity service recognised you, but no account invited here has the address that it gives. Ask the administrator of your organisation for an invitation; if you have an account under another address, sign in by password and link this service in “My account”.
error-provider-another = Your account is linked to another identity of this service already. Sign in another way, then link this one in “My account”.
error-provider-taken = This identity opens another account already. Unlink it from that one first.
error-provider-last = This is the only way to open your account. First choose a password by “Forgotten password”, or accept yours again.
error-provider-none = Link an identity service first: without it nothing would open your account any more.
error-sign-in-again = Your session is more than fifteen minutes old. Sign out, sign in again, then start again.
done-provider-linked = Service linked: it opens your account from now on.
done-provider-unlinked = Service unlinked: it no longer opens your account.
done-password-use = Saved.
done-signed-out-everywhere = You are signed out, here and of the identity service.
account-mail-provider-linked =
    Hello { $name },

    An identity service now opens your account on { $instance }.

    If this was not you, unlink it and change your password:
    { $url }
account-mail-provider-unlinked =
    Hello { $name },

    An identity service no longer opens your account on { $instance }.

    If this was not you, look at your ways to sign in and change your password:
    { $url }
account-passkey = Passkey
account-passkey-use = Use a passkey
account-passkey-script = Passkeys need a recent browser in which scripts are allowed. The rest of this page works without.
account-passkey-failed = That came to nothing: the request was cancelled, or this device knows no passkey for this site. Start again, or sign in another way.
account-passkeys = Passkeys
account-passkeys-help = Your phone, your computer or a security key recognises you, without password or code. There is nothing to remember, and a false site cannot take it from you.
account-passkey-synced = copied between your devices
account-passkey-copied = perhaps stolen
account-passkey-remove = Remove
account-passkey-name-hint = To know it in this list, “phone” for instance.
account-passkey-add = Add a passkey
field-passkey_name = Name of the passkey
error-passkey = This passkey opens nothing here: it was removed, belongs to another account, or the request is more than fifteen minutes old. Start again, or sign in another way.
error-passkey-copied = This passkey seems to have been copied: to be safe, it opens nothing. Sign in another way, remove it, and tell the administrator of the instance.
error-passkey-late = This request has been used already, or is more than fifteen minutes old. Start again.
error-passkey-known = This passkey is kept already.
error-passkey-most = Twenty passkeys are enough: remove one first.
error-passkey-name = Give it a name, of 80 characters at most.
done-passkey-added = Passkey added: it opens your account from now on.
done-passkey-removed = Passkey removed: it no longer opens your account. Delete it from your device too.
account-mail-passkey-added =
    Hello { $name },

    A new passkey opens your account on { $instance }.

    If this was not you, remove it and change your password:
    { $url }
account-mail-passkey-removed =
    Hello { $name },

    A passkey no longer opens your account on { $instance }.

    If this was not you, change your password:
    { $url }
account-mail-passkey-copied =
    Hello { $name },

    One of your passkeys on { $instance } seems to have been copied: somebody used it, and nothing was opened.

    Remove it from your ways to sign in:
    { $url }
account-token-unused = never
account-recovery = Recovery codes
account-recovery-help = Ten codes, each of which stands once for that of the application: for the day when the phone is missing.
account-recovery-left =
    { $n ->
        [0] You have none left.
        [one] You have one left.
       *[other] You have { $n } left.
    }
account-recovery-make = Make ten new codes
account-recovery-once = Print or copy them now: they will never be shown again. Those before no longer serve.
account-recovery-again = These codes were made already: the same form was sent twice, and they are shown once. If you do not have them, make others.
account-recovery-kept = I have kept them
account-mail-recovery-used =
    Hello { $name },

    A recovery code was used to open your account on { $instance }.

    If this was not you, change your password and make other codes:
error-email-instance = This address runs the instance. To act in another organisation, take exceptional access, which the organisation sees.
account-mail-seated-outside =
    Hello { $name },

    The administrator of the instance gave { $who } access for { $organisation }.

    You answer for this organisation: check that this is expected, and end it otherwise:
    { $url }
account-mail-glass-subject = { $instance }: exceptional access was taken
account-mail-glass =
    Hello { $name },

    { $who }, who runs the instance, took exceptional access to what { $organisation } owns, until { $until }.

    Reason given: { $reason }

    You can see which, and cut it:
    { $url }
account-mail-seat-ends =
    Hello { $name },

    You will not act for { $organisation } any more from { $until }. The sessions and tokens that you have there will end then.

    If this is a mistake, write to the administrator of that organisation.
account-mail-circle-subject = { $instance }: news of a circle
account-mail-circle-invited =
    Hello { $name },

    { $who } invites { $organisation } into a circle. Its name, what it is for, and the answer to give are at this address:
    { $url }

    Until somebody answers for { $organisation }, nothing changes.
account-mail-circle-withdrawn =
    Hello { $name },

    { $who } took back the invitation to a circle that { $organisation } had not answered yet. There is nothing to do.

    The circles that you see:
    { $url }
account-mail-circle-accepted =
    Hello { $name },

    { $who } accepted the request to come into a circle, made for { $organisation } or in your name. What is shown to this circle is now shown to you:
    { $url }
account-mail-circle-refused =
    Hello { $name },

    { $who } did not accept the request to come into a circle, made for { $organisation } or in your name. Nothing changes.

    The circles that you see:
    { $url }
account-mail-circle-asked =
    Hello { $name },

    { $who } asks to come into a circle that { $organisation } created. Accept or refuse at this address:
    { $url }
account-mail-circle-joined =
    Hello { $name },

    { $who } accepted the invitation of { $organisation } and comes into the circle:
    { $url }
account-mail-circle-declined =
    Hello { $name },

    { $who } did not accept the invitation of { $organisation } into a circle:
    { $url }
account-organisation-suspended = You are recognised, but your organisation is suspended on this instance: nobody acts for it at the moment. Nothing that it owns is lost. Write to the support, or to your administrator, to know why.
account-organisation-closed = You are recognised, but your organisation is closed on this instance: nobody acts for it any more. Write to the support if you think that this is a mistake.
account-mail-merge-subject = { $instance }: a merge of records
account-mail-merge-proposed =
    Dear { $name },

    { $who } proposes to merge one of its records with a record that { $organisation } keeps: both may describe the same organisation. The plan and the answer to give are at this address:
    { $url }

    As long as nobody has answered for { $organisation }, nothing changes.
account-mail-merge-accepted =
    Dear { $name },

    { $who } accepted the proposed merge: both records are one. Either of the two organisations may undo it at this address:
    { $url }
account-mail-merge-declined =
    Dear { $name },

    { $who } refused the merge that { $organisation } proposed. Nothing changes. The reason is at this address:
    { $url }
account-mail-merge-withdrawn =
    Dear { $name },

    { $who } withdrew the merge that { $organisation } had not answered yet. There is nothing to do.

    The duplicates that you see:
    { $url }
account-mail-merge-undone =
    Dear { $name },

    { $who } undid a merge agreed on with { $organisation }: there are two records again, and everything is back where it was.
    { $url }
