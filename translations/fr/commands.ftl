command-founded = Nouvelle organisation membre : { $name }.
command-runs-instance = Ce compte conduit l’instance.
command-has-password = Ce compte a déjà un mot de passe : il s’en sert pour se connecter.
backup-made = Sauvegarde écrite : { $path } ({ $size } Kio).
backup-holds =
    { $files ->
        [0] Elle contient { $rows } lignes, sans pièce jointe.
        [one] Elle contient { $rows } lignes et une pièce jointe.
        *[other] Elle contient { $rows } lignes et { $files } pièces jointes.
    }
command-no-database = Il n’y a pas de base : { $path } n’existe pas. Vérifiez --settings et database_url ; « serve » ou « migrate » en fait une.
command-blank-database = La base est vide : aucune instance n’y a été faite. Vérifiez --settings et database_url ; « serve » ou « migrate » en fait une.
command-later-database = La base est celle d’une version plus récente du programme (schéma { $schema }). Installez cette version, ou une suivante.
backup-not-noted = La sauvegarde est bonne, mais n’a pas pu être notée dans le journal de l’instance : { $error }
backup-error-exists = { $path } existe déjà. Donnez un autre nom : une sauvegarde n’en écrase jamais une autre.
backup-error-unusable = { $path } : { $error }
backup-error-full = Le disque est plein : rien n’a été gardé. Faites de la place, ou écrivez sur un autre disque, puis recommencez.
backup-error-not-backup = Ce fichier n’est pas une sauvegarde de Maillage.
backup-error-damaged = La sauvegarde est abîmée ou coupée ({ $what }). Rien n’a été restauré ; prenez-en une autre.
backup-error-newer = La sauvegarde vient d’une version plus récente ({ $version }). Installez cette version, ou une suivante, puis recommencez.
backup-error-occupied = La base n’est pas vide : une restauration n’écrase rien. Donnez dans database_url une base vide ou un fichier qui n’existe pas, ou mettez l’ancienne de côté.
backup-error-file-missing = Une pièce jointe manque : { $digest }. Vérifiez files_url ; rien n’a été gardé.
backup-error-database = La base de données refuse : { $error }
backup-error-files = Les pièces jointes : { $error }
restore-verified = Sauvegarde vérifiée : version { $version }, faite le { $at }.
restore-done = Restauration terminée : tout est en place, et la liste d’accès est juste.
restore-jobs =
    { $n ->
        [one] Une tâche attend et sera faite au démarrage, courriel compris.
        *[other] { $n } tâches attendent et seront faites au démarrage, courriels compris.
    }
restore-access-remade = La liste d’accès a été refaite pour cette version.
restore-error-access = La liste d’accès n’est pas juste ({ $n } différences) : rien n’a été restauré.
command-retention-on = Ce qui aura passé sa durée le { $day } :
command-retention-forgotten =
    { $n ->
        [one] { $what } : { $n } oublié
       *[other] { $what } : { $n } oubliés
    }
command-retention-early = Rien ne s’oublie avant son heure : un jour à venir ne sert qu’à compter, ou à essayer sur une démonstration.
serve-on = { $name } sert sur { $address }
migrate-applied =
    { $n ->
        [0] { $engine } : la base est à jour.
        [one] { $engine } : une migration appliquée.
        *[other] { $engine } : { $n } migrations appliquées.
    }
acl-differences =
    { $n ->
        [0] La liste d’accès est juste.
        [one] Une différence dans la liste d’accès : acl rebuild la refait.
        *[other] { $n } différences dans la liste d’accès : acl rebuild la refait.
    }
acl-different = Différent : { $what }
acl-remade = La liste d’accès a été refaite.
import-same = { $vintage } : rien n’a changé.
import-report = { $vintage } : { $added ->
        [0] aucun territoire ajouté
        [one] un territoire ajouté
       *[other] { $added } territoires ajoutés
    }, { $changed ->
        [0] aucun modifié
        [one] un modifié
       *[other] { $changed } modifiés
    }, { $ended ->
        [0] aucun terminé
        [one] un terminé
       *[other] { $ended } terminés
    } ; { $joined ->
        [0] aucune appartenance notée
        [one] une appartenance notée
       *[other] { $joined } appartenances notées
    }, { $left ->
        [0] aucune terminée
        [one] une terminée
       *[other] { $left } terminées
    }.
import-added = ajouté : { $id } { $name }
import-changed = modifié : { $id } { $name } ({ $facts })
import-difference = { $fact } : { $before } → { $after }
import-between = { " ; " }
import-unknown = rien
import-fact-ended = fin
import-fact-name = nom
import-fact-other-names = autres noms
import-fact-siren = SIREN
import-fact-postal-codes = codes postaux
import-fact-detail = nature
import-fact-population = habitants
import-fact-point = position
import-fact-country = pays
import-ended = terminé : { $id } { $name }
import-merged = terminé : { $id } { $name }, fusionné dans { $into } { $named }
import-joined = appartenance : { $id } { $name }, dans { $whole } { $of }
import-left = appartenance terminée : { $id } { $name }, dans { $whole } { $of }
import-more =
    { $n ->
        [one] et un autre
        *[other] et { $n } autres
    }
