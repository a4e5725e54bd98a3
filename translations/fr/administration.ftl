administration-help = Donner et retirer des accès. Chaque geste est noté au journal.
administration-people = Personnes
administration-people-own = Inviter les personnes de { $organisation }, changer leur rôle, mettre fin à leur accès.
administration-people-instance = Inviter dans chaque organisation, changer les rôles, mettre fin aux accès.
administration-people-open = Voir les personnes
administration-people-list = Qui agit pour cette organisation
administration-people-empty = Personne n’agit encore pour cette organisation
administration-people-empty-help = Invitez une première personne : elle recevra un lien par courriel. Donnez-lui le rôle d’administrateur pour qu’elle invite les autres.
administration-own-organisation = La mienne
administration-show = Afficher
administration-state = Compte
administration-ready = Actif
administration-invited = Invité, mot de passe à choisir
administration-no-account = Sans compte
administration-runs-instance = Administre l’instance
administration-invite = Inviter quelqu’un
administration-invite-do = Envoyer l’invitation
administration-email-hint = Si cette adresse a déjà un compte, elle reçoit un rôle de plus, avec le même mot de passe.
administration-role = Changer son rôle
administration-role-do = Changer le rôle
administration-role-reader = Lecteur : voit ce que l’organisation voit
administration-role-officer = Chargé de mission : tient les fiches et les projets
administration-role-manager = Responsable : partage aussi tout ce que l’organisation possède
administration-role-administrator = Administrateur : gère les personnes, sans tenir les fiches
administration-own-seat = C’est vous. Votre rôle et votre départ sont l’affaire d’un autre administrateur.
administration-again = Inviter de nouveau
administration-again-help = Cette personne n’a pas encore choisi de mot de passe. Un nouveau lien, valable sept jours, lui sera envoyé.
administration-again-do = Envoyer un nouveau lien
administration-codes-help = À faire si cette personne a perdu son téléphone, après avoir vérifié que c’est bien elle qui vous le demande. Elle en sera prévenue par courriel.
administration-end = Mettre fin à son accès
administration-end-help = Ses sessions et ses jetons pour cette organisation sont fermés aussitôt. Ce qu’elle a fait reste au journal. Pour revenir en arrière, invitez-la de nouveau.
administration-end-ask = Mettre fin à l’accès
administration-end-do = Oui, fermer l’accès de { $name }
administration-jobs = Tâches mises de côté
administration-jobs-count =
    { $n ->
        [0] Aucune tâche n’attend votre décision.
        [one] Une tâche a échoué huit fois et attend votre décision.
       *[other] { $n } tâches ont échoué huit fois et attendent votre décision.
    }
administration-jobs-open = Voir les tâches
administration-jobs-help = Elles ont échoué huit fois. Corrigez la cause, puis relancez-les. Un courriel mis de côté ne garde ni son texte ni son lien : relancé, il est écrit de nouveau, avec un lien neuf.
administration-jobs-empty = Aucune tâche mise de côté
administration-jobs-empty-help = Un courriel ou une indexation qui échoue est tenté huit fois, de plus en plus tard, avant d’arriver ici.
administration-job-kind = Tâche
administration-job-error = Dernière erreur
administration-job-attempts = Essais
administration-job-since = Mise de côté
administration-job-retry = Relancer
field-given_name = Prénom
field-family_name = Nom de famille
field-role = Rôle
done-invited = Invitation envoyée.
done-role = Rôle changé. Il vaut dès la prochaine page.
done-seat-ended = Accès fermé.
done-codes-removed = Aucun code ne sera plus demandé à cette personne. Un courriel l’en prévient.
done-job-retried = Tâche relancée.
administration-organisations = Organisations membres
administration-organisations-card = Fonder une organisation membre, voir combien de personnes agissent pour elle, la suspendre ou la fermer.
administration-organisations-open = Voir les organisations
administration-organisations-help = Les organisations dont des personnes peuvent se connecter. Fondez-la, puis invitez son premier administrateur : il invitera les autres.
administration-organisations-list = Toutes les organisations membres
administration-organisations-empty = Aucune organisation membre
administration-organisations-empty-help = Fondez la première avec le formulaire, puis invitez son administrateur.
administration-seats = Personnes
administration-seats-count =
    { $n ->
        [0] Personne
        [one] 1 personne
       *[other] { $n } personnes
    }
