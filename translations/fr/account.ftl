account-sign-in = Se connecter
account-sign-in-help = { $instance } est réservé aux personnes que leur organisation a invitées.
account-sign-in-do = Se connecter
account-sign-in-refused = Adresse ou mot de passe incorrect. Vérifiez les deux, ou demandez un autre mot de passe.
account-forgotten = Mot de passe oublié
account-no-account = Pas encore de compte ?
account-no-account-help = L’administrateur de votre organisation peut vous inviter : vous recevrez un lien pour choisir votre mot de passe.
account-demo-help = Démonstration : les liens d’entrée, un par personnage, sont affichés par la commande qui l’a lancée.
account-no-seat = Votre mot de passe est juste, mais plus aucune organisation ne vous a donné de rôle. Demandez à son administrateur de vous inviter de nouveau.
account-code = Code de vérification
account-code-help = Votre mot de passe est juste. Donnez maintenant le code affiché par votre application d’authentification.
account-code-hint = Six chiffres, renouvelés toutes les trente secondes. Chaque code ne sert qu’une fois. Un code de secours convient aussi.
account-code-lost = Téléphone perdu ou changé ?
account-code-lost-help = Donnez un de vos codes de secours. Sans eux, l’administrateur de l’instance peut lever la demande de code. Vous en serez prévenu par courriel.
account-start-again = Revenir au mot de passe
account-demo = Entrer dans la démonstration
account-demo-as = Vous serez { $name }, pour { $organisation }.
account-demo-once = Ce lien ne sert qu’une fois. Il n’est pas utilisé tant que vous n’appuyez pas sur le bouton.
account-demo-enter = Entrer
account-welcome = Bienvenue
account-welcome-help = { $name }, choisissez un mot de passe pour entrer dans { $instance }.
account-welcome-do = Enregistrer et entrer
account-reset = Choisir un autre mot de passe
account-reset-help = Donnez l’adresse de votre compte : vous recevrez un lien, valable une heure.
account-reset-ask = Recevoir un lien
account-reset-sent = Regardez votre boîte de réception
account-reset-sent-help = Si un compte porte cette adresse, un lien vient de lui être envoyé. Il est valable une heure. Rien reçu ? Vérifiez l’adresse et les indésirables, puis attendez une heure avant d’insister.
account-reset-choose-help = Toutes vos sessions ouvertes seront fermées.
account-reset-do = Enregistrer
account-ended-invitation = Cette invitation a déjà servi, ou elle a plus de sept jours. Si vous avez choisi un mot de passe, connectez-vous. Sinon, demandez à l’administrateur de votre organisation de vous inviter de nouveau.
account-ended-reset = Ce lien a déjà servi, ou il a plus d’une heure. Demandez-en un autre avec votre adresse.
account-ended-rhythm = Ce lien est trop ancien. Connectez-vous : le rythme des courriels se choisit sur la page « Ce qui a changé ».
account-ended-demo = Ce lien a déjà servi, ou il est trop ancien. Relancez la démonstration : elle affiche des liens neufs.
account-ended-second-step = Le mot de passe a été donné il y a plus de dix minutes. Connectez-vous de nouveau.
account-sign-out = Se déconnecter
account-profile = Qui je suis
account-name = Nom
account-acting-for = J’agis pour
account-instance = Instance
account-instance-administrator = Vous l’administrez : comptes et tâches, sans lire les fiches.
account-language = Langue des pages et des courriels
account-language-do = Choisir
account-password = Mot de passe
account-password-hint = 12 caractères au moins, sans votre nom ni votre adresse. Quatre mots pris au hasard font un bon mot de passe.
account-password-do = Changer le mot de passe
account-password-effect = Vos autres sessions seront fermées.
account-second-step = Code à la connexion
account-second-step-help = En plus du mot de passe, un code affiché par une application de votre téléphone. Un mot de passe volé ne suffit plus.
account-second-step-on = Demandé
account-second-step-off = Non demandé
account-second-step-change = Changer
account-second-step-need = Il vous faut une application d’authentification sur votre téléphone ou votre ordinateur : FreeOTP+, Aegis, ou celle de votre gestionnaire de mots de passe.
account-second-step-begin = Commencer
account-second-step-confirm = Demander un code désormais
account-second-step-remove = Ne plus demander de code
account-second-step-remove-help = Pour ne plus le demander, ou pour changer de téléphone, donnez votre mot de passe. Vous en serez prévenu par courriel.
account-secret-add = Ajouter ce compte à votre application
account-secret-help = Lisez cette image avec l’application de votre téléphone. Vous pouvez aussi y recopier la clé, ou l’ouvrir avec le bouton si l’application est sur cet appareil. Donnez ensuite le code qu’elle affiche.
account-secret = Clé
account-secret-kind = Type
account-secret-kind-value = Basé sur l’heure, six chiffres, trente secondes
account-secret-open = Ouvrir dans l’application
account-back = Revenir à mon compte
account-seats = Mes organisations
account-seats-help = Vous agissez pour une seule à la fois : ce que vous voyez et enregistrez en dépend.
account-seats-do = Agir pour celle-ci
account-sessions = Sessions ouvertes
account-sessions-help = Une session se ferme après 12 heures sans usage, et au plus tard au bout de 7 jours. Vous ne reconnaissez pas l’une d’elles ? Fermez-la et changez de mot de passe.
account-session-device = Appareil
account-session-address = Adresse réseau
account-session-since = Ouverte
account-session-seen = Dernier usage
account-session-current = Celle-ci
account-session-revoke = Fermer
account-sessions-revoke = Fermer toutes les autres
account-device = { $browser }, { $system }
account-device-unknown = Appareil non reconnu
account-actions = Actions
account-moment = { $day } à { $time }
account-tokens = Jetons d’API
account-tokens-help = Pour qu’un programme agisse en votre nom. Chacun vaut pour l’organisation pour laquelle vous agissez aujourd’hui.
account-token-name-hint = Le programme qui s’en servira.
account-token-since = Créé
account-token-until = Expire
account-token-revoke = Révoquer
account-token-create = Créer un jeton
account-token-days = { $n } jours
account-token-made = Jeton créé
account-token-once = Copiez-le maintenant : il ne sera plus jamais affiché. Qui le détient agit en votre nom.
account-token-again = Ce jeton était déjà créé : le même formulaire a été envoyé deux fois. Son secret n’est affiché qu’une fois. Si vous ne l’avez pas, révoquez ce jeton et créez-en un autre.
account-token-use = Il s’envoie dans l’en-tête
account-token-kept = Je l’ai copié
account-token-back = Revenir à Mon compte
token-access-read = Lire
token-access-write = Lire et écrire
token-access-administer = Lire, écrire et administrer l’instance
role-reader = lecteur
role-officer = chargé de mission
role-manager = responsable
role-administrator = administrateur
field-password = Mot de passe
field-current_password = Mot de passe actuel
field-new_password = Nouveau mot de passe
field-again = Le même, une seconde fois
field-code = Code
field-token = Jeton
field-token_name = Nom du jeton
field-token_access = Ce qu’il permet
field-token_days = Durée
error-password-short = Trop court : 12 caractères au moins.
error-password-long = Trop long : 200 caractères au plus.
error-password-simple = Trop peu de caractères différents. Essayez quatre mots pris au hasard.
error-password-personal = Il contient votre nom ou votre adresse : on l’essaierait en premier. Choisissez autre chose.
error-password-again = Les deux saisies diffèrent. Recommencez.
error-current-password = Ce n’est pas votre mot de passe actuel.
error-code = Code incorrect, ou déjà utilisé. Attendez le suivant, et vérifiez l’heure de votre téléphone.
error-email-known = Un compte fermé porte cette adresse. Adressez-vous à l’administrateur de l’instance.
error-email-seated = Cette personne a déjà un rôle dans cette organisation. Il se change dans Administration, Personnes.
error-email-unknown = Aucun compte ouvert n’a cette adresse. Vérifiez-la, ou créez le compte par « maillage user add ».
error-email-unseated = Ce compte n’a plus de rôle dans aucune organisation. Redonnez-lui en un par « maillage user add ».
error-email-not-administrator = Ce compte n’administre pas l’instance : son jeton ne peut pas le permettre.
done-signed-out = Vous êtes déconnecté.
done-language = C’est la langue de vos pages et de vos courriels.
done-acting = Vous agissez maintenant pour cette organisation.
done-password-changed = Mot de passe changé. Vos autres sessions sont fermées.
done-password-reset = Mot de passe changé, sessions fermées. Connectez-vous avec le nouveau.
done-codes-enabled = Un code sera demandé à chaque connexion. Créez maintenant vos codes de secours : « Code à la connexion », « Changer ».
done-codes-disabled = Aucun code ne sera plus demandé.
done-session-revoked = Session fermée.
done-sessions-revoked = Toutes les autres sessions sont fermées.
done-token-revoked = Jeton révoqué. Le programme qui s’en servait n’a plus accès.
account-mail-end =
    { $instance }
    { $address }
