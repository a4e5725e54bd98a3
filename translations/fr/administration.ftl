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
