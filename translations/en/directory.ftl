directory-visible =
    { $n ->
        [0] No member visible to you
        [one] One member visible to you
        *[other] { $n } members visible to you
    }
directory-by-family = By family
directory-all = All
directory-empty = No member in this family
directory-empty-help = Members are added by the administrator of the instance.
family-local-authority = Local authorities
family-public-body = Public bodies
family-major-partner = Major partners
family-attractiveness = Attractiveness actors
family-company = Companies
category-region = Region
category-metropolis = Metropolis
category-local-agency = Local agency
category-intercommunality = Intercommunality
category-agency = Attractiveness agency
category-port = Port
category-airport = Airport
category-development = Development corporation
category-land = Land agency
category-planning = Planning institute
category-tourism = Tourism
category-transport = Transport company
category-prefecture = Prefecture
category-operator = State operator
category-chamber = Chamber of commerce
category-association = Association
category-network = Network
category-firm = Company
field-name = Name
field-short_name = Usual name
field-family = Family
field-category = Category
field-country = Country
field-city = City
field-siren = SIREN
field-website = Web site
field-provenance = Provenance
field-control_country = Country of control
error-siren-digits = A SIREN holds only digits. Remove the rest.
error-siren-length = { $count } digits instead of 9. Correct it, or leave it empty if the company is foreign.
error-siren-key = This number does not exist: its check digit is wrong. Check the digits.
error-siren-known = You already follow a company that bears this SIREN. Open it instead.
error-name-known = A company of this name is known in this country. Open it, or tick “It is another company”.
error-website = An address begins with https://. Correct it, or leave it empty.
