nav-perimeters = Perimeters
perimeters-help = A perimeter is a dated set of communes, drawn by its organisation. It may straddle départements and régions.
perimeters-empty = No perimeter
perimeters-empty-help = Draw the first: paste a list of communes or groupings, or look for them by name.
perimeters-empty-reader = Those that you may see will appear here.
perimeter-new = Draw a perimeter
perimeter-owner = Drawn by
perimeter-of = Drawn by { $owner }
perimeter-last = Last version
perimeter-communes = Communes
perimeter-card = only its card is shown to you
perimeter-seen = Seen by
perimeter-change = Change the sheet
perimeter-change-help = The name, the purpose, the origin and who sees it. The composition changes by a version.
perimeter-version-new = New version
perimeter-version-help = The list is that of the last version. A version that begins on the same day corrects it; later, it follows and ends it.
perimeter-found = Tick what is part of it
perimeter-add = Add to the list
perimeter-sizes = Size of the communes
perimeter-size = { $n }: { $name } ({ $share }%)
perimeter-chosen = Made of
perimeter-chosen-many = { $n } territories
perimeter-stood-for =
    { $n ->
        [one] one commune that day
        *[other] { $n } communes that day
    }
perimeter-arrondissements =
    { $n ->
        [one] one municipal arrondissement
        *[other] { $n } municipal arrondissements
    }
perimeter-and-arrondissements =
    { $n ->
        [one] and one municipal arrondissement
        *[other] and { $n } municipal arrondissements
    }
perimeter-arrondissements-help = A part of Paris, Lyon or Marseille, chosen without the commune: counted among the people, not among the communes. The map does not draw it, having no outline of it.
perimeter-assumed =
    { $n ->
        [one] What one chosen territory was made of on { $day } is not known: the oldest known stands for it.
        *[other] What { $n } chosen territories were made of on { $day } is not known: the oldest known stands for it.
    }
perimeter-people = { $n } ({ $vintage })
perimeter-people-missing =
    { $n ->
        [one] ; one commune without a figure, not counted
        *[other] ; { $n } communes without a figure, not counted
    }
perimeter-straddles = in { $d } départements
perimeter-straddles-regions = in { $d } départements and { $r } régions
perimeter-versions = Versions
perimeter-version = Version
perimeter-version-n = Version { $n }
perimeter-shown = shown here
perimeter-none-that-day = No version holds on { $day }: the nearest is shown.
perimeter-compared = Compared with version { $n }
perimeter-same = The same communes.
perimeter-added = Added:
perimeter-removed = Removed:
perimeter-more-differences = And others: compare both lists.
perimeter-tallies = What it covers
perimeter-tallies-help = Counted on the first day of the version, or on the oldest known. “In part”: other communes of that territory are outside.
perimeter-part = { $n } of { $total }
perimeter-part-arrondissements = { $n } arrondissements of { $total }
perimeter-partly = in part
perimeter-through = Came with
perimeter-itself = itself
perimeter-competent = Competent organisations
asset-sheet-or = Or, instead of a territory, a perimeter:
competences-perimeters = Perimeters of competence
competences-perimeters-help = The perimeters that this organisation answers for, beside the territories on its sheet. A perimeter changes by versions: the competence follows.
competences-perimeters-list = Perimeters it answers for
competences-perimeters-empty = No perimeter
competences-perimeters-empty-help = Choose below a perimeter that you see: it will be on the sheet of the organisation, for whoever sees both.
competences-perimeters-empty-reader = Those that you may see will be here.
competence-perimeter-add = Say that it answers for a perimeter
competence-perimeter-none = You see no other perimeter. Draw one first, or ask to be shown it.
competence-when = Competent
competence-today = Made of, today
competence-version =
    { $n ->
        [one] one commune, since { $day }
        *[other] { $n } communes, since { $day }
    }