account-mail-support = Assistance : { $address }
account-mail-data-protection = Données personnelles : { $address }
account-mail-invitation-subject = { $instance } : votre invitation
account-mail-invitation =
    Bonjour { $name },

    Vous êtes invité à rejoindre { $instance } pour { $organisation }.

    Choisissez votre mot de passe à cette adresse, dans les sept jours :
    { $url }

    Ce lien est personnel et ne sert qu’une fois. Si vous n’attendiez pas ce message, ignorez-le : aucun accès n’est ouvert tant que le lien n’a pas servi.
account-mail-seat-subject = { $instance } : vos accès
account-mail-seat-opened =
    Bonjour { $name },

    Vous pouvez désormais agir aussi pour { $organisation }, avec le même compte.

    Pour passer d’une organisation à l’autre :
    { $url }
account-mail-seat-ended =
    Bonjour { $name },

    Vous ne pouvez plus agir pour { $organisation }. Les sessions et les jetons que vous aviez à ce titre sont fermés.

    Si c’est une erreur, adressez-vous à l’administrateur de cette organisation.
account-mail-reset-subject = { $instance } : choisir un autre mot de passe
account-mail-reset =
    Bonjour { $name },

    Quelqu’un, sans doute vous, a demandé à changer le mot de passe de ce compte.

    Choisissez-en un autre à cette adresse, dans l’heure :
    { $url }

    Si ce n’est pas vous, ignorez ce message : rien n’a changé.
