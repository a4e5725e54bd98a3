nav-steering = Steering
nav-targets = Targets
steering-title = Steering { $year }
steering-of = { $name }, on { $day }. Only projects that you read are counted.
steering-years = Year
steering-opens = An underlined number opens its rule, its source and its records.
steering-gauges = Done, forecast and target { $year }
steering-indicator = Indicator
steering-done = Done
steering-position = Position
steering-expected = Forecast
steering-target = Target
steering-verified = verified
steering-stated = stated
steering-baseline = from { $figure }
steering-as-of = on { $date }
steering-announced = announced: + { $figure }
steering-unstated = not stated
steering-undisclosed = not disclosed
steering-no-target = No target for this year: the gauges show what is done alone.
steering-no-target-reader = Those who set the targets of the organisation note them here.
steering-aside =
    { $n ->
        [one] One project of which you see the card alone is in none of these numbers.
        *[other] { $n } projects of which you see the card alone are in none of these numbers.
    }
steering-by-axis = By axis
steering-ongoing = Ongoing today
steering-jobs = Jobs
steering-part = Share of the jobs
steering-no-axis = No axis
steering-distinct = Distinct projects
steering-pace = Wins over the year
steering-pace-help = Verified projects, added up by month of decision. Dashed: a steady pace towards the target.
steering-pace-description = { $n } verified projects to this day
steering-month = Month
steering-quarter = Q{ $quarter } { $year }
steering-quarter-column = Quarter of qualification
steering-conversion-help = Won out of qualified. Hatched: if everything that goes on were won.
steering-conversion-description = Share of projects won, by quarter of qualification
steering-too-few = too few to say
steering-delays-help = From lead to first contact, for leads opened in the year.
steering-hours =
    { $n ->
        [one] one working hour
        *[other] { $n } working hours
    }
steering-days =
    { $n ->
        [one] one working day
        *[other] { $n } working days
    }
steering-range = { $low } to { $high }
steering-apart = Apart
steering-apart-help = Never added to announced jobs or to the target of jobs.
steering-amount-silent =
    { $n ->
        [one] { $figure }, one project without a number
        *[other] { $figure }, { $n } projects without a number
    }