administration-seen = Dernière activité
administration-never-seen = Jamais
administration-standing = État
administration-state-open = Ouverte
administration-state-suspended = Suspendue
administration-state-closed = Fermée
administration-since = à partir du { $at }
administration-no-administrator = Sans administrateur
administration-administrators = Administrateurs
administration-first = Inviter le premier
administration-found = Fonder une organisation
administration-found-do = Fonder l’organisation
administration-membership-public = Membre public
administration-membership-private = Membre privé
administration-membership-hint = Sans choix, la famille décide : une entreprise est un membre privé, les autres sont publics. Un membre privé voit moins des autres.
administration-stop = Suspendre ou fermer
administration-stop-help = Plus personne n’agit pour elle à partir de la date : ni session, ni jeton. Ce qu’elle possède reste en place, et reste visible de ceux à qui elle l’a montré.
administration-stop-suspended = Suspendre : pour un temps
administration-stop-closed = Fermer : elle quitte le réseau, ou n’existe plus
administration-stop-do = Arrêter ses accès
administration-reopen = Rouvrir
administration-reopen-help = Les personnes dont l’accès n’a pas pris fin entre-temps retrouvent le leur.
administration-reopen-do = Rouvrir l’organisation
administration-own-organisation-stays = C’est l’organisation pour laquelle vous agissez. Un autre administrateur de l’instance peut l’arrêter.
administration-rights = Rôles et droits
administration-rights-card = Ce que chaque rôle permet de faire, en une table.
administration-rights-open = Voir la table
administration-rights-instance = Ce que chaque rôle permet, là où une organisation n’a rien dit d’autre.
administration-rights-own = Ce que chaque rôle permet à { $organisation }.
administration-rights-whose = Table de qui
administration-rights-all = Toutes les organisations
administration-rights-table = Qui peut quoi
administration-right = Droit
administration-right-adjusted = modifié
administration-right-always = toujours
administration-right-never = non
administration-rights-do = Enregistrer la table
administration-rights-hint = Un changement vaut aussitôt, y compris pour les sessions ouvertes et les jetons. Il est noté au journal. « Non » et « toujours » sont fixés par le logiciel.
right-keep-files = Tenir les fiches
right-help-keep-files = Créer et modifier entreprises, contacts et échanges.
right-run-projects = Mener les projets
right-help-run-projects = Ouvrir un projet, le modifier, le faire avancer.
right-share-all = Partager toute fiche
right-help-share-all = Montrer à d’autres toute fiche de l’organisation, pas seulement les siennes.
right-run-circles = Représenter dans les cercles
right-help-run-circles = Créer un cercle, y faire entrer ou en retirer l’organisation.
right-use-api = Utiliser l’API
right-help-use-api = Créer des jetons et s’en servir.
right-see-accesses = Voir les accès
right-help-see-accesses = Voir qui a ouvert les fiches de l’organisation, et couper un accès exceptionnel.
right-manage-people = Gérer les personnes
right-help-manage-people = Inviter, changer un rôle, mettre fin à un accès.
administration-glass = Accès exceptionnel
administration-glass-card = Ouvrir une fiche, ou agir dans une organisation, pour un temps et avec une raison. L’organisation en est avertie.
administration-glass-open = Voir les accès exceptionnels
administration-glass-help = Administrer l’instance ne donne à lire aucune fiche. S’il le faut, prenez un accès pour un temps : il est noté au journal, annoncé par courriel à l’organisation, montré sur la fiche, et l’organisation peut le couper.
administration-glass-ask = Prendre un accès
administration-glass-or = Ou, au lieu d’une fiche, une organisation et le rôle à y tenir :
administration-glass-hours =
    { $n ->
        [one] 1 heure
       *[other] { $n } heures
    }