account-mail-security-subject = { $instance } : la sécurité de votre compte
account-mail-password-changed =
    Bonjour { $name },

    Le mot de passe de votre compte vient d’être changé, et vos autres sessions ont été fermées.

    Si ce n’est pas vous, choisissez-en un autre sans attendre, puis révoquez les jetons d’API que vous ne connaissez pas :
    { $url }
account-mail-codes-enabled =
    Bonjour { $name },

    Un code est désormais demandé à chaque connexion à votre compte.

    Si ce n’est pas vous, prévenez l’administrateur de l’instance. Votre compte :
    { $url }
account-mail-codes-disabled =
    Bonjour { $name },

    Aucun code n’est plus demandé pour se connecter à votre compte : le mot de passe suffit.

    Si ce n’est pas voulu, changez de mot de passe et demandez de nouveau un code :
    { $url }
account-secret-picture = Image à lire avec l’application de votre téléphone
account-other-ways = Autres manières d’entrer
account-elsewhere = Sans mot de passe
account-elsewhere-help = Vous devez déjà être invité : nous vous reconnaissons à l’adresse que ce service nous donne.
account-elsewhere-do = Se connecter avec { $provider }
account-leaving-in = Vers { $provider }
account-leaving-in-help = Vous allez vous identifier là-bas, puis revenir ici.
account-leaving-out = Déconnexion de { $provider }
account-leaving-out-help = Vous êtes déconnecté ici. Il reste à vous déconnecter là-bas.
account-leaving-do = Continuer vers { $provider }
account-methods = Manières de me connecter
account-methods-help = Ce qui ouvre votre compte. Chaque changement vous est signalé par courriel.
account-methods-see = Autres manières de me connecter
account-providers = Services d’identification
account-providers-help = Votre identité chez un autre service ouvre votre compte ici.
account-providers-none = Cette instance n’en connaît aucun. Son administrateur peut en ajouter, ProConnect par exemple.
account-provider = Service
account-provider-email = Adresse connue là-bas
account-provider-siret = établissement { $siret }
account-provider-since = Depuis
account-provider-used = Dernier usage
account-provider-link = Relier { $provider }
account-provider-unlink = Délier
account-provider-password = Votre mot de passe d’ici, pour vérifier que c’est bien vous.
account-password-use = Usage du mot de passe
account-password-use-on = Votre mot de passe ouvre aussi votre compte. Vous pouvez le refuser : seul le service d’identification l’ouvrira.
account-password-use-off = Votre mot de passe n’ouvre plus votre compte, et « Mot de passe oublié » ne vous enverra rien.
account-password-use-refuse = Refuser mon mot de passe
account-password-use-accept = Accepter à nouveau mon mot de passe
account-session-provider = par { $provider }
account-session-by-password = par mot de passe
account-session-by-link = par un lien personnel
account-session-by-provider = par un service d’identification
account-session-by-passkey = par clé d’accès
account-session-and-code = et code
account-session-and-recovery = et code de secours
account-session-and-passkey = et clé d’accès
account-session-and-provider = en deux étapes
error-provider-lost = Cette connexion n’a pas été commencée dans ce navigateur, a déjà servi, ou date de plus de quinze minutes. Recommencez depuis la page de connexion.
error-provider-refused = Le service d’identification n’a pas confirmé votre identité : vous avez peut-être annulé, ou il ne vous y autorise pas. Recommencez, ou connectez-vous autrement.
error-provider-down = Le service d’identification ne répond pas comme il devrait. Réessayez dans quelques minutes, ou connectez-vous autrement.
error-provider-invalid = La réponse du service d’identification n’a pas pu être vérifiée : par prudence, rien n’a été ouvert. Recommencez ; si cela dure, prévenez l’administrateur de l’instance.
error-provider-weak = Cette instance demande une identification plus forte que celle que le service a faite, en deux étapes par exemple. Réglez-la là-bas, puis recommencez.
error-provider-unknown = Le service d’identification vous a reconnu, mais aucun compte invité ici n’a l’adresse qu’il donne. Demandez une invitation à l’administrateur de votre organisation ; si vous avez déjà un compte sous une autre adresse, connectez-vous par mot de passe et reliez ce service dans « Mon compte ».
error-provider-another = Votre compte est déjà relié à une autre identité de ce service. Connectez-vous autrement, puis reliez celle-ci dans « Mon compte ».
error-provider-taken = Cette identité ouvre déjà un autre compte. Déliez-la d’abord de celui-là.
error-provider-last = C’est la seule manière d’ouvrir votre compte. Choisissez d’abord un mot de passe par « Mot de passe oublié », ou acceptez à nouveau le vôtre.
error-provider-none = Reliez d’abord un service d’identification : sans lui, plus rien n’ouvrirait votre compte.
error-sign-in-again = Votre session a plus de quinze minutes. Déconnectez-vous, reconnectez-vous, puis recommencez.
done-provider-linked = Service relié : il ouvre désormais votre compte.
done-provider-unlinked = Service délié : il n’ouvre plus votre compte.
done-password-use = C’est enregistré.
done-signed-out-everywhere = Vous êtes déconnecté, ici et du service d’identification.
account-mail-provider-linked =
    Bonjour { $name },

    Un service d’identification ouvre désormais votre compte sur { $instance }.

    Si ce n’est pas vous, déliez-le et changez votre mot de passe :
    { $url }