steering-ratios = Ratios of the targets
steering-ratios-help = indicative
percent = { $n }%
percent-range = { $low } to { $high }%
legend-verified = verified
legend-announced = announced
legend-expected = forecast, 8 times out of 10
legend-target = target
legend-pace = steady pace to this day
table-of = Table: { $name }
chart-table = The numbers of this chart
gauge-done = done: { $figure }
gauge-expected = forecast: { $figure }
gauge-aim = target: { $figure }
indicator-wins = Projects won
indicator-what-wins = Projects that the company decided, proved in writing and verified by somebody else than the referent.
indicator-rule-wins = Distinct projects of your organisation, verified, counted at the date of decision. A project whose date may fall in another year makes the number a range. A shared project counts once; given up after verification, it no longer counts.
indicator-warning-wins = Having helped a project is not having caused it: a good part of investors would have come anyway.
indicator-jobs = Jobs announced at three years
indicator-what-jobs = Jobs that companies announce at three years, for verified projects.
indicator-rule-jobs = The sum of what verified projects say. A range stays a range, “more than 60” leaves the total open. Safeguarded jobs and temp-agency contracts are not in it. A project without a number is counted apart, not as zero.
indicator-warning-jobs = Announced is not created. A transfer from the same territory creates nothing there: it is shown apart, since the place it came from is not coded.
indicator-safeguarded-jobs = Safeguarded jobs
indicator-what-safeguarded-jobs = Jobs that would have been lost without the operation.
indicator-rule-safeguarded-jobs = The sum of what verified projects say, apart from announced jobs.
indicator-warning-safeguarded-jobs = Never added to jobs created: they are not the same.
indicator-agency-jobs = Temp-agency contracts
indicator-what-agency-jobs = Open-ended contracts with a temp agency.
indicator-rule-agency-jobs = The sum of what verified projects say, on a line of its own.
indicator-warning-agency-jobs = Counted silently with the others, they once made a national rise of 7% look like one of 31%.
indicator-capex = Investment
indicator-what-capex = Amounts that companies invest, for verified projects.
indicator-rule-capex = Three lines that do not add up: what the company says, what is estimated, what is not known. Each currency stays its own. Only what the company says is set against a target.
indicator-warning-capex = Not every company says its amount: this total does not compare from year to year without the number of those that say nothing.
indicator-conversion = Conversion
indicator-what-conversion = Share of qualified projects that are won.
indicator-rule-conversion = Won and verified out of qualified, by quarter of first qualification. As long as projects go on it is a range: from what is won to what would be if everything were. Below three projects, nothing is said.
indicator-warning-conversion = Does not compare with a rate over all contacts of the year, which mixes projects of different ages.
indicator-first-response = First response
indicator-what-first-response = Time between the opening of a lead and the first contact with a person.
indicator-rule-first-response = Median, and delay kept nine times out of ten, of leads opened in the year: working time, Monday to Friday from 9 to 18, French public holidays left out, until “Contact made”. Those that still wait are said apart.
indicator-warning-first-response = An acknowledgement is not an answer. Without the leads that wait, the median flatters.
indicator-ambassadors = Ambassadors
indicator-what-ambassadors = Members of the network that speaks for the territory abroad.
indicator-rule-ambassadors = The last number stated at the end of the year, with its date and its source. Nothing is counted again.
indicator-warning-ambassadors = Registered is not active: counting members does not say how many act.
indicator-budget = Budget
indicator-what-budget = What the board voted, and what of it is committed.
indicator-rule-budget = Target: the amount voted. Done: the last amount committed that is stated in the year, with its date and its source.
indicator-warning-budget = The budget also pays for influence, ambassadors and reception: it is not what settlements cost.
definition = Definition
definition-counts = Counts
definition-date = Date
definition-source = Source
definition-records = Records
definition-record = Project
definition-state = State
definition-brings = Brings
definition-decided = Decided at the latest on
definition-unsure = perhaps another year
definition-open = Definition and records
definition-as-of = Year { $year }, read on { $day }
definition-target-source = target: { $source }; done: the projects
definition-source-records = The projects of your organisation and the log of their stages.
definition-source-stated = What your colleagues state, with its date and its source.
definition-counted = { $n } counted.
definition-listed =
    { $n ->
        [0] None.
        [one] One project.
       *[other] { $n } projects.
    }
definition-empty = No project
definition-empty-help = A project appears here once the company decided, and counts once verified.
definition-empty-help-first-response = A lead is listed here from the day on which it is opened.
definition-empty-help-conversion = A project is listed here once it was qualified.
definition-waited = First response in
definition-opened = Opened on
definition-cohort = Cohort
definition-qualified = Qualified on
lead-answered = answered
lead-waits = still waits
fate-won = won
fate-open = goes on
fate-over = lost or given up
part-silent = projects without a number
part-moved = of which transfers
capex-disclosed = said by the company
capex-estimated = estimated
capex-unknown = projects of which nothing is known
capex-beside =
    { $n ->
        [0] estimated { $estimated }
        [one] estimated { $estimated }, one project unknown
        *[other] estimated { $estimated }, { $n } projects unknown
    }
