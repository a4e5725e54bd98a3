command-founded = New member organisation: { $name }.
command-runs-instance = This account runs the instance.
command-has-password = This account has a password already, and signs in with it.
backup-made = Backup written: { $path } ({ $size } KiB).
backup-holds =
    { $files ->
        [0] It holds { $rows } rows and no attached file.
        [one] It holds { $rows } rows and one attached file.
        *[other] It holds { $rows } rows and { $files } attached files.
    }
command-no-database = There is no database: { $path } does not exist. Check --settings and database_url; “serve” or “migrate” makes one.
command-blank-database = The database is empty: no instance was made there. Check --settings and database_url; “serve” or “migrate” makes one.
command-later-database = The database is that of a later version of the program (schema { $schema }). Install that version, or one after it.
backup-not-noted = The backup is good, but could not be noted in the journal of the instance: { $error }
backup-error-exists = { $path } exists already. Give another name: a backup never replaces another.
backup-error-unusable = { $path }: { $error }
backup-error-full = The disk is full: nothing was kept. Make room, or write to another disk, then try again.
backup-error-not-backup = This file is not a backup of Maillage.
backup-error-damaged = The backup is damaged or cut short ({ $what }). Nothing was restored; take another one.
backup-error-newer = The backup comes from a newer version ({ $version }). Install that version, or a later one, then try again.
backup-error-occupied = The database is not empty: a restore replaces nothing. Give in database_url an empty database or a file that does not exist, or put the old one aside.
backup-error-file-missing = An attached file is missing: { $digest }. Check files_url; nothing was kept.
backup-error-database = The database refuses: { $error }
backup-error-files = Attached files: { $error }
restore-verified = Backup verified: version { $version }, made on { $at }.
restore-done = Restored: everything is in place, and the access list is right.
restore-jobs =
    { $n ->
        [one] One job waits and will be done at the start, mail included.
        *[other] { $n } jobs wait and will be done at the start, mails included.
    }
restore-access-remade = The access list was made again for this version.
restore-error-access = The access list is not right ({ $n } differences): nothing was restored.
command-retention-on = What will have passed its time on { $day }:
command-retention-forgotten = { $what }: { $n } forgotten
command-retention-early = Nothing is forgotten before its time: a day to come serves to count, or to try on a demonstration.
serve-on = { $name } is served on { $address }
migrate-applied =
    { $n ->
        [0] { $engine }: the database is up to date.
        [one] { $engine }: one migration applied.
        *[other] { $engine }: { $n } migrations applied.
    }
acl-differences =
    { $n ->
        [0] The access list is right.
        [one] One difference in the access list: acl rebuild makes it again.
        *[other] { $n } differences in the access list: acl rebuild makes it again.
    }
acl-different = Different: { $what }
acl-remade = The access list was made again.
import-same = { $vintage }: nothing has changed.
import-report = { $vintage }: { $added ->
        [0] no territory added
        [one] one territory added
       *[other] { $added } territories added
    }, { $changed ->
        [0] none changed
        [one] one changed
       *[other] { $changed } changed
    }, { $ended ->
        [0] none ended
        [one] one ended
       *[other] { $ended } ended
    }; { $joined ->
        [0] no membership noted
        [one] one membership noted
       *[other] { $joined } memberships noted
    }, { $left ->
        [0] none ended
        [one] one ended
       *[other] { $left } ended
    }.
import-added = added: { $id } { $name }
import-changed = changed: { $id } { $name } ({ $facts })
import-difference = { $fact }: { $before } → { $after }
import-between = { "; " }
import-unknown = nothing
import-fact-ended = end
import-fact-name = name
import-fact-other-names = other names
import-fact-siren = SIREN
import-fact-postal-codes = postal codes
import-fact-detail = nature
import-fact-population = inhabitants
import-fact-point = position
import-fact-country = country
import-ended = ended: { $id } { $name }
import-merged = ended: { $id } { $name }, merged into { $into } { $named }
import-joined = membership: { $id } { $name }, in { $whole } { $of }
import-left = membership ended: { $id } { $name }, in { $whole } { $of }
import-more =
    { $n ->
        [one] and one more
        *[other] and { $n } more
    }