account-mail-provider-unlinked =
    Bonjour { $name },

    Un service d’identification n’ouvre plus votre compte sur { $instance }.

    Si ce n’est pas vous, regardez vos manières de vous connecter et changez votre mot de passe :
    { $url }
account-passkey = Clé d’accès
account-passkey-use = Utiliser une clé d’accès
account-passkey-script = Les clés d’accès demandent un navigateur récent où les scripts sont permis. Le reste de cette page fonctionne sans.
account-passkey-failed = Cela n’a pas abouti : la demande a été annulée, ou cet appareil ne connaît aucune clé pour ce site. Recommencez, ou connectez-vous autrement.
account-passkeys = Clés d’accès
account-passkeys-help = Votre téléphone, votre ordinateur ou une clé de sécurité vous reconnaît, sans mot de passe ni code. Rien n’est à retenir, et un faux site ne peut pas vous la prendre.
account-passkey-synced = copiée entre vos appareils
account-passkey-copied = peut-être volée
account-passkey-remove = Retirer
account-passkey-name-hint = Pour la reconnaître dans cette liste, par exemple « téléphone ».
account-passkey-add = Ajouter une clé d’accès
field-passkey_name = Nom de la clé
error-passkey = Cette clé d’accès n’ouvre rien ici : elle a été retirée, appartient à un autre compte, ou la demande date de plus de quinze minutes. Recommencez, ou connectez-vous autrement.
error-passkey-copied = Cette clé d’accès semble avoir été copiée : par prudence, elle n’ouvre rien. Connectez-vous autrement, retirez-la, et prévenez l’administrateur de l’instance.
error-passkey-late = Cette demande a déjà servi, ou date de plus de quinze minutes. Recommencez.
error-passkey-known = Cette clé d’accès est déjà enregistrée.
error-passkey-most = Vingt clés suffisent : retirez-en une d’abord.
error-passkey-name = Donnez-lui un nom, de 80 caractères au plus.
done-passkey-added = Clé d’accès ajoutée : elle ouvre désormais votre compte.
done-passkey-removed = Clé d’accès retirée : elle n’ouvre plus votre compte. Supprimez-la aussi de votre appareil.
account-mail-passkey-added =
    Bonjour { $name },

    Une nouvelle clé d’accès ouvre votre compte sur { $instance }.

    Si ce n’est pas vous, retirez-la et changez votre mot de passe :
    { $url }