cohort-qualified = Qualified
cohort-won = Won
cohort-open = Ongoing
cohort-share = Share
cohort-of = { $won } out of { $qualified }
delay-median = median
delay-ninth-decile = kept 9 times out of 10
delay-waiting = still wait
delay-answered = { $n } answered
delay-answered-column = answered
ratio-jobs-per-project = jobs per project
ratio-budget-per-project = budget per project
ratio-budget-per-job = budget per job
ratio-rule-jobs-per-project = jobs aimed at, divided by projects aimed at
ratio-rule-budget-per-project = budget voted, divided by projects aimed at; rounded to the euro
ratio-rule-budget-per-job = budget voted, divided by jobs aimed at; rounded to the euro
ratio-records = none: the ratio is one of targets
ratio-warning = The budget also pays for influence, ambassadors and the reception of talents: these are not what settlements cost.
observations = What is stated
observations-help = Each number keeps its date and its source; the last of the year is the one of the gauge.
observations-empty = Nothing is stated
observations-empty-help = Note the number as it is said, with its date and where.
observation-note = Note
observation-withdraw = Withdraw
targets-title = Targets { $year }
targets-help = What your organisation aims at, as it is said, with its hypotheses and its risks.
targets-empty = No target
targets-empty-help = A target has a number, a year and, if you like, an axis. It is written as one says it: 65, “more than 60”, €3.170m.
target-new = New target
target-new-help = For the whole or for an axis. Every version stays: a target is revised, not erased.
target-set = Set the target
target-whole = The whole
target-title = { $name } in { $year }
target-of-axis = { $name }, { $axis }
target-now = What is said
target-version = Version
target-versions = Versions
target-noted = Noted
target-revise = Revise
target-revise-help = The version in force stays readable, with the reason of the new one.
target-withdraw = Withdraw this target
target-withdraw-help = If it should not have been noted. It leaves the gauges; its versions stay.
target-withdrawn = This target is withdrawn: it is in the gauges no more. Note another one if need be.
firmness-wished = wished
firmness-aimed = aimed at
firmness-voted = voted
field-indicator = Indicator
field-year = Year
field-baseline = Starting point
field-firmness = Firmness
field-hypotheses = Hypotheses
field-risks = Risks
field-statement = Code of a figure of the texts
hint-target-figure = As you would say it: 65, “more than 60”, “€3.170m”.
hint-baseline = Where one starts from, if it is said: 400.
hint-target-decided = When it was decided: “2 February 2021”.
hint-hypotheses = What the target supposes.
hint-risks = What may prevent it, for example “no visibility”.
hint-statement = Optional: the code shown in “Sources and figures”.
hint-as_of = As you would say it: “end of May”, 31/05/2026.
hint-target-reason = Kept with the version.
error-target-known = This target exists already for this year and axis: open it to revise it.
error-target-reason = Say why: the reason stays with the target.
error-statement = No figure of the texts has this code.
error-statement-other = The text states another figure under this code.
error-figure-number = This is counted as a number: 65, “more than 60”.
error-observation-counted = This indicator is counted from projects: it is not stated.
forecast-title = Forecast
forecast-until = What may still be won until { $day }
forecast-range = Range
forecast-made-of = { $done } verified, and { $more } to come
forecast-left-out = projects left out
forecast-silent = { $n } without a number of jobs
forecast-chances = Chances of being won, by stage
forecast-chances-description = Share of projects verified in the { $days } days that followed, by the stage where they stood
forecast-stage = Stage
forecast-seen = Projects seen
forecast-probability = Chances, 8 times out of 10
forecast-current = There today
forecast-checks = What past forecasts would have been worth
forecast-no-checks = The past is too short to make one again.
forecast-held = Right { $n } times out of { $all }
forecast-made-on = Made on
forecast-said = Said
forecast-came = Came
forecast-inside = Within the range
forecast-yes = yes
forecast-no = no
forecast-none = No forecast
forecast-too-little =
    { $n ->
        [0] Too little past for a forecast: no project was followed for as long as the time that is left.
        [one] Too little past for a forecast: a single project was followed for as long as the time that is left.
        *[other] Too little past for a forecast: { $n } projects were followed for as long as the time that is left.
    }
forecast-how = How it is made
forecast-step-looks = One looks at the portfolio as it was as many days ago as are left, then every month before, two years at most: which projects stood at which stage.
forecast-step-share = For each stage, which share was verified as many days later.
forecast-step-weight = A project seen several times at the same stage weighs once in the uncertainty: the fewer were seen, the wider the range.
forecast-step-sum = The chances of the projects that go on are added, with those that in the past came and were won within the same time, and one keeps what happens eight times out of ten.
forecast-step-enough = Below { $stage } projects seen at a stage, those that stand there are left out; below { $all } in all, there is no forecast.
forecast-limits = It supposes that tomorrow is like yesterday. It reads only the projects that you read, and knows nothing of a project but its place among the stages.