import-rewritten =
    { $n ->
        [one] Beware: one membership was dated otherwise, and the past is rewritten. If that is not meant, the column of the year before is wrong: go back with --older.
       *[other] Beware: { $n } memberships were dated otherwise, and the past is rewritten. If that is not meant, the column of the year before is wrong: go back with --older.
    }
import-outlines-same = Outlines: nothing has changed.
import-outlines = Outlines: { $n } replaced ({ $kind }).
import-outlines-region = régions
import-outlines-departement = départements
import-outlines-epci = groupings
import-outlines-commune = communes
import-outlines-country = countries
import-error-file = { $file }: { $flaw } Nothing was written.
import-error-line = { $file }, line { $line }: { $flaw } Nothing was written.
import-error-older = The territories are those of { $loaded }, more recent than { $asked }: nothing has changed. To load another edition, give its folder by --folder; to go back all the same, add --older.
import-error-database = The database refuses: { $error }
import-flaw-missing = not found.
import-flaw-no-year = no file communes-YEAR.csv.gz in this folder.
import-flaw-years = several years of communes in this folder. Keep one.
import-flaw-damaged = the file is damaged, or is not in UTF-8.
import-flaw-column = the column { $name } is missing.
import-flaw-cells = { $found } cells, the header has { $expected }.
import-flaw-code = “{ $code }” is not the code of a commune: five characters, 2A and 2B in Corsica.
import-flaw-twice = the code { $code } stands there twice.
import-flaw-nowhere = { $part } is part of { $whole }, and one of them is in no file.
import-flaw-line = { $code } names a line that is not there.
import-flaw-no-outline = no outline.
serve-taken = Cannot listen on { $address } ({ $cause }). Is another instance serving there? Check listen.
serve-demonstration = A demonstration is served on 127.0.0.1 only: its sign-in links let anyone in. Correct listen.
serve-mails = mail_url: mails cannot leave this way ({ $cause }).
serve-files = files_url: { $cause }
setting-refused = The settings do not allow a start; nothing was opened or changed.
setting-file = { $path } cannot be read ({ $cause }).
setting-not-toml = { $path } is not TOML: the fault is on line { $line }, or just before.
setting-unreadable = The file cannot be read ({ $cause }).
setting-unknown = “{ $name }” is no setting. All of them are in the page “Settings” of the guide (settings.md).
setting-text = A text in quotes.
setting-number = A whole number, without quotes in the file, at least { $least }.
setting-database = sqlite:PATH, or postgres://user:password@server/database.
setting-listen = “{ $value }” is not an address and a port: 127.0.0.1:8080, for example.
setting-web-address = “{ $value }” begins neither with http:// nor with https://.
setting-language = “{ $value }” is neither fr nor en.
setting-zone = “{ $value }” is no time zone: Europe/Paris or Indian/Reunion, for example.
setting-mail = folder:PATH, smtp://server or smtps://user:password@server.
setting-sender = “{ $value }” is not an e-mail address.
setting-files = “{ $value }”: folder:PATH, or s3://BUCKET/PREFIX.
setting-proxies = “{ $value }”: addresses or networks, between commas; 172.17.0.1, 10.0.0.0/8, for example.
setting-log-format = “{ $value }” is neither text nor json.
setting-log-filter = “{ $value }” is no filter: info, or info,maillage=debug, for example.
setting-not-json = In the environment, a list of tables in JSON.
setting-providers = A list of tables: [[providers]].
setting-provider-unknown = Service { $number }: “{ $name }” is none of its keys.
setting-provider-kind = Service { $number }: “{ $name }” is of the wrong kind (a text, or a list of texts).
setting-provider-missing = Service { $number }: { $name } is missing.
setting-provider-variant = Service { $number }: there is no variant “{ $name }”; generic or proconnect.
setting-provider-key = “{ $name }” is not a key: letters a to z, digits and hyphens.
setting-provider-twice = { $name } has the key or the issuer of another service.
setting-provider-issuer = The issuer of { $name } is not an https:// address.
setting-provider-empty = { $name } needs client_id, client_secret and label.
setting-provider-openid = { $name } needs the scope openid.
