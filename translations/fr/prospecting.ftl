companies-visible =
    { $n ->
        [0] Aucune entreprise suivie
        [one] Une entreprise suivie
        *[other] { $n } entreprises suivies
    }
companies-empty = Aucune entreprise suivie
companies-empty-help = Une fiche d’entreprise garde les contacts et les échanges de votre organisation. Personne d’autre ne la voit.
company-new = Entreprise
company-new-title = Nouvelle entreprise
company-add = Ajouter l’entreprise
company-change = Modifier l’entreprise
company-help = La fiche reste à votre organisation, tant que vous ne la montrez pas.
company-homonym = C’est une autre entreprise
company-known-open = Ouvrir l’entreprise connue
company-aside = Projets et contacts
company-no-project = Aucun projet avec cette entreprise.
column-last = Dernier échange
contacts = Contacts
contacts-empty = Aucun contact. Le premier ouvre l’étape « Contact établi ».
contact-add = Contact
interactions = Échanges
interactions-empty = Aucun échange noté.
interaction-log = Noter un échange
next-step = Prochaine étape
step-do = Fait
step-done = fait
channel-call = Appel
channel-video = Visio
channel-meeting = Rendez-vous
channel-mail = Courriel
channel-event = Salon ou événement
basis-legitimate-interest = Intérêt légitime, personne informée
basis-consent = Consentement
basis-contract = Contrat
field-contact_name = Prénom et nom
field-job = Fonction
field-email = Adresse électronique
field-phone = Téléphone
field-legal_basis = Base légale
field-channel = Canal
field-held_on = Date
field-summary = Ce qui s’est dit
field-next_step = Prochaine étape
field-next_due = Pour quand
hint-held_on = Aujourd’hui si vous laissez vide. Sinon : « 3 juin », 03/06/2026.
hint-company-name = La raison sociale, telle que l’entreprise l’écrit.
hint-siren = 9 chiffres, pour une entreprise française.
error-legal-basis = Dites pourquoi ces données peuvent être gardées.
error-held-on = Date non comprise, ou à venir. Un échange a déjà eu lieu.
error-next-due = Dites pour quand : une étape sans date s’oublie.
error-next-step = Dites ce qui est à faire à cette date.
done-company-added = Entreprise ajoutée, avec la fiche de votre organisation.
done-contact-added = Contact ajouté.
done-interaction-logged = Échange noté.
done-step = C’est noté.
company-keep-role = Votre rôle permet de lire, pas de tenir un fichier d’entreprises. Demandez à un chargé de mission ou à un responsable de votre organisation.