account-mail-passkey-removed =
    Bonjour { $name },

    Une clé d’accès n’ouvre plus votre compte sur { $instance }.

    Si ce n’est pas vous, changez votre mot de passe :
    { $url }
account-mail-passkey-copied =
    Bonjour { $name },

    Une de vos clés d’accès sur { $instance } semble avoir été copiée : quelqu’un s’en est servi, et rien n’a été ouvert.

    Retirez-la de vos manières de vous connecter :
    { $url }
account-token-unused = jamais
account-recovery = Codes de secours
account-recovery-help = Dix codes qui remplacent chacun, une fois, celui de l’application : pour le jour où le téléphone manque.
account-recovery-left =
    { $n ->
        [0] Il ne vous en reste aucun.
        [one] Il vous en reste un.
       *[other] Il vous en reste { $n }.
    }
account-recovery-make = Créer dix nouveaux codes
account-recovery-once = Imprimez-les ou copiez-les maintenant : ils ne seront plus jamais affichés. Les précédents ne servent plus.
account-recovery-again = Ces codes étaient déjà créés : le même formulaire a été envoyé deux fois, et ils ne sont affichés qu’une fois. Si vous ne les avez pas, créez-en d’autres.
account-recovery-kept = Je les ai gardés
account-mail-recovery-used =
    Bonjour { $name },

    Un code de secours a servi à ouvrir votre compte sur { $instance }.

    Si ce n’est pas vous, changez votre mot de passe et créez d’autres codes :
error-email-instance = Cette adresse administre l’instance. Pour agir dans une autre organisation, prenez un accès exceptionnel, que l’organisation voit.
account-mail-seated-outside =
    Bonjour { $name },

    L’administrateur de l’instance a donné à { $who } un accès pour { $organisation }.

    Vous répondez de cette organisation : vérifiez que c’est attendu, et mettez-y fin sinon :
    { $url }