administration-glass-do = Prendre cet accès
glass-taken = Accès exceptionnels
glass-empty = Aucun accès exceptionnel
glass-empty-help = Chaque accès pris figurera ici, avec sa raison et sa fin.
glass-empty-owner = Si l’administrateur de l’instance prend un accès à une fiche de votre organisation, il figurera ici, avec sa raison, et vous pourrez le couper.
glass-who = Qui
glass-what = Quoi
glass-when = Depuis
glass-end = Fin
glass-until = jusqu’au { $at }
glass-ended = coupé le { $at }
glass-over = terminé le { $at }
glass-end-do = Couper
glass-record-open = Ouvrir
glass-role = Dans l’organisation, comme { $role }
glass-kind-organisation = Une fiche d’organisation
glass-kind-company-file = Une fiche d’entreprise
glass-kind-interaction = Un échange
glass-kind-project = Un projet
accesses-help = Qui a pu voir, en plus des personnes à qui elles sont montrées, les fiches de { $organisation }.
field-membership = Membre
field-state = Que faire
field-last_day = Dernier jour
field-record = Fiche
field-hours = Durée
hint-short-name = Tel qu’on le dit : « Rising Sud ».
hint-last-day = Laissez vide pour tout de suite.
hint-glass-record = Sa référence (PP-2021-0041) ou son identifiant.
hint-glass-reason = L’organisation la lira : qui vous l’a demandé, pour quoi faire.
hint-glass-code = Celui de votre téléphone, comme à la connexion.
error-member-known = Une organisation membre porte déjà ce nom. Retrouvez-la dans la liste.
error-member-siren = Une organisation porte déjà ce SIREN. Retrouvez-la dans l’annuaire.
error-glass-what = Dites quelle fiche, ou choisissez une organisation.
error-glass-both = Une fiche ou une organisation, pas les deux. Videz l’un des deux champs.
error-glass-record = Aucune fiche ne porte cette référence ni cet identifiant. Vérifiez-la auprès de la personne qui vous a sollicité.
error-glass-several = Plusieurs organisations ont une fiche de cette référence. Donnez son identifiant.
error-glass-reason = { $n } caractères au moins : qui vous l’a demandé, pour quoi faire.
error-glass-seated = Vous agissez déjà pour cette organisation.
error-glass-codes = Votre compte ne demande pas de code. Activez d’abord la double vérification dans « Mon compte ».
done-founded = Organisation fondée. Invitez maintenant son premier administrateur.
done-stopped = Arrêt enregistré.
done-reopened = Organisation rouverte.
done-rights = Table enregistrée. Elle vaut dès maintenant.
done-glass = Accès pris. L’organisation en est avertie par courriel.
done-glass-ended = Accès coupé.
glass-kind-circle = Un cercle
administration-invitations = Invitations
administration-bulk = Inviter plusieurs personnes
administration-bulk-open = Inviter plusieurs personnes à la fois, suivre les invitations
administration-bulk-help = Collez les lignes d’un tableur, ou choisissez un fichier CSV. Rien n’est envoyé avant que vous ayez vu chaque ligne et confirmé. 500 lignes au plus.
administration-bulk-file = Ou un fichier
administration-bulk-check = Vérifier les lignes
administration-sent = Invitations envoyées
administration-sent-empty = Aucune invitation envoyée
administration-sent-empty-help = Celles qui partent d’ici et de la page des personnes figureront dans cette liste.
administration-sent-at = Envoyée
invitation-pending = En attente
invitation-accepted = Acceptée
invitation-expired = Lien périmé
invitation-revoked = Retirée
invitation-resend = Renvoyer
invitation-revoke = Retirer
administration-preview = Vérifier avant d’envoyer
administration-preview-count =
    { $good ->
        [0] Aucune invitation prête
        [one] 1 invitation prête
       *[other] { $good } invitations prêtes
    } sur { $n }. Rien n’est encore envoyé.
