sources-help = Chaque chiffre est gardé comme il a été dit, avec son document et sa date.
sources-empty = Aucun document
sources-empty-help = Les documents d’où viennent des chiffres publiés paraîtront ici.
sources-what = Quoi
sources-said = Comme dit
sources-counted = Comment c’est compté
sources-as-of = À la date de
sources-inferred = année déduite par la lecture du document