account-mail-glass-subject = { $instance } : un accès exceptionnel a été pris
account-mail-glass =
    Bonjour { $name },

    { $who }, qui administre l’instance, a pris un accès exceptionnel à ce que possède { $organisation }, jusqu’au { $until }.

    Raison donnée : { $reason }

    Vous pouvez voir lequel, et le couper :
    { $url }
account-mail-seat-ends =
    Bonjour { $name },

    Vous ne pourrez plus agir pour { $organisation } à partir du { $until }. Les sessions et les jetons que vous avez à ce titre s’arrêteront alors.

    Si c’est une erreur, adressez-vous à l’administrateur de cette organisation.
account-mail-circle-subject = { $instance } : des nouvelles d’un cercle
account-mail-circle-invited =
    Bonjour { $name },

    { $who } invite { $organisation } à entrer dans un cercle. Son nom, son but et la réponse à donner sont à cette adresse :
    { $url }

    Tant que personne n’a répondu pour { $organisation }, rien ne change.
account-mail-circle-withdrawn =
    Bonjour { $name },

    { $who } a retiré l’invitation à un cercle qui attendait la réponse de { $organisation }. Il n’y a rien à faire.

    Les cercles que vous voyez :
    { $url }
account-mail-circle-accepted =
    Bonjour { $name },

    { $who } a accepté la demande d’entrer dans un cercle, faite pour { $organisation } ou en votre nom. Ce que l’on montre à ce cercle vous est désormais montré :
    { $url }
account-mail-circle-refused =
    Bonjour { $name },

    { $who } n’a pas accepté la demande d’entrer dans un cercle, faite pour { $organisation } ou en votre nom. Rien ne change.

    Les cercles que vous voyez :
    { $url }
account-mail-circle-asked =
    Bonjour { $name },

    { $who } demande à entrer dans un cercle que { $organisation } a créé. Acceptez ou refusez à cette adresse :
    { $url }
account-mail-circle-joined =
    Bonjour { $name },

    { $who } a accepté l’invitation de { $organisation } et entre dans le cercle :
    { $url }
account-mail-circle-declined =
    Bonjour { $name },

    { $who } n’a pas accepté l’invitation de { $organisation } à entrer dans un cercle :
    { $url }
account-organisation-suspended = Vous êtes bien reconnu, mais votre organisation est suspendue sur cette instance : personne n’agit pour elle en ce moment. Rien de ce qu’elle possède n’est perdu. Écrivez à l’assistance, ou à votre administrateur, pour savoir pourquoi.
account-organisation-closed = Vous êtes bien reconnu, mais votre organisation est fermée sur cette instance : plus personne n’agit pour elle. Écrivez à l’assistance si vous pensez que c’est une erreur.
account-mail-merge-subject = { $instance } : une fusion de fiches
account-mail-merge-proposed =
    Bonjour { $name },

    { $who } propose de fusionner une de ses fiches avec une fiche que tient { $organisation } : les deux décriraient la même organisation. Le plan et la réponse à donner sont à cette adresse :
    { $url }

    Tant que personne n’a répondu pour { $organisation }, rien ne change.
account-mail-merge-accepted =
    Bonjour { $name },

    { $who } a accepté la fusion proposée : les deux fiches n’en font plus qu’une. Chacune des deux organisations peut la défaire à cette adresse :
    { $url }
account-mail-merge-declined =
    Bonjour { $name },

    { $who } a refusé la fusion proposée par { $organisation }. Rien ne change. La raison est à cette adresse :
    { $url }
account-mail-merge-withdrawn =
    Bonjour { $name },

    { $who } a retiré la fusion qui attendait la réponse de { $organisation }. Il n’y a rien à faire.

    Les doublons que vous voyez :
    { $url }
account-mail-merge-undone =
    Bonjour { $name },

    { $who } a défait une fusion acceptée avec { $organisation } : il y a de nouveau deux fiches, et tout est revenu où c’était.
    { $url }