administration-preview-changed = Quelque chose a changé depuis, ou aucune ligne n’est cochée. Rien n’a été envoyé : relisez les lignes.
administration-preview-lines = Lignes lues
administration-preview-row = Ligne
administration-preview-state = Vérification
administration-preview-good = Prête
administration-preview-send = Envoyer les invitations cochées
field-people = Personnes
field-title = Fonction
hint-people = Une personne par ligne : nom, prénom, adresse, organisation, rôle, fonction, séparés par une tabulation, un point-virgule ou une virgule. Avec une ligne de titres, l’ordre est libre. Sans organisation, c’est celle-ci. Rôles : lecteur, chargé de mission, responsable, administrateur.
error-bulk-empty = Aucune ligne lue. Collez au moins une ligne, ou choisissez un fichier qui en contient.
error-bulk-many = Plus de 500 lignes. Envoyez-les en plusieurs fois.
error-bulk-organisation = Organisation inconnue, ou que vous n’administrez pas. Écrivez son nom comme dans l’annuaire, ou laissez vide.
error-bulk-role = Rôle inconnu. Écrivez lecteur, chargé de mission, responsable ou administrateur.
error-bulk-twice = Cette adresse est déjà sur une ligne plus haut.
done-bulk = Invitations enregistrées : les courriels partent.
done-invitation-revoked = Invitation retirée. Son lien ne marche plus.
administration-handing = Transmettre et mettre fin
administration-handing-open = Transmettre ses dossiers, puis mettre fin
administration-handing-help = Ce dont { $name } répond, et qui le reprend. Tout se fait en une fois, et reste noté au journal.
administration-handing-do = Transmettre et mettre fin à l’accès
handing-referent = Projets dont elle est référente
handing-second-reader = Projets dont elle est seconde lectrice
handing-verifier = Projets qu’elle doit vérifier
handing-next-step = Prochaines étapes à tenir
handing-nothing = Rien à transmettre.
handing-hidden =
    { $n ->
        [one] 1 que vous ne voyez pas
       *[other] { $n } que vous ne voyez pas
    }
field-heir = Qui reprend
error-handing-heir = Choisissez qui reprend, pour chaque partie qui n’est pas vide.
done-handed-over = Dossiers transmis. L’accès prend fin à la date choisie.
error-handing-left =
    { $n ->
        [one] Un de ces dossiers ne peut aller
       *[other] { $n } de ces dossiers ne peuvent aller
    } à la personne choisie : elle ne le voit pas, ou en est déjà l’autre lecteur. Rien n’a été changé. Choisissez quelqu’un d’autre.