import-rewritten =
    { $n ->
        [one] Attention : une appartenance était datée autrement, et le passé est récrit. Si ce n’est pas voulu, la colonne de l’année d’avant est fausse : revenez en arrière par --older.
       *[other] Attention : { $n } appartenances étaient datées autrement, et le passé est récrit. Si ce n’est pas voulu, la colonne de l’année d’avant est fausse : revenez en arrière par --older.
    }
import-outlines-same = Contours : rien n’a changé.
import-outlines = Contours : { $n } remplacés ({ $kind }).
import-outlines-region = régions
import-outlines-departement = départements
import-outlines-epci = intercommunalités
import-outlines-commune = communes
import-outlines-country = pays
import-error-file = { $file } : { $flaw } Rien n’a été écrit.
import-error-line = { $file }, ligne { $line } : { $flaw } Rien n’a été écrit.
import-error-older = Les territoires sont ceux du { $loaded }, plus récents que le { $asked } : rien n’a changé. Pour en charger une autre édition, donnez son dossier par --folder ; pour revenir tout de même en arrière, ajoutez --older.
import-error-database = La base de données refuse : { $error }
import-flaw-missing = introuvable.
import-flaw-no-year = aucun fichier communes-ANNÉE.csv.gz dans ce dossier.
import-flaw-years = plusieurs années de communes dans ce dossier. N’en gardez qu’une.
import-flaw-damaged = le fichier est abîmé, ou n’est pas en UTF-8.
import-flaw-column = la colonne { $name } manque.
import-flaw-cells = { $found } cases, l’en-tête en a { $expected }.
import-flaw-code = « { $code } » n’est pas le code d’une commune : cinq caractères, 2A et 2B en Corse.
import-flaw-twice = le code { $code } s’y trouve deux fois.
import-flaw-nowhere = { $part } fait partie de { $whole }, et l’un des deux n’est dans aucun fichier.
import-flaw-line = { $code } nomme une ligne qui n’y est pas.
import-flaw-no-outline = aucun contour.
serve-taken = Impossible d’écouter sur { $address } ({ $cause }). Une autre instance y sert-elle déjà ? Vérifiez listen.
serve-demonstration = Une démonstration ne se sert que sur 127.0.0.1 : ses liens de connexion l’ouvrent à n’importe qui. Corrigez listen.
serve-mails = mail_url : les courriels ne peuvent pas partir par là ({ $cause }).
serve-files = files_url : { $cause }
setting-refused = Les réglages ne permettent pas de commencer ; rien n’a été ouvert ni modifié.
setting-file = { $path } ne peut pas être lu ({ $cause }).
setting-not-toml = { $path } n’est pas du TOML : la faute est ligne { $line }, ou juste avant.
setting-unreadable = Le fichier ne peut pas être lu ({ $cause }).
setting-unknown = « { $name } » n’est pas un réglage. Ils sont tous dans la page « Réglages » du guide (settings.md).
setting-text = Un texte entre guillemets.
setting-number = Un nombre entier, sans guillemets dans le fichier, { $least } au moins.
setting-database = sqlite:CHEMIN, ou postgres://nom:motdepasse@serveur/base.
setting-listen = « { $value } » n’est pas une adresse et un port : 127.0.0.1:8080, par exemple.
setting-web-address = « { $value } » ne commence ni par http:// ni par https://.
setting-language = « { $value } » n’est ni fr ni en.
setting-zone = « { $value } » n’est pas un fuseau : Europe/Paris ou Indian/Reunion, par exemple.
setting-mail = folder:DOSSIER, smtp://serveur ou smtps://nom:motdepasse@serveur.
setting-sender = « { $value } » n’est pas une adresse électronique.
setting-files = « { $value } » : folder:DOSSIER, ou s3://SEAU/PRÉFIXE.
setting-proxies = « { $value } » : des adresses ou des réseaux, entre virgules ; 172.17.0.1, 10.0.0.0/8, par exemple.
setting-log-format = « { $value } » n’est ni text ni json.
setting-log-filter = « { $value } » n’est pas un filtre : info, ou info,maillage=debug, par exemple.
setting-not-json = Dans l’environnement, une liste de tableaux en JSON.
setting-providers = Une liste de tableaux : [[providers]].
setting-provider-unknown = Service n° { $number } : « { $name } » n’est pas une de ses clés.
setting-provider-kind = Service n° { $number } : « { $name } » n’est pas du bon genre (un texte, ou une liste de textes).
setting-provider-missing = Service n° { $number } : il manque { $name }.
setting-provider-variant = Service n° { $number } : la variante « { $name } » n’existe pas ; generic ou proconnect.
setting-provider-key = « { $name } » n’est pas une clé : lettres de a à z, chiffres et tirets.
setting-provider-twice = { $name } a la clé ou l’émetteur d’un autre service.
setting-provider-issuer = L’émetteur de { $name } n’est pas une adresse https://.
setting-provider-empty = { $name } demande client_id, client_secret et label.
setting-provider-openid = { $name } demande la portée openid.