field-perimeter = Perimeter
visibility-long-owner = My organisation alone
visibility-long-network = Every member of the network
field-visibility = Who sees it
field-from = Holds from
field-members = Composition
field-find = Look for a name
hint-perimeter-description = What it is for, and for whom.
hint-perimeter-source = The document or file that sets this composition, with its date.
hint-perimeter-from = A day, as you would say it: 01/01/2026. Groupings stand for their communes of that day, or for the oldest known.
hint-perimeter-until = Last day included. Empty: until the next version.
hint-perimeter-note = What changed, in a sentence.
hint-perimeter-members = One territory a line, its code first: “25388 Montbéliard” for a commune (“75112 Paris 12e” for an arrondissement), the SIREN of a grouping or an EPT, “90” for a département, “region-27” for a région.
hint-perimeter-find = A name, a postal code or a SIREN. What you tick is added to the list.
error-line-code = Line { $line }: “{ $text }” does not begin with a code. Write the code first, or look for the name.
error-code-unknown = Line { $line }: no territory bears the code { $code }. Check it, or look for the name.
error-code-label = Line { $line }: { $code } is the code of { $name }, and the line says “{ $label }”. Correct the code, or the name.
error-commune-merged = Line { $line }: the commune { $code } has merged. Write { $successor } instead.
error-commune-ended = Line { $line }: { $name } ({ $code }) has not existed since { $day }. Choose the one that follows it, or date the version before that day.
error-commune-ended-into = Line { $line }: { $name } ({ $code }) has not existed since { $day }. Write { $successor } instead, or date the version before that day.
error-whole-empty = Line { $line }: { $name } ({ $code }) has no commune on { $day }. Choose another day, or another territory.
error-not-french = Line { $line }: { $name } is abroad. A perimeter is made of communes of France.
error-too-many-codes = More codes than there are communes. Choose whole territories.
error-more-lines = And { $n } more lines to correct.
error-version-before = The last version begins on { $day }. A new one begins that day to correct it, or later.
error-until-before = The end comes before the beginning. Correct one or the other.
done-perimeter-drawn = Perimeter drawn.
done-perimeter-version = Version saved.
link-perimeter = perimeter
link-perimeter-part = perimeter, in part
atlas-share-title = Who sees this sheet
atlas-share-help = One organisation or circle at a time, at a level, with a reason. The others will not know.
atlas-given = Shown to
atlas-given-none = Nobody, beyond those whom its visibility names.
atlas-level-card = The card: name and purpose
atlas-level-read = Read: all that it holds
atlas-level-edit = Change
done-atlas-shared = Sheet shown.
done-atlas-unshared = Sheet taken back: this share no longer holds.
nav-asset-sheets = Assets sheets
assets-help = What a territory offers to whoever settles there, theme by theme, with dated and sourced figures. The sheet is shared and printed.
assets-empty = No sheet
assets-empty-help = Write the first: a territory or a perimeter, then its assets one by one.
asset-sheet-new = Write a sheet
asset-about = About
asset-owner = Written by
asset-updated = as of { $day }
asset-add = Add an asset
asset-item = An asset
asset-item-help = One sentence for each language. That of the original language is authentic.
asset-none = No asset yet
asset-none-help = The assets added to this sheet will appear here, theme by theme.
asset-what = Asset
asset-source = Source
asset-translated-fr = translated from French
asset-translated-en = translated from English
asset-language-fr = French
asset-language-en = English
asset-remove = Take this asset out
asset-remove-help = It disappears from the sheet; the journal keeps what it said.
asset-remove-do = Take out of the sheet
theme-infrastructure = Infrastructure
theme-skills = Skills and training
theme-research = Research and development
theme-sectors = Sectors and companies
theme-sites = Sites and premises
theme-support = Networks and support
theme-life = Quality of life
theme-costs = Costs
field-theme = Theme
field-authentic = Original language
field-text_fr = In French
field-text_en = In English
field-stated = As of
field-position = Place in the theme
hint-asset-name = What someone who does not know the territory will read.
hint-asset-territory = Its name, an INSEE code, a grouping’s SIREN, the number of a département, or the identifier in the address of its page.
hint-asset-text = The other language may wait: the sheet then shows the original text, and says so.
hint-asset-figure = As it is stated: “nearly 900”, “€15 to 20 M”. It is never rounded.
hint-asset-stated = As you would say it: 2025, “end of 2025”, 30/06/2026.
hint-asset-source = Who says it, and where.
hint-asset-position = A number: the smallest come first.
error-authentic-text = This is the original language: write the text in it, or choose the other.
error-figure = Figure not understood. Write for example 900, “nearly 900”, “€15 to 20 M”.
error-figure-date = A figure has a date. Write for example 2025.
error-about-required = Say which territory or perimeter it is about.
error-about-both = A territory or a perimeter, not both. Empty one.
error-about-code = No territory bears this code. Look for it in Territories, and copy its code.
error-too-many-items = A sheet holds 200 assets. Write a second one.
done-asset-sheet = Sheet written. Add its assets.
done-asset-removed = Asset taken out.
link-asset-sheet = assets sheet