administration-readings = Ouvertures de fiches
administration-readings-card = Qui a ouvert des fiches, quand et par quel moyen, sans dire lesquelles.
administration-readings-open = Voir les ouvertures
administration-readings-help = Administrer l’instance ne dit pas quelle fiche a été ouverte : seule l’organisation qui la possède le voit. Conservé six mois.
accesses-seen = Qui a ouvert quoi
accesses-seen-help = Chaque ouverture d’une fiche de projet ou d’entreprise, par page ou par l’API, et chaque liste lue par un jeton de votre organisation. Deux ouvertures par la même personne en dix minutes comptent pour une. Conservé six mois.
accesses-empty = Rien pour l’instant
accesses-empty-help = Une ouverture figure ici quelques secondes après.
accesses-when = Quand
accesses-way = Par
way-page = une page
way-api = l’API
way-list = l’API, une liste
way-export = un export
seen-kind-project = Projet
seen-kind-organisation = Entreprise
seen-kind-search = Recherche
right-protect-data = Répondre des données personnelles
right-help-protect-data = Répondre aux demandes d’accès et d’effacement, voir ce que l’organisation tient sur une personne.
administration-theme = Apparence
administration-theme-help = Le nom, la couleur, le logo et les adresses que tout le monde voit, connecté ou non, et que portent les courriels.
administration-theme-card = Le nom de l’instance, sa couleur, son logo, à qui écrire.
administration-theme-open = Changer l’apparence
administration-theme-try = Aperçu
administration-theme-preview = Aperçu
administration-theme-preview-help = Rien n’est encore enregistré. Cette page montre la couleur dans votre mode d’affichage ; ci-dessous, dans les deux.
administration-theme-light = Mode clair
administration-theme-dark = Mode sombre
administration-theme-link = Un lien
administration-theme-tag = Une étiquette
administration-theme-button = Un bouton
administration-theme-remove = Retirer le logo
administration-theme-carried = Le logo qui vient d’être choisi sera enregistré. Choisissez un fichier seulement pour en prendre un autre.
field-instance_name = Nom de l’instance
field-accent = Couleur d’accent
field-logo = Logo
field-support = Adresse pour l’assistance
field-data_protection = Adresse pour la protection des données
hint-instance-name = 60 caractères au plus. Vide : « { $name } », le nom des réglages.
hint-accent = Comme un graphiste la donne : { $colour }. Vide : celle-là, celle du programme. Elle doit se lire en mode clair et en mode sombre.
hint-logo = Un PNG de 64 Kio au plus, de 16 à 1024 pixels de côté, montré sur 36 pixels de haut. Sans fichier, l’actuel reste.
hint-support = Montrée au pied de chaque page et de chaque courriel, et sur la page sur l’accessibilité.
hint-data-protection = Celle de votre délégué à la protection des données, montrée aux mêmes endroits.
error-colour = Ce n’est pas une couleur. Écrivez-la avec six chiffres de 0 à f : #0b6470.
error-contrast-button = Un texte blanc sur un bouton aurait un contraste de { $units },{ $tenths } pour 1 ; il en faut 4,5. La couleur la plus proche qui convient : { $near }.
error-contrast-sunken-light = Un lien sur fond clair aurait un contraste de { $units },{ $tenths } pour 1 ; il en faut 4,5. La couleur la plus proche qui convient : { $near }.
error-contrast-tag-light = Une étiquette en mode clair aurait un contraste de { $units },{ $tenths } pour 1 ; il en faut 4,5. La couleur la plus proche qui convient : { $near }.
error-contrast-button-dark = Le texte d’un bouton en mode sombre aurait un contraste de { $units },{ $tenths } pour 1 ; il en faut 4,5. La couleur la plus proche qui convient : { $near }.
error-contrast-sunken-dark = Un lien sur fond sombre aurait un contraste de { $units },{ $tenths } pour 1 ; il en faut 4,5. La couleur la plus proche qui convient : { $near }.
error-contrast-tag-dark = Une étiquette en mode sombre aurait un contraste de { $units },{ $tenths } pour 1 ; il en faut 4,5. La couleur la plus proche qui convient : { $near }.
error-logo-heavy = Ce fichier pèse plus de 64 Kio. Exportez-le plus petit.
error-logo-kind = Ce fichier n’est pas un PNG. Les dessins (SVG) et les autres formats ne sont pas acceptés, car ils peuvent porter autre chose qu’une image : exportez-le en PNG.
error-logo-broken = Ce PNG est abîmé, ou quelque chose y suit l’image. Exportez-le de nouveau.
error-logo-size = Chaque côté doit mesurer entre 16 et 1024 pixels. Exportez-le à une autre taille.
done-theme = Apparence enregistrée. Toutes les pages la montrent d’ici une minute.
alike-title = Est-ce une personne déjà connue ?
alike-help = Une personne n’a qu’une fiche, qu’elle se connecte ou non. Comparez ce qu’elle est, puis choisissez.
alike-another = C’est quelqu’un d’autre
alike-another-help = Une nouvelle personne est créée, avec ce nom.
alike-owner = fiche tenue par { $owner }
alike-sheet = Voir la fiche
alike-closed = a un compte à une autre adresse
alike-certain = Même adresse et même nom que cette seule fiche : c’est elle qui est retenue. Changez si c’est quelqu’un d’autre.
alike-address-here = Même adresse dans vos coordonnées, même nom, et une place dans cette organisation
alike-address-name = Même adresse dans vos coordonnées, et même nom
alike-address = Même adresse dans vos coordonnées, sous un autre nom
alike-here = Même nom, et une place dans cette organisation
administration-preview-undecided =
    { $n ->
        [one] Une ligne cochée laisse un doute sur la personne. Rien n’a été envoyé : dites qui c’est, ou décochez-la.
       *[other] { $n } lignes cochées laissent un doute sur la personne. Rien n’a été envoyé : dites qui c’est, ou décochez-les.
    }
field-person = Personne déjà connue
error-person-unsaid = Dites si c’est une personne déjà connue, ou quelqu’un d’autre.
error-person-signs-in = Cette personne a déjà un compte, à une autre adresse : une personne n’en a qu’un. Demandez-lui laquelle, et invitez cette adresse-là.
error-bulk-person-twice = Une autre ligne cochée donne déjà un compte à cette personne.
done-invited-apart = Invitation envoyée. Cette adresse avait déjà un compte, attaché à une autre fiche : la vôtre reste à part.
