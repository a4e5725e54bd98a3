request-undecided =
    { $n ->
        [one] Une ligne ne porte que le même nom.
        *[other] { $n } lignes ne portent que le même nom.
    }
request-choose-help = Cochez ce qui est de cette personne : seules les lignes cochées entrent dans la réponse et sont effacées. Ce qui porte son adresse ou tient à sa fiche est coché d’avance ; ce qui ne porte que son nom peut être d’un homonyme, à vous de le dire.
request-choose = Enregistrer le choix
request-see = Voir
request-full = Seules les { $n } premières lignes sont montrées, les plus sûres d’abord. Notez l’adresse électronique de la personne sur une nouvelle demande pour mieux trier.
request-none-chosen = Aucune ligne n’est cochée : rien ne serait effacé. Cochez ce qui est de cette personne, enregistrez le choix, puis effacez.
request-erase-count =
    { $n ->
        [0] Aucune ligne n’est retenue.
        [one] Une ligne est retenue.
        *[other] { $n } lignes sont retenues.
    }
done-request-chosen = Choix enregistré.
surety-address = par son adresse
surety-identity = par sa fiche
surety-name = même nom seulement
held-class = classe
held-detail = nature
held-position = nature
held-duty = fonction
held-title_en = titre en anglais
held-tier = échelon
held-authority = donnée par
held-rank = rang
held-valid_from = depuis
held-valid_until = jusqu’à
held-informed_on = informée le
held-contact_role = rôle
held-left_on = partie le
held-last_contact_on = dernier échange le
held-noted_on = noté le
held-since = depuis
held-until = jusqu’au
held-passage = passage
answer-title = Ce que nous gardons sur { $name }
answer-file = reponse
answer-print-help = Imprimez cette page depuis votre navigateur (Ctrl+P), ou enregistrez-la en PDF : les menus n’y paraissent pas.
answer-nothing = { $organisation } ne garde rien sur vous.
answer-why = Pour quoi faire, et combien de temps
answer-recipients = À qui c’est montré
answer-shown = Peuvent voir aujourd’hui les fiches citées plus haut :
answer-opened = Les ont ouvertes ces six derniers mois :
answer-opened-by = { $organisation }, en dernier le { $day }
recipient-everyone = le public
recipient-network = tous les membres de l’instance
recipient-public-members = les organisations publiques membres de l’instance
answer-rights-help = Vous pouvez demander que ces données soient corrigées ou effacées, que leur usage soit limité, ou vous opposer à leur usage (RGPD, art. 16 à 18 et 21). Un accord donné se retire à tout moment.
answer-contact = Écrivez à { $organisation }, ou à { $address }.
answer-contact-organisation = Écrivez à { $organisation }, qui vous répond dans le mois.
answer-complaint = Si la réponse ne vous satisfait pas, vous pouvez saisir la Commission nationale de l’informatique et des libertés : 3, place de Fontenoy, TSA 80715, 75334 Paris Cedex 07 ; cnil.fr.
answer-automated = Aucune décision n’est prise sur vous par une machine seule, et vos données ne servent pas à établir un profil.
person-erased-name = Personne effacée
person-erased-on = Cette personne a été effacée le { $day }, à sa demande ou au terme de la durée de conservation. Il ne reste d’elle que cette fiche vide, qui ne se modifie plus : ce que d’autres ont fait avec elle garde ainsi sa place.
person-erased = Cette personne a été effacée : rien ne se note plus sur elle. Si vous travaillez de nouveau avec elle, ajoutez-la comme une nouvelle personne.
